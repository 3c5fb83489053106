import {
  type Answer,
  type Ask,
  addressWith,
  one,
  pageQuery,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { type Format, formats, mostColumns } from '../formats/index.ts';
import { evidencePaths } from '../paths.ts';
import { beginImport } from './commands/begin-import.ts';
import { moveImport } from './commands/move-import.ts';
import { largestFile } from './keep-file.ts';
import { bringPaths } from './paths.ts';
import { columnsBefore } from './queries/read-columns.ts';
import { importsOnPage, readImports } from './queries/read-import.ts';
import { formatChoices, importLines } from './show-import.ts';

type BeginAsk = Ask<unknown, unknown>;

async function beginPage({ tx, t, body }: BeginAsk, problem?: string, page = 1): Promise<Answer> {
  const imports = await readImports(tx, page);
  const at = (other: number) => addressWith(bringPaths.begin(), { page: other > 1 ? other : undefined });
  return {
    page: 'evidence/bring/views/begin.njk',
    title: t('bring.title'),
    backHref: evidencePaths.desk(),
    model: {
      ...{ action: bringPaths.begin(), problem, formats: formatChoices(one(body, 'format'), t) },
      hint: t('bring.file.hint', { mebibytes: largestFile / 1024 / 1024 }),
      imports: importLines(imports.slice(0, importsOnPage), t),
      newerHref: page > 1 ? at(page - 1) : '',
      olderHref: imports.length > importsOnPage ? at(page + 1) : '',
    },
    problems: problem ? [{ field: 'file', text: problem }] : [],
  };
}

async function begin(ask: BeginAsk): Promise<Answer> {
  const { tx, file, t, actor, body } = ask;
  if (!file) return beginPage(ask, t('files.problem.choose'));
  const format = one(body, 'format');
  const begun = await beginImport(tx, {
    ...{ accountId: actor.accountId, fileName: file.name, content: file.content },
    format: isFormat(format) ? format : undefined,
  });
  if (!begun.ok)
    return beginPage(
      ask,
      t(`bring.file.${begun.why}`, { mebibytes: largestFile / 1024 / 1024, columns: mostColumns }),
    );
  const columns = begun.format === 'csv' ? await columnsBefore(tx, begun.id) : 'known';
  // Somebody has to say first what the columns hold.
  if (columns === 'unknown') return { goTo: bringPaths.columns(begun.id) };
  const mapping = columns === 'known' ? {} : { mapping: columns };
  await moveImport(tx, { id: begun.id, from: ['brought'], to: 'checking', ...mapping });
  return { goTo: bringPaths.import(begun.id) };
}

const isFormat = (text: string): text is Format => (formats as readonly string[]).includes(text);

export const beginRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: bringPaths.begin(),
    access: ['librarian'],
    audit: 'none: a form to choose a file, and which files came before',
    query: pageQuery,
    handle: ask => beginPage(ask, undefined, ask.query.page),
  }),
  route({
    method: 'POST',
    path: bringPaths.begin(),
    access: ['librarian'],
    audit: 'by the command',
    takesFile: 'as it comes',
    handle: begin,
  }),
];
