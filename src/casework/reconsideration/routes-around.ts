import type { Translate } from '../../platform/language/index.ts';
import { type Again, drawForm } from '../../platform/small-forms/index.ts';
import { dayOf, showDay } from '../../platform/time/index.ts';
import { type Answer, idParams, notAllowed, one, type Route, route } from '../../platform/web/index.ts';
import { voicePaths } from '../../voice/index.ts';
import type { ApplicationAsk } from '../clinical/application.ts';
import { careTeam } from '../clinical/care-team.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { personPaths } from '../person/paths.ts';
import { kindRules } from '../rules/document-kinds.ts';
import { askFields, readAsked } from './ask-form.ts';
import { askAgain } from './commands/ask-again.ts';
import { takeBackAgain } from './commands/take-back-again.ts';
import { whyNotAsk } from './may-ask.ts';
import { againPaths } from './paths.ts';
import { type AroundAs, type Asking, readAsking } from './queries/read-asking.ts';
import { decidedInWords } from './show-again.ts';

type Side = 'person' | 'clinical';

/** For whom of the reader's capacities the words of the person are written down, and in which they ask themselves. */
function capacitiesIn({ kind, standsAs, mayWrite }: Asking) {
  const ledBy: readonly string[] = kindRules[kind].ledBy;
  const own = (as: AroundAs): as is Exclude<AroundAs, 'subject' | 'ward_staff'> =>
    as === 'advocate' || as === 'solicitor' || ledBy.includes(as);
  return {
    isPerson: standsAs.includes('subject'),
    scribe: mayWrite ? standsAs.find(as => as === 'ward_staff' || as === 'advocate') : undefined,
    own: standsAs.filter(as => as !== 'subject' && as !== 'ward_staff').find(own),
  };
}

async function askPage(ask: ApplicationAsk, side: Side, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const asking = await readAsking(tx, params.id);
  const { isPerson, scribe, own } = capacitiesIn(asking);
  const cannot = whyNotAsk(asking);
  const isOpen = asking.open !== null && asking.open.state !== 'being said';
  return {
    page: `casework/reconsideration/views/${isPerson ? 'my' : 'ask'}.njk`,
    title: t(isPerson ? 'again.my.title' : 'again.title'),
    backHref: (side === 'person' ? personPaths.answer : clinicalPaths.application)(asking.id),
    model: {
      person: asking.person,
      decided: decidedLine(asking, t),
      cannot: cannot ? t(cannot) : '',
      isOpen,
      begun: asking.open?.state === 'being said',
      words: scribe !== undefined,
      form:
        own &&
        !isOpen &&
        !cannot &&
        drawForm(t, {
          action: againPaths[side](asking.id),
          fields: askFields,
          button: 'again.own.button',
          again,
        }),
      mayTakeBack: asking.mayTakeBack,
      action: againPaths[side](asking.id),
    },
    about: { caseId: asking.caseId, detail: { application: asking.id } },
    problems: again?.problems,
  };
}

function decidedLine({ outcome, decidedAt }: Asking, t: Translate): string {
  if (!outcome || !decidedAt) return '';
  const day = showDay(dayOf(Temporal.Instant.from(decidedAt)), t);
  return t('again.now', { kind: decidedInWords(outcome, t), day });
}

/** The person's words are written on the pages of their words; what others ask is asked here. */
async function post(ask: ApplicationAsk, side: Side): Promise<Answer> {
  const { tx, params, body, t } = ask;
  const asking = await readAsking(tx, params.id);
  const { isPerson, scribe, own } = capacitiesIn(asking);
  if (one(body, 'do') === 'take back') {
    await takeBackAgain(tx, { ...asking, by: isPerson ? 'person' : 'around' });
    return {
      goTo: backTo(side, asking.id),
      say: isPerson ? 'again.my.said.takenBack' : 'again.said.takenBack',
    };
  }
  if (isPerson) {
    const occasion = await askAgain(tx, asking.id, { as: 'subject', inWordsOfPerson: true });
    return { goTo: voicePaths.part(occasion, 'again') };
  }
  if (one(body, 'do') === 'words') {
    if (scribe !== 'ward_staff' && scribe !== 'advocate') throw notAllowed('again.refusal.notYours');
    const occasion = await askAgain(tx, asking.id, { as: scribe, inWordsOfPerson: true });
    return { goTo: voicePaths.write(occasion) };
  }
  if (!own) throw notAllowed('again.refusal.notYours');
  const { typed, problems, asked } = readAsked(body, t);
  if (!asked) return askPage(ask, side, { typed, problems });
  await askAgain(tx, asking.id, { as: own, ...asked });
  return { goTo: backTo(side, asking.id), say: 'again.said.asked' };
}

const backTo = (side: Side, id: number) =>
  side === 'person' ? personPaths.answer(id) : clinicalPaths.application(id);

const ofPerson = {
  path: againPaths.person(':id'),
  access: ['subject', 'advocate', 'solicitor'],
  params: idParams,
} as const;
const ofClinical = { path: againPaths.clinical(':id'), access: careTeam, params: idParams } as const;

/** Asking for a decision to be looked at again: the person and their helpers, and those who treat and supervise them. */
export const aroundRoutes: readonly Route[] = [
  route({
    ...{ ...ofPerson, method: 'GET', audit: 'casework.document.read' },
    handle: ask => askPage(ask, 'person'),
  }),
  route({
    ...{ ...ofPerson, method: 'POST', audit: 'by the command' },
    handle: ask => post(ask, 'person'),
  }),
  route({
    ...{ ...ofClinical, method: 'GET', audit: 'casework.document.read' },
    handle: ask => askPage(ask, 'clinical'),
  }),
  route({
    ...{ ...ofClinical, method: 'POST', audit: 'by the command' },
    handle: ask => post(ask, 'clinical'),
  }),
];
