import { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import {
  type Answer,
  type Body,
  type FieldProblem,
  one,
  type Route,
  readBody,
  readDay,
  route,
  tooLate,
  typedBoxes,
} from '../../platform/web/index.ts';
import { type Opportunity, recordOpportunity } from '../commands/record-opportunity.ts';
import { inOccasion } from '../params.ts';
import { voicePaths } from '../paths.ts';
import { type Standing, standing } from '../queries-standing.ts';
import { mayRecord } from './roles.ts';

const shape = z.object({
  outcome: z.enum(['not now', 'declined', 'unable'], { error: 'voice.notNow.choose' }),
  why: z
    .string()
    .max(5000, 'voice.how.shorter')
    .refine(text => text.trim() !== '', 'voice.notNow.sayWhy'),
});

type Reading =
  | { ok: true; what: Pick<Opportunity, 'outcome' | 'why' | 'askAgainOn'> }
  | { ok: false; problems: FieldProblem[] };

/** What was recorded and when to ask again; a day is needed unless the person does not want to speak at all. */
function readOpportunity(body: Body, today: Temporal.PlainDate, t: Translate): Reading {
  const read = readBody(shape, body, t);
  const problems = read.ok ? [] : read.problems;
  const mayLeaveOut = one(body, 'outcome') === 'declined';
  const day = readAskAgain(body, { today, t, mayLeaveOut });
  if ('problem' in day) problems.push(day.problem);
  if (!read.ok || 'problem' in day) return { ok: false, problems };
  return { ok: true, what: { ...read.data, askAgainOn: day.on } };
}

type Asking = { today: Temporal.PlainDate; t: Translate; mayLeaveOut: boolean };

function readAskAgain(
  body: Body,
  { today, t, mayLeaveOut }: Asking,
): { on: string | null } | { problem: FieldProblem } {
  const read = readDay(body, 'again', { what: 'voice.notNow.day', t });
  if (!read.ok) return mayLeaveOut && read.isEmpty ? { on: null } : { problem: read.problem };
  if (Temporal.PlainDate.compare(read.day, today) < 0)
    return { problem: { field: 'again-day', text: t('voice.notNow.past') } };
  return { on: read.day.toString() };
}

type Page = { id: number; stands: Standing; body: Body; t: Translate; problems?: FieldProblem[] };

function opportunityPage({ id, stands, body, t, problems }: Page): Answer {
  return {
    page: 'voice/views/staff/not-now.njk',
    title: t('voice.notNow.title', { person: stands.person }),
    windowTitle: t('voice.staff.windowTitle'),
    backHref: voicePaths.occasion(id),
    about: { caseId: stands.caseId, detail: { occasion: id } },
    model: {
      typed: { outcome: one(body, 'outcome'), why: one(body, 'why'), again: typedBoxes(body, 'again') },
      problemOf: Object.fromEntries((problems ?? []).map(({ field, text }) => [field, text])),
      href: voicePaths.opportunity(id),
    },
    problems,
  };
}

export const opportunityRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: voicePaths.opportunity(':occasion'),
    access: mayRecord,
    audit: 'voice.occasion.read',
    params: inOccasion,
    handle: async ({ tx, params, t }) =>
      opportunityPage({ id: params.occasion, stands: await standing(tx, params.occasion), body: {}, t }),
  }),
  route({
    method: 'POST',
    path: voicePaths.opportunity(':occasion'),
    access: mayRecord,
    audit: 'by the command',
    params: inOccasion,
    handle: async ({ tx, params, body, actor, today, t }) => {
      const id = params.occasion;
      const stands = await standing(tx, id);
      if (stands.closedAt) throw tooLate('platform.refusal.decided');
      if (stands.endedAt) throw tooLate('platform.refusal.ended');
      const read = readOpportunity(body, today, t);
      if (!read.ok) return opportunityPage({ id, stands, body, t, problems: read.problems });
      await recordOpportunity(tx, { caseId: stands.caseId, occasionId: id, actor, ...read.what });
      return { goTo: voicePaths.occasion(id), say: 'voice.notNow.done' };
    },
  }),
];
