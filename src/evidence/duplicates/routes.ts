import { z } from 'zod';
import {
  type Answer,
  type Ask,
  addressWith,
  type Body,
  type FieldProblem,
  idNumber,
  one,
  type PageQuery,
  pageQuery,
  type Route,
  route,
  smallNumber,
  tooLate,
} from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { evidencePaths } from '../paths.ts';
import { librarianReading } from '../public-reading.ts';
import { holdLibrary } from '../record/commands/save-record.ts';
import { type Choice, choices, entryOfBoth, fieldsOfBoth } from './choose.ts';
import { mergeRecords } from './commands/merge-records.ts';
import { partRecords } from './commands/part-records.ts';
import { takeBackApart, tellApart } from './commands/tell-apart.ts';
import { duplicatePaths } from './paths.ts';
import { type Pair, readPair } from './queries/read-pair.ts';
import { readWorklist } from './queries/read-worklist.ts';
import { pairModel, worklistModel } from './show.ts';

const pageSize = 25;
const pairParams = z.object({ one: smallNumber, other: smallNumber });
const mergeParams = z.object({ merge: idNumber });
type PairAsk = Ask<z.infer<typeof pairParams>, unknown>;

async function allPage({ tx, t, query }: Ask<unknown, PageQuery>): Promise<Answer> {
  const list = await readWorklist(tx, { from: (query.page - 1) * pageSize, most: pageSize });
  const hrefOf = (page: number) => addressWith(duplicatePaths.all(), { page: page === 1 ? '' : page });
  return {
    page: 'evidence/duplicates/views/all.njk',
    title: t('bring.pair.title'),
    backHref: evidencePaths.desk(),
    model: {
      ...worklistModel(list, t),
      total: t('bring.pair.total', { count: list.total }),
      pages: paginate({ page: query.page, size: pageSize, total: list.total }, hrefOf),
    },
  };
}

async function pairPage(ask: PairAsk, problems: readonly FieldProblem[] = []): Promise<Answer> {
  const { tx, params, t, body } = ask;
  const pair = await readPair(tx, params.one, params.other);
  return {
    page: 'evidence/duplicates/views/pair.njk',
    title: t('bring.pair.pair.title'),
    backHref: duplicatePaths.all(),
    model: {
      ...pairModel(pair, { picked: pickedIn(body, pair), kept: one(body, 'kept') || String(params.one), t }),
      wrong: Object.fromEntries(problems.map(({ field, text }) => [field, text])),
    },
    problems,
  };
}

const isChoice = (text: string): text is Choice => (choices as readonly string[]).includes(text);

function pickedIn(body: Body, pair: Pair): ReadonlyMap<string, Choice> {
  return new Map(
    fieldsOfBoth(pair.one.entry, pair.other.entry).flatMap(field => {
      const choice = one(body, `pick.${field}`);
      return isChoice(choice) ? [[field, choice] as const] : [];
    }),
  );
}

async function merge(ask: PairAsk): Promise<Answer> {
  const { tx, params, body, t, actor } = ask;
  const kept = Number(one(body, 'kept'));
  if (kept !== params.one && kept !== params.other)
    return pairPage(ask, [{ field: 'kept', text: t('bring.pair.kept.choose') }]);
  const pair = await readPair(tx, params.one, params.other);
  const versions = [one(body, 'version.one'), one(body, 'version.other')];
  if (versions.join() !== [pair.one.version, pair.other.version].join())
    throw tooLate('evidence.fault.changed');
  const [stays, goes] = kept === params.one ? [pair.one, pair.other] : [pair.other, pair.one];
  await mergeRecords(tx, {
    ...{ kept: stays, merged: goes, actor },
    entry: entryOfBoth(pair.one.entry, pair.other.entry, pickedIn(body, pair)),
    notes: {
      kept: t('bring.pair.note.kept', { number: String(goes.number) }),
      merged: t('bring.pair.note.merged', { number: String(stays.number) }),
    },
  });
  return {
    goTo: duplicatePaths.all(),
    say: 'bring.pair.said.merged',
    sayValues: { kept: String(kept), merged: String(goes.number) },
  };
}

async function different({ tx, params, actor }: PairAsk): Promise<Answer> {
  // Whoever makes one of them meanwhile is done before, or is refused.
  await holdLibrary(tx);
  const { merge: joined } = await readPair(tx, params.one, params.other);
  if (joined) throw tooLate('evidence.fault.changed');
  await tellApart(tx, { ...params, actor });
  return { goTo: duplicatePaths.all(), say: 'bring.pair.said.apart' };
}

async function takeBack({ tx, params }: PairAsk): Promise<Answer> {
  await takeBackApart(tx, params);
  return { goTo: duplicatePaths.pair(params.one, params.other), say: 'bring.pair.said.takenBack' };
}

async function part({ tx, params, actor, t }: Ask<z.infer<typeof mergeParams>, unknown>): Promise<Answer> {
  const { kept, merged, isAsBefore } = await partRecords(tx, {
    ...{ id: params.merge, actor, note: t('bring.pair.note.parted') },
  });
  return {
    goTo: duplicatePaths.pair(Math.min(kept, merged), Math.max(kept, merged)),
    say: isAsBefore ? 'bring.pair.said.parted' : 'bring.pair.said.partedOnly',
  };
}

const change = { method: 'POST', access: ['librarian'], audit: 'by the command' } as const;

export const duplicateRoutes: readonly Route[] = [
  route({ ...librarianReading, path: duplicatePaths.all(), query: pageQuery, handle: allPage }),
  route({
    ...librarianReading,
    path: duplicatePaths.pair(':one', ':other'),
    params: pairParams,
    handle: ask => pairPage(ask),
  }),
  route({ ...change, path: duplicatePaths.pair(':one', ':other'), params: pairParams, handle: merge }),
  route({
    ...change,
    path: duplicatePaths.different(':one', ':other'),
    params: pairParams,
    handle: different,
  }),
  route({ ...change, path: duplicatePaths.takeBack(':one', ':other'), params: pairParams, handle: takeBack }),
  route({ ...change, path: duplicatePaths.part(':merge'), params: mergeParams, handle: part }),
];
