import { z } from 'zod';
import {
  type Answer,
  type Ask,
  type FieldProblem,
  idNumber,
  isStorable,
  one,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { harvestPaths } from '../harvest/paths.ts';
import { isDuplicateChoice } from './choices.ts';
import { moveImport } from './commands/move-import.ts';
import { bringPaths } from './paths.ts';
import { type Import, readImport, readRows, readUnderstood } from './queries/read-import.ts';
import { alikeLines, reportAsCsv, troubleLines, understoodLines } from './report.ts';
import { countsModel, duplicatesModel } from './show-import.ts';

const params = z.object({ import: idNumber });
type ImportAsk = Ask<z.infer<typeof params>, unknown>;

/** More are not shown: all of them stand in the report that can be downloaded. */
const mostShown = 50;
const mostUnderstood = 20;
const longestReason = 500;

async function importPage(ask: ImportAsk, problems: readonly FieldProblem[] = []): Promise<Answer> {
  const { tx, t, body } = ask;
  const it = await readImport(tx, ask.params.import);
  // While it is harvested, its own page tells of it.
  if (it.repository !== null && it.state === 'importing')
    return { goTo: harvestPaths.repository(it.repository) };
  if (it.state === 'brought' && it.format === 'csv') return { goTo: bringPaths.columns(it.id) };
  const isWorking = it.state === 'checking' || it.state === 'importing' || it.state === 'undoing';
  return {
    page: `evidence/bring/views/${isWorking ? 'progress' : 'result'}.njk`,
    title: t(`bring.title.${it.state}`),
    backHref: it.repository === null ? bringPaths.begin() : harvestPaths.repository(it.repository),
    model: {
      ...{ it, counts: countsModel(it, t), hrefs: hrefsOf(it.id) },
      file: t('bring.file.was', { name: it.fileName, format: t(`bring.format.${it.format}`) }),
      ...(isWorking ? progressModel(it, t) : await resultModel(ask, it)),
      wrong: Object.fromEntries(problems.map(({ field, text }) => [field, text])),
      typed: { because: one(body, 'because') },
    },
    problems,
  };
}

const hrefsOf = (id: number) => ({
  ...{ here: bringPaths.import(id), report: bringPaths.report(id) },
  ...{ run: bringPaths.run(id), stop: bringPaths.stop(id), end: bringPaths.end(id) },
  ...{ undo: bringPaths.undo(id), begin: bringPaths.begin(), columns: bringPaths.columns(id) },
});

function progressModel({ done, total, size, rows, state }: Import, t: ImportAsk['t']) {
  const whole = total > 0 ? total : state === 'checking' ? size : rows;
  const share = whole > 0 ? Math.floor((100 * Math.min(done, whole)) / whole) : 0;
  return { share, progress: t('bring.progress', { share }), found: t('bring.progress.found', { rows }) };
}

async function resultModel({ tx, t, body }: ImportAsk, it: Import) {
  if (it.state === 'abandoned') return {};
  const troubled = await readRows(tx, it.id, { of: 'troubled', most: mostShown });
  const alike = await readRows(tx, it.id, { of: 'alike', most: mostShown });
  const understood = await readUnderstood(tx, it.id, mostUnderstood);
  const waiting = (it.counts.new ?? 0) + (it.counts.alike ?? 0);
  return {
    first: understoodLines(understood, t),
    firstMore: it.rows > mostUnderstood ? t('bring.first.more', { count: mostUnderstood }) : '',
    ...{ waiting, trouble: troubleLines(troubled, t), alike: alikeLines(alike, t) },
    more:
      troubled.length === mostShown || alike.length === mostShown
        ? t('bring.more', { count: mostShown })
        : '',
    duplicates: duplicatesModel(one(body, 'duplicates') || it.duplicates, t),
    mayUndo: it.workedOn === 0 && (it.counts.brought ?? 0) + (it.counts.filled ?? 0) > 0,
    workedOn: it.workedOn > 0 ? t('bring.undo.workedOn', { count: it.workedOn }) : '',
  };
}

async function run(ask: ImportAsk): Promise<Answer> {
  const {
    tx,
    t,
    params: { import: id },
  } = ask;
  const duplicates = one(ask.body, 'duplicates');
  if (!isDuplicateChoice(duplicates))
    return importPage(ask, [{ field: 'duplicates', text: t('bring.duplicates.choose') }]);
  await readImport(tx, id);
  await moveImport(tx, { id, from: ['checked', 'stopped'], to: 'importing', duplicates });
  return { goTo: bringPaths.import(id) };
}

async function stop({ tx, params: { import: id } }: ImportAsk): Promise<Answer> {
  await readImport(tx, id);
  await moveImport(tx, { id, from: ['importing'], to: 'stopped' });
  return { goTo: bringPaths.import(id), say: 'bring.said.stopped' };
}

async function end({ tx, params: { import: id } }: ImportAsk): Promise<Answer> {
  await readImport(tx, id);
  await moveImport(tx, { id, from: ['brought', 'checking', 'checked'], to: 'abandoned' });
  return { goTo: bringPaths.begin(), say: 'bring.said.ended' };
}

async function undo(ask: ImportAsk): Promise<Answer> {
  const {
    tx,
    t,
    params: { import: id },
  } = ask;
  const because = one(ask.body, 'because').trim();
  const wrong = reasonProblem(because);
  if (wrong) return importPage(ask, [{ field: 'because', text: t(wrong, { max: longestReason }) }]);
  await readImport(tx, id);
  await moveImport(tx, { id, from: ['imported', 'stopped'], to: 'undoing', because });
  return { goTo: bringPaths.import(id) };
}

function reasonProblem(reason: string) {
  if (reason === '') return 'bring.undo.reason.missing';
  if (!isStorable(reason)) return 'platform.problem.unstorable';
  return reason.length > longestReason ? 'bring.undo.reason.long' : undefined;
}

async function report({ tx, t, params: { import: id }, today }: ImportAsk): Promise<Answer> {
  await readImport(tx, id);
  return {
    send: reportAsCsv(await readRows(tx, id, { of: 'all', most: null, raw: true }), t),
    type: 'text/csv; charset=utf-8',
    fileName: `evidence-import-${id}-${today}.csv`,
  };
}

const read = {
  method: 'GET',
  access: ['librarian'],
  audit: 'none: what stood in a file of publications, in which nobody’s case stands',
  params,
} as const;
const change = { method: 'POST', access: ['librarian'], audit: 'by the command', params } as const;

/** One import, from what was found in its file to its end. */
export const importRoutes: readonly Route[] = [
  route({ ...read, path: bringPaths.import(':import'), handle: ask => importPage(ask) }),
  route({ ...read, path: bringPaths.report(':import'), handle: report }),
  route({ ...change, path: bringPaths.run(':import'), handle: run }),
  route({ ...change, path: bringPaths.stop(':import'), handle: stop }),
  route({ ...change, path: bringPaths.end(':import'), handle: end }),
  route({ ...change, path: bringPaths.undo(':import'), handle: undo }),
];
