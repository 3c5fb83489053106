import type { Actor } from '../../platform/database/index.ts';
import { type TextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { addressWith } from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { leaveTypes } from '../forms/leave-2024-proposal.ts';
import { mhcsPaths } from './paths.ts';
import type { Named } from './queries/choices.ts';
import { type Order, rowsOnPage, tabs, type Worklist, type WorklistAsked } from './queries/worklist.ts';
import { leadsAllTeams, teamOf } from './roles.ts';
import { showRows, tabTexts } from './show-worklist.ts';
import type { WorklistQuery } from './worklist-query.ts';

type Parts = {
  worklist: Worklist;
  asked: WorklistAsked;
  query: WorklistQuery;
  actor: Actor;
  t: Translate;
  today: Temporal.PlainDate;
};

/** Everything the worklist shows, ready to be printed. */
export function worklistModel({
  worklist,
  asked,
  query,
  t,
  today,
}: Omit<Parts, 'actor'>): Record<string, unknown> {
  const total = worklist.counts[asked.tab];
  const pages = paginate({ page: asked.page, size: rowsOnPage, total }, page => hrefWith(query, { page }));
  return {
    whose: query.mine ? t('mhcs.worklist.mine') : (worklist.team ?? t('mhcs.worklist.allTeams')),
    covering: coveringOf(worklist, t),
    rows: showRows(worklist.rows, t, today),
    tabs: tabs.map(tab => ({
      text: t(tabTexts[tab]),
      count: worklist.counts[tab],
      href: hrefWith(query, { tab, page: 1 }),
      current: tab === asked.tab,
    })),
    columns: columnsFor(asked, query, t),
    pages,
    showing: t('mhcs.worklist.showing', { from: pages.from, to: pages.to, total }),
    filtered: [query.caseworker, query.hospital, query.type, query.mine].some(value => value !== undefined),
    clearHref: hrefWith({ ...query, ...nothing }, { page: 1 }),
    back: hrefWith(query, {}),
    chooseHref: hrefWith(query, {}, mhcsPaths.choose()),
    paths: { search: mhcsPaths.search(), choose: mhcsPaths.chooseColleague() },
  };
}

/** That the work of colleagues who are away is among what is shown; the column of caseworkers says whose each is. */
function coveringOf({ covered }: Worklist, t: Translate): string {
  if (covered.length === 0) return '';
  const names = new Intl.ListFormat(t.language === 'cy' ? 'cy' : 'en-GB').format(covered);
  return t('mhcs.worklist.covering', { names });
}

const nothing = { caseworker: undefined, hospital: undefined, type: undefined, mine: undefined };
const usual: WorklistQuery = { tab: 'all', sort: 'due', way: 'up', page: 1, ...nothing };

/** The address of the worklist with something changed; what is usual is left out. */
export function hrefWith(
  query: WorklistQuery,
  change: Partial<WorklistQuery>,
  path = mhcsPaths.worklist(),
): string {
  const wanted = Object.entries({ ...query, ...change }).filter(
    ([name, value]) => value !== usual[name as keyof WorklistQuery],
  );
  return addressWith(path, Object.fromEntries(wanted));
}

type Column = { text: TextKey; order?: Order };
const columns: readonly Column[] = [
  { text: 'mhcs.worklist.choose' },
  { text: 'mhcs.column.name', order: 'name' },
  { text: 'mhcs.column.hospital', order: 'hospital' },
  { text: 'mhcs.column.asked' },
  { text: 'mhcs.column.priority', order: 'priority' },
  { text: 'mhcs.column.submitted', order: 'submitted' },
  { text: 'mhcs.column.due', order: 'due' },
  { text: 'mhcs.column.caseworker' },
  { text: 'mhcs.column.spoken' },
];

function columnsFor(asked: WorklistAsked, query: WorklistQuery, t: Translate) {
  return columns.map(({ text, order }) => {
    if (order === undefined) return { text: t(text) };
    const sorted = order === asked.order;
    const way = sorted && !asked.descending ? 'down' : 'up';
    return {
      text: t(text),
      href: hrefWith(query, { sort: order, way, page: 1 }),
      ...(sorted ? { sorted: asked.descending ? 'descending' : 'ascending' } : {}),
    };
  });
}

/** What the page on which the worklist is narrowed offers, with what was chosen before. */
export function choicesModel(
  choices: { teams: Named[]; hospitals: Named[]; colleagues: Named[] },
  { query, actor, t }: Pick<Parts, 'query' | 'actor' | 't'>,
): Record<string, unknown> {
  const offered = (all: readonly Named[], chosen: unknown) =>
    all.map(({ id, name }) => ({ value: id, text: name, selected: id === chosen }));
  const types = leaveTypes.map(type => ({ id: type, name: textOf(t, `leave2024.leaveTypes.${type}`) }));
  return {
    hidden: (['tab', 'sort', 'way'] as const).map(name => ({ name, value: query[name] })),
    mine: query.mine === 'yes',
    allTeams: leadsAllTeams(actor),
    teams: offered(choices.teams, query.team ?? teamOf(actor)),
    caseworkers: offered(choices.colleagues, query.caseworker),
    hospitals: offered(choices.hospitals, query.hospital),
    types: types.map(({ id, name }) => ({ value: id, text: name, selected: id === query.type })),
    worklistPath: mhcsPaths.worklist(),
  };
}

/** Where somebody came from, if it is a page of the section; else the worklist. */
export function insideWorklist(path: string): string {
  return /^\/mhcs\/[-a-zA-Z0-9/?=&]*$/.test(path) ? path : mhcsPaths.worklist();
}
