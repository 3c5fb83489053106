import { z } from 'zod';
import type { TextKey } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  type DayBoxes,
  emptyBoxes,
  type FieldProblem,
  idNumber,
  one,
  type Route,
  readDay,
  route,
  typedBoxes,
} from '../../platform/web/index.ts';
import { mayAllocate, mhcsRoles } from '../mhcs/roles.ts';
import { endAbsence } from './commands/end-absence.ts';
import { enterAbsence } from './commands/enter-absence.ts';
import { sectionParts } from './parts.ts';
import { clockPaths } from './paths.ts';
import { type Absence, readCover } from './queries/read-cover.ts';

const absenceParams = z.object({ absence: idNumber });
type CoverAsk = Ask<unknown, unknown>;

const fields = { from: 'clocks.cover.from', last: 'clocks.cover.last' } as const satisfies Record<
  string,
  TextKey
>;
type Typed = { who: string; cover: string; from: DayBoxes; last: DayBoxes; problems: FieldProblem[] };

function typedIn(ask: CoverAsk): Typed {
  const own = String(ask.actor.accountId);
  const who = mayAllocate(ask.actor) ? one(ask.body, 'who') : own;
  const days = { from: typedBoxes(ask.body, 'from'), last: typedBoxes(ask.body, 'last') };
  return { who, cover: one(ask.body, 'cover'), ...days, problems: [] };
}

async function coverPage(ask: CoverAsk, typed: Typed): Promise<Answer> {
  const { tx, actor, today, t } = ask;
  const { absences, colleagues } = await readCover(tx, today);
  const mayEnd = ({ accountId }: Absence) => accountId === actor.accountId || mayAllocate(actor);
  const offered = (chosen: string) =>
    colleagues.map(({ id: value, name }) => ({
      code: value,
      text: name,
      selected: String(value) === chosen,
    }));
  return {
    page: 'casework/clocks/views/cover.njk',
    title: t('clocks.cover.title'),
    model: {
      parts: sectionParts('cover', t),
      absences: absences.map(one => ({
        ...{ who: one.who, cover: one.cover, from: { iso: one.fromOn, text: showDay(one.fromOn, t) } },
        until: { iso: one.untilOn, text: showDay(one.untilOn, t) },
        isNow: one.fromOn <= today.toString(),
        endHref: mayEnd(one) ? clockPaths.endCover(one.id) : '',
      })),
      ...{ action: clockPaths.cover(), typed, whos: mayAllocate(actor) ? offered(typed.who) : [] },
      covers: offered(typed.cover),
    },
    problems: typed.problems,
  };
}

async function enter(ask: CoverAsk): Promise<Answer> {
  const { tx, actor, today, t } = ask;
  const typed = typedIn(ask);
  const [who, cover] = [idNumber.safeParse(typed.who), idNumber.safeParse(typed.cover)];
  if (!who.success) typed.problems.push({ field: 'who', text: t('clocks.cover.refusal.who') });
  if (!cover.success) typed.problems.push({ field: 'cover', text: t('clocks.cover.refusal.cover') });
  const dayOf = (field: 'from' | 'last') => {
    const read = readDay(ask.body, field, { what: fields[field], t });
    if (read.ok) return read.day;
    typed.problems.push(read.problem);
    return undefined;
  };
  const [fromOn, lastOn] = [dayOf('from'), dayOf('last')];
  if (!who.success || !cover.success || !fromOn || !lastOn) return coverPage(ask, typed);
  const absence = { accountId: who.data, coverId: cover.data, fromOn, lastOn };
  const refusal = await enterAbsence(tx, { absence, actor, today });
  if (!refusal) return { goTo: clockPaths.cover(), say: 'clocks.cover.entered' };
  typed.problems.push({ field: refusal.field, text: t(refusal.says) });
  return coverPage(ask, typed);
}

export const coverRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: clockPaths.cover(),
    access: mhcsRoles,
    audit: 'none: who of the section is away and who covers for them',
    handle: ask =>
      coverPage(ask, {
        who: String(ask.actor.accountId),
        cover: '',
        from: emptyBoxes,
        last: emptyBoxes,
        problems: [],
      }),
  }),
  route({
    method: 'POST',
    path: clockPaths.cover(),
    access: mhcsRoles,
    audit: 'by the command',
    handle: enter,
  }),
  route({
    method: 'POST',
    path: clockPaths.endCover(':absence'),
    access: mhcsRoles,
    audit: 'by the command',
    params: absenceParams,
    handle: async ({ tx, params, actor, today }) => {
      await endAbsence(tx, { id: params.absence, actor, today });
      return { goTo: clockPaths.cover(), say: 'clocks.cover.ended' };
    },
  }),
];
