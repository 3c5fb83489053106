import { z } from 'zod';
import {
  type Answer,
  type Ask,
  addressWith,
  type FieldProblem,
  one,
  type Route,
  route,
  smallNumber,
} from '../../platform/web/index.ts';
import { boxesOf, typedOf } from '../desk/entry-form.ts';
import { readEntry } from '../desk/read-entry.ts';
import { evidencePaths } from '../paths.ts';
import { librarianReading } from '../public-reading.ts';
import { changeRecord } from '../record/commands/save-record.ts';
import { otherLanguage } from '../record/languages.ts';
import { showEntry } from '../record/show-record.ts';
import { standingRecord } from '../record/standing.ts';
import { versionIn } from '../record/version.ts';
import { type Lackable, lackable } from './lacking.ts';
import { worklistPaths } from './paths.ts';
import { readLacking, readNeighbours } from './queries/read-lacking.ts';

const onPage = 50;
const listParams = z.object({ what: z.enum(lackable) });
const fillParams = listParams.extend({ number: smallNumber });
const listQuery = z.object({ after: smallNumber.catch(0) });
type ListAsk = Ask<z.infer<typeof listParams>, z.infer<typeof listQuery>>;
type FillAsk = Ask<z.infer<typeof fillParams>, unknown>;

async function listPage({ tx, t, params: { what }, query }: ListAsk): Promise<Answer> {
  const { records, total } = await readLacking(tx, what, { after: query.after, most: onPage + 1 });
  const shown = records.slice(0, onPage);
  const hrefOf = (after: number | undefined) => addressWith(worklistPaths.lacking(what), { after });
  return {
    page: 'evidence/worklist/views/lacking.njk',
    title: t(`worklist.without.${what}`),
    backHref: worklistPaths.all(),
    model: {
      total: t('worklist.total', { count: total }),
      rows: shown.map(({ number, title, year, publisher, language }) => ({
        lang: otherLanguage(language, t.language),
        ...{ number, title, facts: [publisher, year].filter(fact => fact !== null).join(', ') },
        href: worklistPaths.fill(what, number),
      })),
      firstHref: query.after > 0 ? hrefOf(undefined) : '',
      nextHref: records.length > onPage ? hrefOf(shown.at(-1)?.number) : '',
    },
  };
}

type Again = {
  readonly typed: string;
  readonly problems: readonly FieldProblem[];
  readonly status?: number;
};

async function fillPage({ tx, t, params }: FillAsk, again?: Again): Promise<Answer> {
  const { what, number } = params;
  const record = await standingRecord(tx, number);
  const { before, after } = await readNeighbours(tx, what, number);
  const typed = { ...typedOf(record.entry, t), ...(again ? { [what]: again.typed } : {}) };
  return {
    page: 'evidence/worklist/views/fill.njk',
    title: t(`worklist.without.${what}`),
    backHref: worklistPaths.lacking(what),
    model: {
      ...{ number, version: record.version, shown: showEntry(record.entry, t, record.keywords) },
      ...{ action: worklistPaths.fill(what, number), recordHref: evidencePaths.record(number) },
      box: boxesOf(typed, t).find(({ name }) => name === what),
      changeHref: evidencePaths.change(number),
      beforeHref: before === null ? '' : worklistPaths.fill(what, before),
      afterHref: after === null ? '' : worklistPaths.fill(what, after),
    },
    ...(again && { problems: again.problems, ...(again.status && { status: again.status }) }),
  };
}

/** Writes what a record lacked, and goes on to the next that lacks it. */
async function fill(asked: FillAsk): Promise<Answer> {
  const { tx, t, body, params } = asked;
  const { what, number } = params;
  const record = await standingRecord(tx, number);
  const { version } = record;
  const typed = one(body, what);
  const said = readField(what, typed, t);
  if ('problems' in said) return fillPage(asked, { typed, problems: said.problems });
  if (versionIn(body) !== version) {
    const told = [{ field: what, text: t('evidence.fault.changed') }];
    return fillPage(asked, { typed, problems: told, status: 409 });
  }
  await changeRecord(tx, { number, version, entry: { ...record.entry, ...said } });
  const { after } = await readNeighbours(tx, what, number);
  return {
    goTo: after === null ? worklistPaths.lacking(what) : worklistPaths.fill(what, after),
    say: 'worklist.said.saved',
  };
}

/** Reads one field as the form of a record does: what else a record says may have come from a file, and is left as it is. */
function readField(what: Lackable, typed: string, t: FillAsk['t']) {
  if (typed.trim() === '') return { problems: [{ field: what, text: t('worklist.problem.empty') }] };
  const read = readEntry({ type: 'report', title: '-', [what]: typed }, t);
  return 'entry' in read ? { [what]: read.entry[what] } : { problems: read.problems };
}

/** The records that lack something, and each with a box for it. */
export const lackingRoutes: readonly Route[] = [
  route({
    ...{ ...librarianReading, path: worklistPaths.lacking(':what'), params: listParams, query: listQuery },
    handle: listPage,
  }),
  route({
    ...{ ...librarianReading, path: worklistPaths.fill(':what', ':number'), params: fillParams },
    handle: (asked: FillAsk) => fillPage(asked),
  }),
  route({
    ...{ method: 'POST', access: ['librarian'], audit: 'by the command', params: fillParams },
    ...{ path: worklistPaths.fill(':what', ':number'), handle: fill },
  }),
];
