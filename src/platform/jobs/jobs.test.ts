import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asOwner, asWorker } from '../database/index.ts';
import { fixedClock } from '../time/index.ts';
import { type Job, job, type RunningJobs, runJobs, runOne, sweep, withProgress } from './index.ts';

let database: TestDatabase;
const clock = fixedClock('2026-11-23T10:00:00Z');
const running: RunningJobs[] = [];
before(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});
after(() => database.drop());

async function start(jobs: readonly Job[]): Promise<string[]> {
  const said: string[] = [];
  running.push(await runJobs({ ...database, jobs, clock, log: text => said.push(text) }));
  return said;
}

const ask = (task: string, payload: object, key: string | null = null) =>
  asWorker(database.pools, 'test', tx =>
    sql`select jobs.enqueue(${task}, ${JSON.stringify(payload)}::json, ${key})`.execute(tx.db),
  );

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    assert.ok(tries < 400, 'it did not happen within eight seconds');
    await wait(20);
  }
}

const mailJob = (run: (mail: number) => void | Promise<void>) =>
  job({
    task: 'send-mail',
    payload: z.object({ mail: z.number() }),
    run: async (_context, { mail }) => run(mail),
  });

test('a job that is asked for in a transaction runs after its commit, and never when it is rolled back', async () => {
  const done: number[] = [];
  await start([mailJob(mail => void done.push(mail))]);
  const undone = asWorker(database.pools, 'test', async tx => {
    await sql`select jobs.enqueue('send-mail', '{"mail": 1}', null)`.execute(tx.db);
    throw new Error('changed my mind');
  });
  await assert.rejects(undone);
  await ask('send-mail', { mail: 2 });
  await until(() => done.length > 0);
  assert.deepEqual(done, [2]);
});

test('a job is asked for once under one key', async () => {
  const done: number[] = [];
  await ask('send-mail', { mail: 3 }, 'mail 3');
  await ask('send-mail', { mail: 3 }, 'mail 3');
  await start([mailJob(mail => void done.push(mail))]);
  await until(() => done.length > 0);
  await wait(100);
  assert.deepEqual(done, [3]);
});

test('a job that fails is tried again later, and says so once without its payload', async () => {
  const said = await start([
    mailJob(() => {
      throw new Error('no luck');
    }),
  ]);
  await ask('send-mail', { mail: 777 });
  await until(() => said.length > 0);
  assert.match(said[0] ?? '', /no luck/);
  assert.doesNotMatch(said.join(), /777/);
  // It is said before it is written down: the row follows a moment later.
  const failed = async () =>
    (
      await database.pools.worker.query(
        'select attempts, run_at > now() as later from graphile_worker.jobs where last_error is not null',
      )
    ).rows;
  await until(async () => (await failed()).length > 0);
  assert.deepEqual(await failed(), [{ attempts: 1, later: true }]);
});

test('a task that nobody stated is refused', async () => {
  await assert.rejects(ask('send-money', {}), { code: '22023' });
});

test('the doors may ask for a job and see nothing of the queue', async () => {
  const asked = database.pools.circle.query(`select jobs.enqueue('send-mail', '{"mail": 5}', 'mail 5')`);
  await assert.doesNotReject(asked);
  await assert.rejects(database.pools.circle.query('select * from graphile_worker.jobs'), { code: '42501' });
  await assert.rejects(database.pools.circle.query('select * from jobs.task'), { code: '42501' });
});

test('what a killed worker had taken is free again as soon as another starts alone', async () => {
  await ask('send-mail', { mail: 6 }, 'mail 6');
  await database.pools.worker.query(
    `update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now() where key = 'mail 6'`,
  );
  const done: number[] = [];
  await start([mailJob(mail => void done.push(mail))]);
  await until(() => done.includes(6));
});

test('what a living worker has taken stays its own', async () => {
  await start([mailJob(() => {})]);
  await ask('send-mail', { mail: 7 }, 'mail 7');
  await until(async () => (await keyed('mail 7')).length === 0);
  await database.pools.worker.query(
    `insert into graphile_worker._private_jobs (task_id, payload, key, locked_by, locked_at)
     select id, '{"mail": 8}', 'mail 8', 'other', now() from graphile_worker._private_tasks where identifier = 'send-mail'`,
  );
  await start([mailJob(() => {})]);
  await wait(200);
  assert.deepEqual(await keyed('mail 8'), [{ locked_by: 'other' }]);
});

test('what was under way when the database went away is taken up as soon as it is back', async () => {
  const begun: number[] = [];
  const { promise: isAway, resolve: goOn } = Promise.withResolvers<void>();
  await start([
    mailJob(async mail => {
      if (mail !== 9) return;
      begun.push(mail);
      if (begun.length === 1) await isAway;
    }),
  ]);
  await ask('send-mail', { mail: 9 }, 'mail 9');
  await until(() => begun.length === 1);
  await away(true);
  goOn();
  await wait(500);
  await away(false);
  await until(async () => (await keyed('mail 9')).length === 0);
  assert.deepEqual(begun, [9, 9]);
});

