import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import { type Job, type JobContext, job } from '../../platform/jobs/index.ts';
import { type Outgoing, Unreachable } from '../../platform/outgoing/index.ts';
import { askVerb } from './ask.ts';
import { askRepository } from './ask-repository.ts';
import { askFor } from './commands/add-repository.ts';
import { type Going, openHarvest } from './open-harvest.ts';
import { type Came, takeAnswer } from './take-answer.ts';
import { troubleOf } from './trouble.ts';
import { understand } from './understand.ts';

/** So many parts, then other jobs have their turn. */
const partsAtOnce = 15;
const pauseBetween = 1000;

/** Harvests other libraries: one when it is asked for, all when it is time. */
export const harvestJobs = (outgoing: Outgoing): readonly Job[] => [
  askRepository(outgoing),
  job({
    task: 'evidence-harvest',
    payload: z.object({ repository: z.int().positive() }),
    run: async (context, { repository }) => {
      if (await harvestSome(context, outgoing, repository))
        await context.transaction(tx => askFor(tx, 'evidence-harvest', repository));
    },
  }),
  job({
    task: 'evidence-harvests-due',
    payload: z.object({}),
    at: '*/5 * * * *',
    run: async ({ transaction }) => {
      if (outgoing.reach !== 'off') await transaction(askForDue);
    },
  }),
];

/** Harvests some parts. Answers whether there is more to do at once. */
async function harvestSome(context: JobContext, outgoing: Outgoing, repository: number): Promise<boolean> {
  for (let part = 0; part < partsAtOnce; part += 1) {
    if (context.signal.aborted) return true;
    const going = await context.transaction(tx => openHarvest(tx, repository));
    if (!going) return false;
    const came = await askForPart(context, outgoing, going);
    if (came === 'stopped') return true;
    const next = await context.transaction(tx => takeAnswer(tx, going, came));
    if (next !== 'on') return false;
    await outgoing.pause(pauseBetween, context.signal);
  }
  return true;
}

async function askForPart(
  { signal, now }: JobContext,
  outgoing: Outgoing,
  going: Going,
): Promise<Came | 'stopped'> {
  const { baseUrl, token, prefix, set, askedFrom } = going;
  const asked =
    token === null
      ? { metadataPrefix: prefix, set: set ?? undefined, from: askedFrom ?? undefined }
      : { resumptionToken: token };
  try {
    const answer = await askVerb({ outgoing, signal, now }, baseUrl, { verb: 'ListRecords', ...asked });
    return { answer, records: await understand(answer.items, originOf(going)) };
  } catch (error) {
    return error instanceof Unreachable && error.why === 'stopped'
      ? 'stopped'
      : { trouble: troubleOf(error) };
  }
}

/** Where the records of a harvest come from, as they will say. */
export function originOf({ answer, prefix, licence }: Going) {
  const format = answer.formats.find(one => one.prefix === prefix)?.format ?? 'oai-dc';
  return { name: answer.name, format, licence };
}

/** Those whose day has come, and those that waited or were left lying. */
const askForDue = (tx: Tx) =>
  sql`select jobs.enqueue('evidence-harvest', json_build_object('repository', r.id), 'evidence-harvest ' || r.id)
    from evidence.repository r left join evidence.harvest h on h.repository = r.id and h.state = 'running'
    where r.state = 'active' and case when h.id is null then r.next_at <= now()
      else h.not_before <= now() and h.beat_at < now() - interval '2 minutes' end`.execute(tx.db);
