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
import { isStrikable, strikeLink } from './commands/record-links.ts';
import { chainForm, formHoldsNothing } from './form-page.ts';
import { strikeFields } from './link-forms.ts';
import { recommendationPaths } from './paths.ts';
import { readChain } from './queries/read-chains.ts';
import { linkParams } from './routes-record.ts';

const strikeParams = linkParams.extend({ which: smallNumber });
type StrikeAsk = Ask<z.infer<typeof strikeParams>, unknown>;

function strikable({ params }: StrikeAsk) {
  const { link, which, id } = params;
  if (!isStrikable(link)) throw notFound();
  return { link, id: which, chain: id };
}

async function strikeForm(ask: StrikeAsk, again?: Again): Promise<Answer> {
  const { chain } = strikable(ask);
  const { asks } = found(await readChain(ask.tx, chain));
  const title = ask.t('chains.strike.title');
  return chainForm(
    ask,
    { title, about: asks, fields: strikeFields, backHref: recommendationPaths.chain(chain) },
    again,
  );
}

async function strike(ask: StrikeAsk): Promise<Answer> {
  const { link, id, chain } = strikable(ask);
  const read = readFields(strikeFields, ask.body, ask.t);
  if (read.problems.length > 0) return strikeForm(ask, { typed: read, problems: read.problems });
  const struck = await strikeLink(ask.tx, { link, id, because: read.texts.because ?? '' });
  if (!struck) throw tooLate('chains.refusal.struck');
  return { goTo: recommendationPaths.chain(chain), say: 'chains.said.struck' };
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
