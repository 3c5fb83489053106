import { isTextKey, type Translate } from '../platform/language/index.ts';
import { csvFile, csvLine } from '../platform/statistics/index.ts';
import { showMoment } from '../platform/time/index.ts';
import { type Answer, type Ask, holds, type Room, route } from '../platform/web/index.ts';
import { addressOf, type Filter, readFilter, type TypedFilter, typedFilter } from './filter.ts';
import { auditPaths } from './paths.ts';
import { auditRows, type ListedRow } from './queries.ts';

const pageSize = 50;
const mostExported = 10_000;
type AuditAsk = Ask<unknown, TypedFilter>;

/** The auditor's desk: who did and read what. Looking at the audit stands in the audit too. */
export const audit: Room = {
  name: 'audit',
  routes: [
    route({
      method: 'GET',
      path: auditPaths.list(),
      access: ['auditor'],
      audit: 'audit.list.read',
      query: typedFilter,
      handle: listPage,
    }),
    route({
      method: 'GET',
      path: auditPaths.rows(),
      access: ['auditor'],
      audit: 'audit.list.exported',
      query: typedFilter,
      handle: rowsFile,
    }),
  ],
  navigation: actor => (holds(actor, 'auditor') ? [{ href: auditPaths.list(), text: 'audit.nav' }] : []),
  home: actor => (holds(actor, 'auditor') ? auditPaths.list() : undefined),
};

async function listPage(ask: AuditAsk): Promise<Answer> {
  const { tx, query, t } = ask;
  const { filter, problems } = readFilter(query, t);
  const refused = problems.length > 0;
  const found = refused ? [] : await auditRows(tx, filter, pageSize + 1);
  const rows = found.slice(0, pageSize);
  const last = found.length > pageSize ? rows.at(-1) : undefined;
  const { before: _before, ...filters } = query;
  return {
    page: 'audit/views/list.njk',
    title: t('audit.list.title'),
    problems,
    about: aboutOf(filter, rows.length),
    model: {
      typed: query,
      rows: rows.map(row => shown(row, t)),
      olderHref: last && addressOf(auditPaths.list(), { ...filters, before: `${last.at}~${last.id}` }),
      newestHref: query.before && addressOf(auditPaths.list(), filters),
      downloadHref: addressOf(auditPaths.rows(), filters),
      clearHref: auditPaths.list(),
      filtered: Object.values(filters).some(value => value !== ''),
      mostExported,
    },
  };
}

async function rowsFile(ask: AuditAsk): Promise<Answer> {
  const { filter, problems } = readFilter(ask.query, ask.t);
  if (problems.length > 0) return listPage(ask);
  const rows = await auditRows(ask.tx, filter, mostExported);
  const heading = [
    'id',
    'at',
    'account',
    'name',
    'capacity',
    'event',
    'case',
    'detail',
    'purpose',
    'request',
  ];
  const lines = rows.map(row =>
    csvLine([
      ...[row.id, row.at, row.account_id, row.name, row.capacity, row.event, row.case_id],
      ...[JSON.stringify(row.detail), row.purpose, row.request_id],
    ]),
  );
  return {
    send: csvFile([csvLine(heading), ...lines]),
    type: 'text/csv; charset=utf-8',
    fileName: 'ownwords-audit.csv',
    about: aboutOf(filter, rows.length),
  };
}

/** What was looked for, so that somebody who searches for one person's doings is seen to. */
function aboutOf(filter: Filter, rows: number) {
  const { account = null, caseId = null } = filter;
  return { caseId, detail: { rows, account } };
}

function shown(row: ListedRow, t: Translate) {
  return {
    moment: showMoment(row.at, t),
    iso: row.at,
    who: whoIs(row, t),
    whoHref: row.account_id === null ? undefined : filterHref({ account: String(row.account_id) }),
    capacity: capacityName(row.capacity, t),
    event: row.event,
    case: row.case_id,
    caseHref: row.case_id === null ? undefined : filterHref({ case: String(row.case_id) }),
    detail: Object.entries(row.detail as Record<string, unknown>)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(' ') : value}`),
  };
}

const filterHref = (filter: Partial<TypedFilter>) => addressOf(auditPaths.list(), filter);

function whoIs(row: ListedRow, t: Translate): string {
  if (row.account_id !== null) return row.name ?? t('audit.list.account', { number: String(row.account_id) });
  return t(row.capacity === 'program' ? 'audit.list.program' : 'audit.list.nobody');
}

function capacityName(capacity: string, t: Translate): string {
  const key = `people.role.${capacity}`;
  return isTextKey(key) ? t(key) : '';
}
