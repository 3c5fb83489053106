import { takeFile } from '../../platform/files/index.ts';
import { type Answer, type Ask, type Route, route } from '../../platform/web/index.ts';
import { registerPaths } from '../register/paths.ts';
import { bringFile } from './commands/bring-file.ts';
import { columnsInWords, dictionaryAsCsv, readRegister, registerAsCsv } from './export.ts';
import { importPaths } from './paths.ts';
import { openImport } from './queries/read-import.ts';
import { largestFile, readFile } from './read-file.ts';
import { importers } from './roles.ts';

type BeginAsk = Ask<unknown, unknown>;

async function beginPage({ tx, t }: BeginAsk, problem?: string): Promise<Answer> {
  const open = await openImport(tx);
  return {
    page: 'casework/register-import/views/begin.njk',
    title: t('import.title'),
    backHref: registerPaths.asAt(),
    model: {
      ...{ action: importPaths.begin(), exportHref: importPaths.export(), problem },
      ...{ dictionaryHref: importPaths.dictionary(), openHref: open && importPaths.import(open.id) },
      hint: t('import.file.hint', { mebibytes: largestFile / 1024 / 1024 }),
      columns: columnsInWords(t),
    },
    problems: problem ? [{ field: 'file', text: problem }] : [],
  };
}

async function begin(ask: BeginAsk): Promise<Answer> {
  const { tx, file, t, actor } = ask;
  if (!file) return beginPage(ask, t('import.file.choose'));
  const came = await takeFile(file, largestFile);
  if (came === 'cut') return beginPage(ask, t('files.problem.cut'));
  // One byte more than the largest: reading it says so.
  const read = readFile(came === 'too big' ? new Uint8Array(largestFile + 1) : came);
  if (!read.ok) return beginPage(ask, t(read.says, read.values));
  const open = await openImport(tx);
  if (open?.state === 'importing') return beginPage(ask, t('import.underWay'));
  return { goTo: importPaths.import(await bringFile(tx, read, actor.accountId)) };
}

export const beginRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: importPaths.begin(),
    access: importers,
    audit: 'none: a form to choose a file, and what its columns mean',
    handle: ask => beginPage(ask),
  }),
  route({
    method: 'POST',
    path: importPaths.begin(),
    access: importers,
    audit: 'by the command',
    takesFile: 'whole',
    handle: begin,
  }),
  route({
    method: 'GET',
    path: importPaths.export(),
    access: importers,
    audit: 'casework.register.exported',
    handle: async ({ tx, today }) => {
      const entries = await readRegister(tx);
      return {
        send: registerAsCsv(entries),
        type: 'text/csv; charset=utf-8',
        fileName: `register-${today}.csv`,
        about: { detail: { entries: entries.length } },
      };
    },
  }),
  route({
    method: 'GET',
    path: importPaths.dictionary(),
    access: importers,
    audit: 'none: what the columns of a file mean',
    handle: async ({ t }) => ({
      send: dictionaryAsCsv(t),
      type: 'text/csv; charset=utf-8',
      fileName: 'register-columns.csv',
    }),
  }),
];
