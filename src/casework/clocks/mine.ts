import { isTextKey, type TextKey, type Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { type Route, route } from '../../platform/web/index.ts';
import { personPaths } from '../person/paths.ts';
import { registerPaths } from '../register/paths.ts';
import type { Ower } from '../rules/clocks/clock-work.ts';
import { keptState } from '../rules/clocks/kept-clock.ts';
import { clockName } from '../rules/clocks/names.ts';
import { caseClockStates } from '../rules/clocks/reading.ts';
import { clockPaths } from './paths.ts';
import { type MyClock, readClocksOfThoseIHelp, readMyClocks } from './queries/read-mine.ts';
import { showLeft } from './show-clock.ts';

const owers: Record<Ower, TextKey> = {
  hospital: 'clocks.my.by.hospital',
  supervisors: 'clocks.my.by.supervisors',
  section: 'clocks.my.by.section',
  person: 'clocks.my.by.person',
  nobody: 'clocks.my.by.nobody',
};
const owersOfThem: Record<Ower, TextKey> = {
  hospital: 'clocks.helped.by.hospital',
  supervisors: 'clocks.helped.by.supervisors',
  section: 'clocks.my.by.section',
  person: 'clocks.helped.by.person',
  nobody: 'clocks.my.by.nobody',
};

type Showing = { readonly t: Translate; readonly today: Temporal.PlainDate; readonly isMine: boolean };

function rightInWords(clock: MyClock, { t, today, isMine }: Showing): string {
  const days = { from: showDay(clock.opensOn ?? clock.startedOn, t), until: showDay(clock.dueOn, t) };
  if (keptState(clock, today.toString()) === 'not open yet')
    return t(isMine ? 'clocks.my.opens' : 'clocks.helped.opens', days);
  return t(isMine ? 'clocks.my.open' : 'clocks.helped.open', { until: days.until });
}

/** What speaks of “the person”, said to the person; in easy read it speaks to them already. */
function saidTo(key: TextKey, { t, isMine }: Showing): string {
  const own = `${key}.mine`;
  const isSaid = t.easyRead && isTextKey(`${key}.easy`);
  return t(isMine && !isSaid && isTextKey(own) ? own : key);
}

function dutyInWords(clock: MyClock, { t, today, isMine }: Showing): string {
  const day = showDay(clock.dueOn, t);
  if (clock.owedBy === 'nobody') return t(isMine ? 'clocks.my.ends' : 'clocks.helped.ends', { day });
  const state = keptState(clock, today.toString());
  if (state === 'not in force') return t('clocks.my.notLaw');
  const who = t((isMine ? owers : owersOfThem)[clock.owedBy]);
  if (state === 'overdue') return t('clocks.my.late', { day, who });
  if (state === 'paused') return t('clocks.my.paused', { who });
  return t('clocks.my.due', { day, who });
}

function shown(clock: MyClock, showing: Showing) {
  const { t, today } = showing;
  const state = caseClockStates[keptState(clock, today.toString())];
  return {
    what: saidTo(clockName(clock.kind), showing),
    says: clock.opensOn === null ? dutyInWords(clock, showing) : rightInWords(clock, showing),
    left: clock.opensOn === null ? showLeft(clock, showing) : '',
    expected: clock.expectedOn ? t('clocks.note.expected', { day: showDay(clock.expectedOn, t) }) : '',
    state: { text: t(state.text), colour: state.colour },
    why: t('clocks.my.since', { why: saidTo(clock.why, showing), day: showDay(clock.startedOn, t) }),
  };
}

/** What the person can do comes before what others have to do for them. */
function groupsOf(clocks: readonly MyClock[], showing: Showing) {
  const rights = clocks.filter(({ opensOn }) => opensOn !== null);
  const duties = clocks.filter(({ opensOn }) => opensOn === null);
  return { rights: rights.map(one => shown(one, showing)), duties: duties.map(one => shown(one, showing)) };
}

/** The dates of the person, and of those whom a helper helps: every running clock that is open to them. */
export const mineRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clockPaths.mine(),
    access: ['subject'],
    audit: 'casework.clocks.read',
    handle: async ({ tx, t, today }) => {
      const clocks = await readMyClocks(tx);
      return {
        page: 'casework/clocks/views/mine.njk',
        title: t('clocks.my.title'),
        backHref: personPaths.home(),
        about: { caseId: clocks[0]?.caseId ?? null, detail: { clocks: clocks.length } },
        model: { ...groupsOf(clocks, { t, today, isMine: true }), registerHref: registerPaths.mine() },
      };
    },
  }),
  route({
    method: 'GET',
    path: clockPaths.helped(),
    access: ['advocate', 'solicitor'],
    audit: 'casework.clocks.read',
    handle: async ({ tx, t, today }) => {
      const clocks = await readClocksOfThoseIHelp(tx);
      const byCase = Map.groupBy(clocks, ({ caseId }) => caseId);
      return {
        page: 'casework/clocks/views/helped.njk',
        title: t('clocks.helped.title'),
        backHref: personPaths.helped(),
        about: { detail: { cases: [...byCase.keys()] } },
        model: {
          people: [...byCase.values()].map(own => ({
            ...{ person: own[0]?.person ?? '', ...groupsOf(own, { t, today, isMine: false }) },
          })),
        },
      };
    },
  }),
];
