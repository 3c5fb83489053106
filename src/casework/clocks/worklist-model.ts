import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { keptWords, paginate } from '../../platform/web/look/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { flagTexts } from '../mhcs/show-worklist.ts';
import { isOfDocument } from '../rules/clocks/names.ts';
import { clockGroups } from './groups.ts';
import { hrefOf, type WorklistQuery } from './list-query.ts';
import { sectionParts } from './parts.ts';
import { clockPaths } from './paths.ts';
import { rowsOnPage, type Tab, type TabCounts, tabs, totalOf } from './queries/listed.ts';
import type { ClockWorklist, WorklistAsked, WorklistLine } from './queries/read-worklist.ts';
import { hrefOfClock, showClock, showPriority } from './show-clock.ts';

const tabTexts = {
  all: 'clocks.tab.all',
  overdue: 'clocks.tab.overdue',
  soon: 'clocks.tab.soon',
  every: 'clocks.tab.every',
} as const satisfies Record<Tab, string>;

// Everything there will ever be is counted only where it is shown, and then it is not known what is due by a day.
const isCounted = (tab: Tab, current: Tab) => (current === 'every' ? tab !== 'all' : tab !== 'every');

/** The tabs of a list with how much each holds. */
export function showTabs(
  counts: TabCounts,
  current: Tab,
  { t, href }: { t: Translate; href: (tab: Tab) => string },
) {
  return tabs.map(tab => ({
    ...{ text: t(tabTexts[tab]), href: href(tab), current: tab === current },
    count: isCounted(tab, current) ? totalOf(counts, tab) : null,
  }));
}

/** An address with the day of a query written out again. */
export const withDay = <Q extends { day?: Temporal.PlainDate | undefined }>(query: Q) => ({
  ...query,
  day: query.day?.toString(),
});

type Parts = { worklist: ClockWorklist; asked: WorklistAsked; query: WorklistQuery; t: Translate };

/** Of a few teams, in both languages. */
const kept = keptWords<WorklistLine, ReturnType<ReturnType<typeof rowTexts>>>(2000);

function rowTexts(t: Translate, today: Temporal.PlainDate) {
  const flagsOf = flagTexts(t);
  return ([clock, patient, notice, flags, caseworker]: WorklistLine) => ({
    ...showClock(clock, { t, today, notice }),
    ...{ caseId: clock.caseId, name: nameInLists(patient), reference: patient.reference },
    href: isOfDocument(clock.kind)
      ? mhcsPaths.application(Number(clock.of))
      : (hrefOfClock(clock) ?? mhcsPaths.case(clock.caseId)),
    hospital: patient.hospital,
    flags: flags ? flagsOf(flags) : [],
    priority: showPriority(clock.rank, t),
    caseworker: caseworker ?? t('mhcs.worklist.nobody'),
  });
}

function whoseOf({ worklist, query }: Parts, t: Translate): string {
  if (query.mine) return t('clocks.due.mine');
  if (query.caseworker === 'none') return t('clocks.due.nobodys');
  return worklist.team ?? t('mhcs.worklist.allTeams');
}

const narrowing = ['team', 'mine', 'caseworker', 'group', 'day'] as const;

/** Where other clocks can be chosen, or all of them again, or one’s own. */
function waysTo(query: WorklistQuery, t: Translate) {
  const choose = { text: t('mhcs.worklist.filters'), href: hrefOf(clockPaths.choose(), withDay(query)) };
  const clear = {
    text: t('mhcs.worklist.clear'),
    href: hrefOf(clockPaths.worklist(), { tab: query.tab, sort: query.sort }),
  };
  const mine = {
    ...{ text: t('clocks.due.mine'), href: hrefOf(clockPaths.worklist(), { mine: 'yes' }) },
    current: query.mine !== undefined,
  };
  return [choose, ...(narrowing.some(name => query[name] !== undefined) ? [clear] : []), mine];
}

/** Everything that the section's list of clocks shows. */
export function worklistModel(parts: Parts): Record<string, unknown> {
  const { worklist, asked, query, t } = parts;
  const chosen = withDay(query);
  const href = (change: Record<string, unknown>) => hrefOf(clockPaths.worklist(), { ...chosen, ...change });
  const total = totalOf(worklist.counts, asked.tab);
  const pages = paginate({ page: asked.page, size: rowsOnPage, total }, page => href({ page }));
  return {
    parts: sectionParts('due', t),
    whose: whoseOf(parts, t),
    narrowed: [
      query.day && t('clocks.due.onDay', { day: showDay(query.day, t) }),
      query.group && t(clockGroups[query.group].text),
    ].filter(Boolean),
    tabs: showTabs(worklist.counts, asked.tab, { t, href: tab => href({ tab, page: 1 }) }),
    orders: [
      { text: t('clocks.order.due'), href: href({ sort: 'due', page: 1 }), current: asked.order === 'due' },
      {
        text: t('clocks.order.priority'),
        href: href({ sort: 'priority', page: 1 }),
        current: asked.order === 'priority',
      },
    ],
    rows: kept(worklist.rows, { t, today: asked.today }, () => rowTexts(t, asked.today)),
    ...{ pages, showing: t('mhcs.worklist.showing', { from: pages.from, to: pages.to, total }) },
    ways: waysTo(query, t),
    ...{ back: href({}), chosenPath: clockPaths.chosen() },
  };
}
