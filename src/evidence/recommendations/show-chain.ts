import type { Actor } from '../../platform/database/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { holds } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { otherLanguage } from '../record/languages.ts';
import { isFollowable } from '../record/web-address.ts';
import { answerTexts, chainPicture } from './chain-picture.ts';
import type { Link } from './link-forms.ts';
import { recommendationPaths } from './paths.ts';
import type { Action, Addressed, Chain, Completion, Standing, Struck } from './queries/read-chains.ts';
import { type ChainState, stateLooks } from './states.ts';
import { isOpen, mayAdd } from './who-may.ts';

function showState(state: ChainState, t: Translate) {
  const { text, colour } = stateLooks[state];
  return { text: t(text), colour };
}

/** What a recommendation asks, where there is room for a title only. */
export const shortly = (asks: string): string => (asks.length > 100 ? `${asks.slice(0, 99)}…` : asks);

/** A row of a list of recommendations. */
export function showStanding(row: Standing, t: Translate) {
  return {
    ...{ asks: row.asks, theme: row.theme, overdue: row.overdue },
    lang: otherLanguage(row.language, t.language),
    href: recommendationPaths.chain(row.id),
    addressee: { text: row.addresseeName, href: recommendationPaths.addressee(row.addressee) },
    state: showState(row.state, t),
    due: row.nextDue && { iso: row.nextDue, text: showDay(row.nextDue, t) },
  };
}

/** Where something can be read: a way there, where it is an address that a browser may safely follow. */
const showSource = (source: string | null) =>
  source && { text: source, href: isFollowable(source.trim()) ? source.trim() : '' };

type Reader = { readonly actor: Actor | undefined; readonly spokenFor: readonly number[] };

/** Everything that a chain's page shows, with a way to add each link that the reader may add. */
export function showChain(chain: Chain, reader: Reader, t: Translate) {
  const mayStrike = reader.actor !== undefined && holds(reader.actor, 'librarian');
  const strike = (link: string, { id, struckBecause }: Struck & { id: number }) => ({
    struck: struckBecause,
    strikeHref: mayStrike && !struckBecause ? recommendationPaths.strike(chain.id, link, id) : undefined,
  });
  const add = (link: Link, of: number | undefined, addressee: number | undefined) =>
    reader.actor &&
    !chain.struckBecause &&
    mayAdd(reader.actor, link, { addressee, spokenFor: reader.spokenFor })
      ? `${recommendationPaths.add(chain.id, link)}${of === undefined ? '' : `?of=${of}`}`
      : undefined;
  const date = (day: string) => ({ iso: day, text: showDay(day, t) });
  const showDone = (done: Completion, addressee: number) => ({
    ...{ says: done.shownBy, date: date(done.on), ...strike('completions', done) },
    // Only what a browser may safely follow.
    url: done.url && isFollowable(done.url) ? done.url : undefined,
    verdict: done.verdict && {
      ...{ says: done.verdictSays, by: done.verifiedBy, date: date(done.verifiedOn ?? done.on) },
      text: t(done.verdict === 'verified' ? 'chains.verdict.verified' : 'chains.verdict.notVerified'),
    },
    verifyHref:
      done.verdict || done.struckBecause || done.isOfReader
        ? undefined
        : add('verifications', done.id, addressee),
  });
  const showAction = (action: Action, addressee: number) => {
    return {
      ...{ does: action.does, owner: action.owner, due: date(action.dueOn), ...strike('actions', action) },
      completions: action.completions.map(done => showDone(done, addressee)),
      completeHref:
        isOpen(action.completions) && !action.struckBecause
          ? add('completions', action.id, addressee)
          : undefined,
    };
  };
  const showAddressed = ({ id, name, stands, responses, actions }: Addressed) => ({
    ...{ name, href: recommendationPaths.addressee(id), overdue: stands?.overdue },
    state: stands && showState(stands.state, t),
    responses: responses.map(one => ({
      ...{ kind: t(answerTexts[one.kind]), says: one.says, by: one.signedBy, date: date(one.on) },
      ...{ source: showSource(one.source), ...strike('responses', one) },
    })),
    actions: actions.map(action => showAction(action, id)),
    answerHref: add('responses', id, id),
    actHref: add('actions', id, id),
  });
  return {
    ...{
      asks: chain.asks,
      theme: chain.theme,
      paragraph: chain.paragraph,
      lang: otherLanguage(chain.language, t.language),
      ...strike('recommendation', chain),
    },
    record: { text: chain.recordTitle, href: evidencePaths.record(chain.record) },
    made: date(chain.madeOn),
    due: chain.dueOn && date(chain.dueOn),
    addressees: chain.addressees.map(showAddressed),
    outcomes: chain.outcomes.map(one => ({
      ...{ says: one.says, date: date(one.on), source: showSource(one.source), ...strike('outcomes', one) },
      record: one.record && { text: one.recordTitle, href: evidencePaths.record(one.record) },
    })),
    outcomeHref: add('outcomes', undefined, undefined),
    picture: chainPicture(chain, t),
  };
}
