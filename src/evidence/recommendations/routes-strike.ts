import type { z } from 'zod';
import { type Again, readFields } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  found,
  notFound,
  type Route,
  route,
  smallNumber,
  tooLate,
} from '../../platform/web/index.ts';
import { isStrikable, type Strikable, strikeLink } from './commands/record-links.ts';
import { chainForm, formHoldsNothing } from './form-page.ts';
import { strikeFields } from './link-forms.ts';
import { recommendationPaths } from './paths.ts';
import { type Chain, readChain } from './queries/read-chains.ts';
import { linkParams } from './routes-record.ts';

const strikeParams = linkParams.extend({ which: smallNumber });
type StrikeAsk = Ask<z.infer<typeof strikeParams>, unknown>;

type Struck = { readonly link: Strikable; readonly id: number; readonly says: string };

/** What is to be struck, as long as it stands in this chain. */
async function standing({ tx, params }: StrikeAsk): Promise<Struck> {
  const { link, which, id } = params;
  if (!isStrikable(link)) throw notFound();
  const { says, struckBecause } = found(linkOf(found(await readChain(tx, id)), link, which));
  if (struckBecause) throw tooLate('chains.refusal.struck');
  return { link, id: which, says };
}

/** A link of a chain by its number, with what it says; nothing where it is of another chain. */
function linkOf(chain: Chain, link: Strikable, which: number) {
  const actions = chain.addressees.flatMap(one => one.actions);
  const links = {
    recommendation: [{ ...chain, says: chain.asks }],
    responses: chain.addressees.flatMap(one => one.responses),
    actions: actions.map(one => ({ ...one, says: one.does })),
    completions: actions.flatMap(one => one.completions.map(done => ({ ...done, says: done.shownBy }))),
    outcomes: chain.outcomes,
  };
  return links[link].find(({ id }) => id === which);
}

async function strikeForm(ask: StrikeAsk, again?: Again): Promise<Answer> {
  const { says } = await standing(ask);
  const { t, params } = ask;
  return chainForm(
    ask,
    {
      ...{ title: t('chains.strike.title'), about: says, text: t('chains.strike.text') },
      ...{ fields: strikeFields, backHref: recommendationPaths.chain(params.id) },
    },
    again,
  );
}

async function strike(ask: StrikeAsk): Promise<Answer> {
  const read = readFields(strikeFields, ask.body, ask.t);
  if (read.problems.length > 0) return strikeForm(ask, { typed: read, problems: read.problems });
  const { link, id } = await standing(ask);
  // Whoever was faster by a moment has struck it already.
  if (!(await strikeLink(ask.tx, { link, id, because: read.texts.because ?? '' })))
    throw tooLate('chains.refusal.struck');
  return { goTo: recommendationPaths.chain(ask.params.id), say: 'chains.said.struck' };
}

const striking = {
  path: recommendationPaths.strike(':id', ':link', ':which'),
  access: ['librarian'],
  params: strikeParams,
} as const;

/** Striking what was recorded by mistake: librarians. */
export const strikeRoutes: readonly Route[] = [
  route({ ...striking, method: 'GET', audit: formHoldsNothing, handle: (ask: StrikeAsk) => strikeForm(ask) }),
  route({ ...striking, method: 'POST', audit: 'by the command', handle: strike }),
];
