import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type { TextKey } from '../../../platform/language/index.ts';
import { isWorkingDay } from '../../../platform/time/index.ts';
import type { Ower } from '../../rules/clocks/clock-work.ts';
import { recallClocks } from '../../rules/clocks/recall-duties.ts';
import { type ReminderStep, stepsReached, stepToSend, type Told } from '../../rules/clocks/reminders.ts';
import { clockPaths } from '../paths.ts';

type Found = {
  id: number;
  caseId: number;
  kind: string;
  of: string;
  dueOn: string;
  soonOn: string;
  opensOn: string | null;
  pausedOn: string | null;
  expectedOn: string | null;
  inForce: boolean;
  owedBy: Ower;
  sent: string[];
  since: string;
};
type ToSend = { clock: Found; step: ReminderStep };

/** How many clocks are looked at in one transaction. */
export const clocksAtOnce = 1000;

/**
 * Reminds whoever owes what is due soon or late, and tells those who lead when it stays late, by the dated schedule.
 * However many clocks somebody is told of at once, they get one mail, and it says nothing of whom. Run twice, it sends
 * nothing twice.
 * @param after only clocks with a higher number are looked at
 * @param today the day
 * @returns the number of the last clock that was looked at; undefined when there were no more
 */
export async function remindOfClocks(
  tx: Tx,
  after: number,
  today: Temporal.PlainDate,
): Promise<number | undefined> {
  // Whoever runs this at the same moment waits, and then finds what this one sent.
  await sql`select pg_advisory_xact_lock(hashtext('remind of clocks'))`.execute(tx.db);
  const clocks = await readClocks(tx, after, today);
  const toSend = clocks.flatMap(clock => {
    const step = stepToSend(clock, clock, today);
    return step ? [{ clock, step }] : [];
  });
  await note(tx, toSend, today);
  await send(tx, toSend, today);
  return clocks.length === clocksAtOnce ? clocks.at(-1)?.id : undefined;
}

async function readClocks(tx: Tx, after: number, today: Temporal.PlainDate): Promise<Found[]> {
  const day = sql`${today.toString()}::date`;
  // What follows a recall is due in hours, and waits for no Monday.
  const onThisDay = isWorkingDay(today) ? sql`` : sql`and c.kind = any (${[...recallClocks]}::text[])`;
  const { rows } = await sql<Found>`
    select c.id, c.case_id as "caseId", c.kind, c.of, c.due_on as "dueOn", c.soon_on as "soonOn",
      c.opens_on as "opensOn", c.paused_on as "pausedOn", c.expected_on as "expectedOn", c.in_force as "inForce",
      c.owed_by as "owedBy", array(select n.step from casework.clock_notice n where n.case_id = c.case_id
        and n.kind = c.kind and n.of = c.of and n.due_on = c.due_on) as sent,
      (select s.value #>> '{}' from platform.setting s where s.key = 'clocksKnownSince') as since
    from casework.clock c
    where c.id > ${after} ${onThisDay} and c.owed_by <> 'nobody' and least(c.soon_on, c.opens_on, c.due_on - 14) <= ${day}
    order by c.id limit ${clocksAtOnce}`.execute(tx.db);
  return rows;
}

/** Notes the step, and those before it whose time has gone by unsent. */
async function note(tx: Tx, toSend: readonly ToSend[], today: Temporal.PlainDate): Promise<void> {
  const notices = toSend.flatMap(({ clock, step }) => {
    const reached = stepsReached(clock, today).map(({ step: name }) => name);
    return reached
      .slice(0, reached.indexOf(step.step) + 1)
      .filter(name => !clock.sent.includes(name))
      .map(name => ({
        caseId: clock.caseId,
        kind: clock.kind,
        of: clock.of,
        dueOn: clock.dueOn,
        step: name,
      }));
  });
  if (notices.length === 0) return;
  await sql`
    insert into casework.clock_notice (case_id, kind, of, due_on, step, sent_on)
    select "caseId", kind, "of", "dueOn", step, ${today.toString()}::date
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb)
      as n ("caseId" bigint, kind text, "of" text, "dueOn" date, step text)`.execute(tx.db);
  for (const { clock, step } of toSend)
    tx.record('casework.clock.reminded', {
      caseId: clock.caseId,
      detail: { clock: clock.kind, due: clock.dueOn, step: step.step, automatic: true },
    });
}

const pathOf: Record<Told, string> = {
  hospital: clockPaths.due(),
  supervisors: clockPaths.due(),
  section: clockPaths.worklist(),
  managers: clockPaths.worklist(),
  person: clockPaths.mine(),
};
const subjectOf = (steps: readonly ReminderStep[]): TextKey =>
  steps.some(({ escalates }) => escalates) ? 'clocks.mail.escalated' : 'clocks.mail.reminder';

async function send(tx: Tx, toSend: readonly ToSend[], today: Temporal.PlainDate): Promise<void> {
  if (toSend.length === 0) return;
  const clocks = toSend.map(({ clock }) => clock.id);
  const { rows } = await sql<{ clockId: number; side: Told; accountId: number; isHelper: boolean }>`
    select w.clock_id as "clockId", w.side, w.account_id as "accountId", w.is_helper as "isHelper"
    from casework.whom_to_tell(${clocks}::bigint[], ${today.toString()}::date) w`.execute(tx.db);
  const stepOf = new Map(toSend.map(({ clock, step }) => [clock.id, step]));
  const letters = new Map<string, { accountId: number; path: string; steps: ReminderStep[] }>();
  for (const { clockId, side, accountId, isHelper } of rows) {
    const path = isHelper ? clockPaths.helped() : pathOf[side];
    const step = stepOf.get(clockId);
    if (!step?.to.includes(side)) continue;
    const letter = letters.get(`${accountId} ${path}`) ?? { accountId, path, steps: [] };
    letter.steps.push(step);
    letters.set(`${accountId} ${path}`, letter);
  }
  const mails = [...letters.values()].map(({ steps, ...to }) => ({ ...to, subject: subjectOf(steps) }));
  await sql`select platform.queue_mail("accountId", subject, path)
    from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) as m ("accountId" bigint, subject text, path text)`.execute(
    tx.db,
  );
}
