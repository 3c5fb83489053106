import { z } from 'zod';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  found,
  idNumber,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import type { TableSample } from '../formats/index.ts';
import { chosenBefore, chosenIn, columnProblems, columnsOfForm, mappingOf } from './columns-form.ts';
import { sayColumns } from './commands/say-columns.ts';
import { bringPaths } from './paths.ts';
import { readMapping, readSample } from './queries/read-columns.ts';
import { type Import, readImport } from './queries/read-import.ts';

const params = z.object({ import: idNumber });
type ColumnsAsk = Ask<z.infer<typeof params>, unknown>;

/** A table that was brought, and can still be looked through anew. */
async function tableOf({
  tx,
  params: { import: id },
}: ColumnsAsk): Promise<{ it: Import; sample: TableSample }> {
  const it = await readImport(tx, id);
  if (it.format !== 'csv' || (it.state !== 'brought' && it.state !== 'checked'))
    throw tooLate('platform.refusal.notInThisState');
  return { it, sample: found(await readSample(tx, id)) };
}

type Again = { readonly chosen: readonly string[]; readonly problems: readonly FieldProblem[] };

async function columnsPage(asked: ColumnsAsk, again?: Again): Promise<Answer> {
  const { tx, t } = asked;
  const { it, sample } = await tableOf(asked);
  const said = it.mapping ?? (again ? undefined : await readMapping(tx, sample.headings));
  return {
    page: 'evidence/bring/views/columns.njk',
    title: t('bring.columns.title'),
    backHref: bringPaths.begin(),
    model: {
      ...{ fileName: it.fileName, action: bringPaths.columns(it.id), endHref: bringPaths.end(it.id) },
      columns: columnsOfForm(sample, again?.chosen ?? chosenBefore(sample, said), t),
    },
    problems: again?.problems,
  };
}

async function say(asked: ColumnsAsk): Promise<Answer> {
  const { tx, t, body, actor } = asked;
  const { it, sample } = await tableOf(asked);
  const chosen = chosenIn(body, sample);
  const problems = columnProblems(chosen, t);
  if (problems.length > 0) return columnsPage(asked, { chosen, problems });
  await sayColumns(tx, { id: it.id, headings: sample.headings, mapping: mappingOf(sample, chosen), actor });
  return { goTo: bringPaths.import(it.id) };
}

/** What the columns of a table hold, where their headings do not say it. */
export const columnRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', access: ['librarian'], params, path: bringPaths.columns(':import') },
    audit: 'none: what stood in a file of publications, in which nobody’s case stands',
    handle: (asked: ColumnsAsk) => columnsPage(asked),
  }),
  route({
    ...{ method: 'POST', access: ['librarian'], params, path: bringPaths.columns(':import') },
    ...{ audit: 'by the command', handle: say },
  }),
];
