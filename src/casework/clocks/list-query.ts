import { z } from 'zod';
import { coveredYears } from '../../platform/time/index.ts';
import { addressWith, idNumber } from '../../platform/web/index.ts';
import { type ClockGroup, groupNames } from './groups.ts';
import { tabs } from './queries/listed.ts';
import { orders } from './queries/read-worklist.ts';

const group = z
  .enum(groupNames as [ClockGroup, ...ClockGroup[]])
  .optional()
  .catch(undefined);
/** A day of the calendar in the years whose bank holidays are known. */
const day = z
  .string()
  .regex(/^20\d\d-\d\d-\d\d$/)
  .transform(text => Temporal.PlainDate.from(text, { overflow: 'reject' }))
  .refine(({ year }) => year >= coveredYears.first && year <= coveredYears.last);
const team = z
  .union([z.literal('all'), idNumber])
  .optional()
  .catch(undefined);
const page = z.coerce.number().int().min(1).max(10_000).catch(1);
const mine = z.literal('yes').optional().catch(undefined);

function dayOrNothing(text: unknown): Temporal.PlainDate | undefined {
  try {
    const read = day.safeParse(text);
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** A filter that makes no sense is left out: a list with too much on it is better than an error. */
export const worklistQuery = z.object({
  ...{ tab: z.enum(tabs).catch('all'), sort: z.enum(orders).catch('due'), page, team, mine, group },
  caseworker: z
    .union([z.literal('none'), idNumber])
    .optional()
    .catch(undefined),
  day: z.string().optional().catch(undefined).transform(dayOrNothing),
});
export type WorklistQuery = z.infer<typeof worklistQuery>;

export const hospitalQuery = z.object({
  ...{ tab: z.enum(tabs).catch('all'), page, group },
  ward: idNumber.optional().catch(undefined),
  clinician: idNumber.optional().catch(undefined),
  day: z.string().optional().catch(undefined).transform(dayOrNothing),
});
export type HospitalQuery = z.infer<typeof hospitalQuery>;

/** The month that a calendar shows: the first of it. */
export const calendarQuery = z.object({
  ...{ team, mine },
  month: z
    .string()
    .optional()
    .catch(undefined)
    .transform(text => dayOrNothing(`${text}-01`)),
});
export type CalendarQuery = z.infer<typeof calendarQuery>;

/** An address with what was chosen; what is usual, or was not chosen, is left out. */
export function hrefOf(path: string, chosen: Readonly<Record<string, unknown>>): string {
  const usual = new Set(['tab=all', 'sort=due', 'page=1']);
  const wanted = Object.entries(chosen).filter(([name, value]) => !usual.has(`${name}=${value}`));
  return addressWith(path, Object.fromEntries(wanted));
}
