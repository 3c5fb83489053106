import { type Answer, type Ask, type Route, route } from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { type CalendarQuery, calendarQuery, hrefOf } from './list-query.ts';
import { monthOf } from './month.ts';
import { hospitalParts, sectionParts } from './parts.ts';
import { clockPaths } from './paths.ts';
import { readCalendar, readHospitalCalendar } from './queries/read-calendar.ts';
import { reporters } from './routes-hospital.ts';
import { teamAsked } from './routes-worklist.ts';
import { showCalendar } from './show-calendar.ts';

type CalendarAsk = Ask<unknown, CalendarQuery>;

async function sectionPage(ask: CalendarAsk): Promise<Answer> {
  const { tx, query, actor, today, t } = ask;
  const { from, until } = monthOf(query.month ?? today);
  const mine = query.mine ? actor.accountId : undefined;
  const team = teamAsked(ask);
  const about = { detail: { month: from.toString(), team: team ?? null } };
  const calendar = await ask.lastly(about, () => readCalendar(tx, { from, until, team, mine, today }));
  const path = clockPaths.calendar();
  const chosen = { team: query.team, mine: query.mine };
  return {
    page: 'casework/clocks/views/calendar.njk',
    title: t('clocks.calendar.title'),
    model: {
      parts: sectionParts('calendar', t),
      whose: mine === undefined ? (calendar.team ?? t('mhcs.worklist.allTeams')) : t('clocks.due.mine'),
      ways: waysTo(query, from, t),
      ...showCalendar(calendar.days, { from, today, t, path, listPath: clockPaths.worklist(), chosen }),
    },
  };
}

/** Whose calendar it can be, in the same month; that of another team, which was chosen elsewhere, is none of them. */
function waysTo({ mine, team }: CalendarQuery, from: Temporal.PlainDate, t: CalendarAsk['t']) {
  const month = from.toString().slice(0, 7);
  const to = (chosen: Record<string, unknown>) => hrefOf(clockPaths.calendar(), { ...chosen, month });
  const isMine = mine !== undefined;
  return [
    { text: t('clocks.due.mine'), href: to({ mine: 'yes' }), current: isMine },
    { text: t('clocks.due.team'), href: to({}), current: !isMine && team === undefined },
    { text: t('mhcs.worklist.allTeams'), href: to({ team: 'all' }), current: !isMine && team === 'all' },
  ];
}

async function hospitalPage(ask: CalendarAsk): Promise<Answer> {
  const { tx, query, today, t } = ask;
  const { from, until } = monthOf(query.month ?? today);
  const about = { detail: { month: from.toString() } };
  const days = await ask.lastly(about, () => readHospitalCalendar(tx, { from, until }));
  const [path, listPath] = [clockPaths.dueCalendar(), clockPaths.due()];
  return {
    page: 'casework/clocks/views/calendar.njk',
    title: t('clocks.calendar.title'),
    model: {
      ...{ parts: hospitalParts('calendar', t), whose: t('clocks.calendar.myPatients'), ways: [] },
      ...showCalendar(days, { from, today, t, path, listPath, chosen: {} }),
    },
  };
}

export const calendarRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clockPaths.calendar(),
    access: mhcsRoles,
    audit: 'casework.calendar.read',
    query: calendarQuery,
    handle: sectionPage,
  }),
  route({
    method: 'GET',
    path: clockPaths.dueCalendar(),
    access: reporters,
    audit: 'casework.calendar.read',
    query: calendarQuery,
    handle: hospitalPage,
  }),
];
