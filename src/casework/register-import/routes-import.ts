import { z } from 'zod';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  idNumber,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { moveImport } from './commands/move-import.ts';
import { guessMapping, type Mapping } from './fields.ts';
import { importPaths } from './paths.ts';
import { type Import, readImport, readRefused } from './queries/read-import.ts';
import { readColumns } from './read-columns.ts';
import { reportAsCsv, reportLines } from './report.ts';
import { importers } from './roles.ts';
import { columnsModel, countsModel } from './show-import.ts';

const params = z.object({ import: idNumber });
type ImportAsk = Ask<z.infer<typeof params>, unknown>;

/** More are not shown: all of them stand in the report that can be downloaded. */
const mostShown = 50;

async function importPage(ask: ImportAsk): Promise<Answer> {
  const { tx, t } = ask;
  const one = await readImport(tx, ask.params.import);
  if (one.state === 'brought') return columnsPage(ask, one);
  const shown =
    one.state === 'checked' || one.state === 'imported' ? await readRefused(tx, one.id, mostShown) : [];
  return {
    page: `casework/register-import/views/${one.state === 'checking' || one.state === 'importing' ? 'progress' : 'result'}.njk`,
    title: t(`import.title.${one.state}`),
    backHref: importPaths.begin(),
    model: {
      ...{ one, counts: countsModel(one, t), lines: reportLines(shown, one, t) },
      more: one.refused > mostShown ? t('import.report.more', { count: mostShown }) : '',
      progress: t('import.progress', { done: Math.min(one.done, one.total), total: one.total }),
      hrefs: {
        ...{
          here: importPaths.import(one.id),
          columns: importPaths.columns(one.id),
          report: importPaths.report(one.id),
        },
        ...{ run: importPaths.run(one.id), end: importPaths.end(one.id), begin: importPaths.begin() },
      },
    },
    about: { detail: { import: one.id } },
  };
}

async function columnsPage(
  ask: ImportAsk,
  one: Import,
  again?: { mapping: Mapping; problems: FieldProblem[] },
): Promise<Answer> {
  const { t } = ask;
  if (one.state !== 'brought' && one.state !== 'checked') throw tooLate('platform.refusal.notInThisState');
  const mapping = again?.mapping ?? one.mapping ?? guessMapping(one.headings);
  return {
    page: 'casework/register-import/views/columns.njk',
    title: t('import.columns.title'),
    backHref: one.state === 'checked' ? importPaths.import(one.id) : importPaths.begin(),
    model: {
      ...columnsModel(one, mapping, t),
      problems: Object.fromEntries((again?.problems ?? []).map(({ field, text }) => [field, text])),
      ...{ action: importPaths.columns(one.id), endHref: importPaths.end(one.id) },
    },
    problems: again?.problems,
    about: { detail: { import: one.id } },
  };
}

async function chooseColumns(ask: ImportAsk): Promise<Answer> {
  const { tx, body, t } = ask;
  const one = await readImport(tx, ask.params.import);
  const chosen = readColumns(body, one.headings.length, t);
  if (chosen.problems.length > 0) return columnsPage(ask, one, chosen);
  await moveImport(tx, { id: one.id, from: ['brought', 'checked'], to: 'checking', mapping: chosen.mapping });
  return { goTo: importPaths.import(one.id) };
}

async function run({ tx, params: { import: id } }: ImportAsk): Promise<Answer> {
  await readImport(tx, id);
  await moveImport(tx, { id, from: ['checked'], to: 'importing' });
  return { goTo: importPaths.import(id) };
}

async function end({ tx, params: { import: id } }: ImportAsk): Promise<Answer> {
  await readImport(tx, id);
  await moveImport(tx, { id, from: ['brought', 'checking', 'checked', 'importing'], to: 'abandoned' });
  return { goTo: importPaths.begin(), say: 'import.said.ended' };
}

async function report({ tx, t, params: { import: id }, today }: ImportAsk): Promise<Answer> {
  const one = await readImport(tx, id);
  return {
    send: reportAsCsv(reportLines(await readRefused(tx, id, null), one, t), t),
    type: 'text/csv; charset=utf-8',
    fileName: `register-import-${id}-${today}.csv`,
    about: { detail: { import: id } },
  };
}

const read = { method: 'GET', access: importers, audit: 'casework.import.read', params } as const;
const change = { method: 'POST', access: importers, audit: 'by the command', params } as const;

/** One import, from the choice of its columns to its end. */
export const importRoutes: readonly Route[] = [
  route({ ...read, path: importPaths.import(':import'), handle: importPage }),
  route({
    ...read,
    path: importPaths.columns(':import'),
    handle: async ask => columnsPage(ask, await readImport(ask.tx, ask.params.import)),
  }),
  route({ ...read, path: importPaths.report(':import'), handle: report }),
  route({ ...change, path: importPaths.columns(':import'), handle: chooseColumns }),
  route({ ...change, path: importPaths.run(':import'), handle: run }),
  route({ ...change, path: importPaths.end(':import'), handle: end }),
];
