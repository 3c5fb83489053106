import { sql } from 'kysely';
import type { Json, Tx } from '../../platform/database/index.ts';
import type { Bringing } from '../bring/bring-rows.ts';
import { type Going, isStill, rest } from './open-harvest.ts';
import type { OaiAnswer } from './read-answer.ts';
import { nextFrom } from './repository.ts';
import { takeRecords } from './take-records.ts';
import { Trouble } from './trouble.ts';
import type { Understood } from './understand.ts';

/** What came when a part was asked for. */
export type Came =
  | { readonly answer: OaiAnswer; readonly records: readonly Understood[] }
  | { readonly trouble: Trouble };
/** Whether the next part is asked for now. */
export type Next = 'on' | 'ended' | 'later';

const mostRestarts = 3;
const mostTries = 6;
/** A list that goes on after so many parts has no end. */
const mostPages = 100_000;

/**
 * Takes in what came and keeps the place behind it, in one transaction: after a kill at any moment the harvest goes on from
 * there. Does nothing where the harvest is not any more where it was.
 */
export async function takeAnswer(tx: Tx, going: Going, came: Came): Promise<Next> {
  if (!(await isStill(tx, going))) return 'on';
  if ('trouble' in came) return wait(tx, going, came.trouble);
  const { answer, records } = came;
  const code = answer.error?.code;
  if (code === 'noRecordsMatch') return finish(tx, going, answer);
  if (code === 'badResumptionToken' && going.token !== null) return beginAgain(tx, going);
  if (answer.error) return fail(tx, going, new Trouble('evidence-harvest.problem.said', answer.error));
  if (going.pages >= mostPages || (answer.token !== undefined && answer.token === going.token))
    return fail(tx, going, new Trouble('evidence-harvest.problem.endless'));
  const counts = await takeRecords(tx, { ...going, bringing: bringingOf(going) }, records);
  await sql`update evidence.harvest set pages = pages + 1, tries = 0, not_before = now(), beat_at = now(), token = ${answer.token ?? null},
    problem = null, answered_at = coalesce(answered_at, ${answer.at.slice(0, 40)}), expected = coalesce(${answer.size ?? null}, expected),
    seen = seen + ${counts.seen}, same = same + ${counts.same}, changed = changed + ${counts.changed},
    offered = offered + ${counts.offered}, gone = gone + ${counts.gone} where id = ${going.harvest}`.execute(
    tx.db,
  );
  return answer.token === undefined ? finish(tx, going, answer) : 'on';
}

const bringingOf = ({ importId: id, rows, duplicates, answer }: Going): Bringing => ({
  ...{ id, rows, duplicates, fileName: answer.name, cameBy: 'harvest' },
});

async function finish(tx: Tx, going: Going, answer: OaiAnswer): Promise<Next> {
  const { harvest, repository } = going;
  const began = Temporal.Instant.from(going.startedAt);
  const since = nextFrom(going.answeredAt ?? answer.at, { granularity: going.answer.granularity, began });
  await sql`update evidence.harvest set state = 'done', problem = null where id = ${harvest}`.execute(tx.db);
  await rest(tx, repository, since);
  tx.record('evidence.harvest.done', { detail: { repository, harvest } });
  return 'ended';
}

/** The other no longer knows the place (section 3.5): it begins again from its date, and what came before is known. */
async function beginAgain(tx: Tx, going: Going): Promise<Next> {
  if (going.restarts >= mostRestarts) return fail(tx, going, new Trouble('evidence-harvest.problem.places'));
  await sql`update evidence.harvest set token = null, restarts = restarts + 1, beat_at = now() where id = ${going.harvest}`.execute(
    tx.db,
  );
  return 'on';
}

/** Nothing came: it waits as long as it was asked to, or twice as long as the last time; a day at most. */
async function wait(tx: Tx, going: Going, trouble: Trouble): Promise<Next> {
  if (trouble.after === undefined || going.tries + 1 >= mostTries) return fail(tx, going, trouble);
  const seconds = Math.min(86_400, Math.max(trouble.after, 60 * 2 ** going.tries));
  await sql`update evidence.harvest set tries = tries + 1, not_before = now() + ${seconds} * interval '1 second', beat_at = now(),
    problem = ${JSON.stringify(trouble.said)}::jsonb where id = ${going.harvest}`.execute(tx.db);
  return 'later';
}

async function fail(tx: Tx, { harvest, repository }: Going, trouble: Trouble): Promise<Next> {
  await tx.db
    .updateTable('evidence.harvest')
    .set({ state: 'failed', problem: sql<Json>`${JSON.stringify(trouble.said)}::jsonb` })
    .where('id', '=', harvest)
    .execute();
  await rest(tx, repository);
  tx.record('evidence.harvest.failed', { detail: { repository, harvest } });
  return 'ended';
}