test('a worker whose connections were cut is still seen to live', async () => {
  await start([mailJob(() => {})]);
  await away(true);
  await away(false);
  await until(async () => {
    const { rows } = await database.pools.worker.query(
      `select 1 from pg_locks where locktype = 'advisory' and objid = 7110220 and mode = 'ShareLock' and granted
        and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows.length > 0;
  });
});

/** A database that takes nobody in and has sent everybody away, as a server that is being started again. */
async function away(isAway: boolean): Promise<void> {
  const server = new URL(database.adminUrl);
  const name = server.pathname.slice(1);
  server.pathname = '/postgres';
  await asOwner(server.href, async (_db, client) => {
    await client.query(
      `reset role; update pg_database set datallowconn = ${!isAway} where datname = '${name}'`,
    );
    if (isAway)
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  });
}

const keyed = async (key: string) =>
  (await database.pools.worker.query('select locked_by from graphile_worker.jobs where key = $1', [key]))
    .rows;

test('the sweep takes what has served its time and nothing younger', async () => {
  await asOwner(database.adminUrl, async db => {
    const accounts = await db.selectFrom('people.account').select('id').limit(1).execute();
    const account = accounts[0]?.id ?? 0;
    await sql`insert into platform.submission (once, account_id, route, body_hash, at) values
      (gen_random_uuid(), ${account}, 'old', '', now() - interval '4 days'), (gen_random_uuid(), ${account}, 'new', '', now())`.execute(
      db,
    );
    await sql`insert into people.session (token_hash, account_id, second_factor, ends_at) values
      ('\\x01', ${account}, 'done', now() - interval '25 hours'), ('\\x02', ${account}, 'done', now() - interval '1 hour')`.execute(
      db,
    );
    await sql`insert into people.sign_in_attempt (login_hash, address_hash, at) values
      ('\\x01', '', now() - interval '2 days'), ('\\x02', '', now())`.execute(db);
    await sql`insert into people.invitation (token_hash, account_id, expires_at, accepted_at) values
      ('\\x01', ${account}, now(), now() - interval '2 days'), ('\\x02', ${account}, now() + interval '1 day', null),
      ('\\x03', ${account}, now() - interval '31 days', null)`.execute(db);
  });
  await runOne({ ...database, clock }, sweep, { payload: {}, signal: new AbortController().signal });
  const left = await asOwner(database.adminUrl, async db => ({
    submissions: await db.selectFrom('platform.submission').select('route').execute(),
    sessions: (await db.selectFrom('people.session').select('token_hash').execute()).map(
      row => row.token_hash[0],
    ),
    attempts: (await db.selectFrom('people.sign_in_attempt').select('login_hash').execute()).map(
      row => row.login_hash[0],
    ),
    invitations: (await db.selectFrom('people.invitation').select('token_hash').execute()).map(
      row => row.token_hash[0],
    ),
    recorded: await db
      .selectFrom('audit.event')
      .select(['capacity', 'detail'])
      .where('event', '=', 'platform.sweep.done')
      .execute(),
  }));
  assert.deepEqual(left, {
    submissions: [{ route: 'new' }],
    sessions: [2],
    attempts: [2],
    invitations: [2],
    recorded: [
      {
        capacity: 'program',
        detail: { submissions: 1, sessions: 1, attempts: 1, invitations: 2, progress: 0 },
      },
    ],
  });
});

const counting = (name: string, step: (done: number) => number) => ({
  job: name,
  total: 5,
  step: async (_tx: unknown, done: number) => step(done),
});

test('long work that was killed goes on where it was', async () => {
  const seen: number[] = [];
  const failing = counting('resumed', done => {
    if (done === 2) throw new Error('killed');
    seen.push(done);
    return done + 1;
  });
  await assert.rejects(withProgress(database.pools, failing), /killed/);
  const again = counting('resumed', done => {
    seen.push(done);
    return done + 1;
  });
  assert.equal(await withProgress(database.pools, again), 'done');
  assert.deepEqual(seen, [0, 1, 2, 3, 4]);
});

test('long work ends when somebody asks, and goes on when it is started again', async () => {
  const shown: number[] = [];
  const work = {
    ...counting('cancelled', done => done + 1),
    onProgress: (done: number) => void shown.push(done),
  };
  const cancelling = withProgress(database.pools, {
    ...work,
    step: async (tx, done) => {
      if (done === 1)
        await tx.db
          .updateTable('platform.progress')
          .set({ cancel_asked: true })
          .where('job', '=', work.job)
          .execute();
      return done + 1;
    },
  });
  assert.equal(await cancelling, 'cancelled');
  assert.equal(await withProgress(database.pools, work), 'done');
  assert.deepEqual(shown, [1, 2, 2, 3, 4, 5]);
});
