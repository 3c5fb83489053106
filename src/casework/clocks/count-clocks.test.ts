import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { momentOn, testDay } from '../../../test/days.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { fixedClock } from '../../platform/time/index.ts';
import { countClocksJob } from '../jobs/count-clocks.ts';
import { recordMovement } from '../register/commands/record-movement.ts';
import { readEntry } from '../register/queries/read-entry.ts';
import { clocksOf } from '../rules/clocks/clocks-of.ts';
import { keptClock } from '../rules/clocks/kept-clock.ts';
import { isThere } from '../rules/clocks/reading.ts';
import { reportsDue } from '../rules/clocks/reports-due.ts';
import { areNoClocksCounted } from './commands/count-waiting.ts';
import { clockColumns, countsOf, type ListedClock, nothingCounted } from './queries/listed.ts';
import { readFacts } from './queries/read-facts.ts';

let site: TestSite;
let ash = 0;
before(async () => {
  site = await aSite();
  await knownSince('2012-01-01');
  ash = await caseOf('ash.example');
});
after(() => site.close());

const owner = <T>(work: Parameters<typeof asOwner<T>>[1]) => asOwner(site.database.adminUrl, work);
const knownSince = (day: string) =>
  owner(db =>
    sql`update platform.setting set value = to_jsonb(${day}::text) where key = 'clocksKnownSince'`.execute(
      db,
    ),
  );

async function caseOf(username: string): Promise<number> {
  const { rows } = await owner(db =>
    sql<{ id: number }>`select k.id from people.case k join people.account a on a.person_id = k.person_id
      where a.username = ${username}`.execute(db),
  );
  return rows[0]?.id ?? 0;
}

function run(day: Temporal.PlainDate, payload: { case?: number } = {}): Promise<void> {
  const clock = fixedClock(momentOn(day));
  return runOne({ ...site.database, clock }, countClocksJob, {
    payload,
    signal: new AbortController().signal,
  });
}

type Kept = Record<string, unknown> & { case_id: number; kind: string; of: string };
const keptRows = () =>
  owner(async db => {
    const { rows } = await sql<Kept>`select * from casework.clock order by case_id, kind, of`.execute(db);
    return rows;
  });

/** What the rules say, as rows. */
async function computed(day: Temporal.PlainDate) {
  return asWorker(site.database.pools, 'test', async tx => {
    const { rows } = await sql<{ id: number }>`select case_id as id from casework.counted`.execute(tx.db);
    const facts = await readFacts(
      tx,
      rows.map(({ id }) => id),
    );
    return facts.flatMap(one =>
      clocksOf(one.facts, day)
        .map(clock => keptClock(clock, day))
        .filter(isThere)
        .map(kept =>
          [one.caseId, kept.kind, kept.of, kept.dueOn, kept.soonOn, kept.opensOn, kept.owedBy].join(),
        ),
    );
  });
}

/** What the rules say of reports that fell due, as rows. */
async function dueComputed(today: Temporal.PlainDate) {
  return asWorker(site.database.pools, 'test', async tx => {
    const { rows } = await sql<{ id: number }>`select case_id as id from casework.counted`.execute(tx.db);
    const facts = await readFacts(
      tx,
      rows.map(({ id }) => id),
    );
    const from = Temporal.PlainDate.from('2012-01-01');
    return facts.flatMap(one =>
      reportsDue(one.facts, { from, until: today }).map(({ kind, dueOn, receivedOn }) =>
        [one.caseId, `${kind} report`, dueOn, receivedOn].join(),
      ),
    );
  });
}
const dueRows = () =>
  owner(async db => {
    const { rows } = await sql<{ row: string }>`
      select concat_ws(',', case_id, kind, due_on, coalesce(received_on::text, '')) as row from casework.report_due`.execute(
      db,
    );
    return rows.map(({ row }) => row);
  });

test('a site whose clocks nobody has counted yet is known as one, until they are counted', async () => {
  const none = () => asWorker(site.database.pools, 'test', areNoClocksCounted);
  assert.equal(await none(), true);
  await run(testDay.subtract({ days: 1 }));
  assert.equal(await none(), false);
});

const asText = (rows: readonly Kept[]) =>
  rows.map(row => [row.case_id, row.kind, row.of, row.due_on, row.soon_on, row.opens_on, row.owed_by].join());

test('every case has its clocks, and what is stored is what the rules say', async () => {
  await run(testDay);
  const rows = await keptRows();
  assert.ok(rows.length > 10, String(rows.length));
  assert.deepEqual(asText(rows).toSorted(), (await computed(testDay)).toSorted());
});

test('counted again on the same day nothing changes, and on a later day no clock runs backwards', async () => {
  const before = await keptRows();
  await run(testDay);
  assert.deepEqual(await keptRows(), before);
  const later = testDay.add({ days: 200 });
  await run(later);
  assert.deepEqual(asText(await keptRows()).toSorted(), (await computed(later)).toSorted());
  for (const now of await keptRows()) {
    const then = before.find(one => one.case_id === now.case_id && one.kind === now.kind);
    if (then?.started_on === now.started_on) assert.ok(String(now.due_on) >= String(then?.due_on), now.kind);
  }
  await owner(db => sql`update casework.counted set on_day = null`.execute(db));
  await run(testDay);
});

/** How many clocks run out when, as it is kept and as they are. */
async function tallied(db: Parameters<Parameters<typeof owner>[0]>[0]) {
  const columns = sql`team_id, due_on, soon_on, runs`;
  const { rows: kept } = await sql`select ${columns}, sum(how_many)::int as n from casework.clock_tally
    group by 1, 2, 3, 4 having sum(how_many) <> 0 order by 1, 2, 3, 4`.execute(db);
  const { rows: counted } = await sql`select ${columns}, count(*)::int as n
    from (select *, in_force and paused_on is null as runs from casework.clock where owed_by <> 'person') c
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db);
  return { kept, counted };
}

/** What lists show of every clock, after a check that it is what the row says, and that all of them were tallied. */
const shown = () =>
  owner(async db => {
    const { kept, counted } = await tallied(db);
    assert.deepEqual(kept, counted);
    const { rows } = await sql<ListedClock & { shown: string; why: string }>`
      select ${clockColumns}, c.shown from casework.clock c order by c.id`.execute(db);
    for (const { shown: line, why: _, ...row } of rows) assert.deepEqual(JSON.parse(line), row);
    return rows.map(row => row.shown);
  });

const clockChanges: [string, string][] = [
  ['it is due on another day', 'due_on = due_on + 4'],
  ['it is due soon on another day', 'soon_on = soon_on - 2'],
  ['it began on another day', 'started_on = started_on - 1'],
  ['it stands still', `paused_on = due_on - 9, pause_reason = 'a question', paused_left = 9`],
  ['it runs again', 'paused_on = null, pause_reason = null, paused_left = null'],
  ['it will be late', 'expected_on = due_on + 20, told_on = due_on'],
  ['it counts working days', 'working_days = not working_days'],
  ['a right opens', 'opens_on = due_on - 1'],
  ['its law has no day yet', 'in_force = not in_force'],
  ['others owe it', `owed_by = case owed_by when 'section' then 'hospital' else 'section' end`],
  ['it is more urgent', 'rank = rank + 1'],
];
for (const [what, change] of clockChanges) {
  test(`a list says at once of a clock that ${what}`, async () => {
    const before = await shown();
    await owner(db => sql`update casework.clock set ${sql.raw(change)}`.execute(db));
    assert.equal((await shown()).filter(line => before.includes(line)).length, 0);
  });
}

test('a list says of each clock what was counted on a later day, and of a new one at once', async () => {
  await owner(async db => {
    await sql`delete from casework.clock where id % 2 = 0`.execute(db);
    await sql`update casework.counted set on_day = null`.execute(db);
  });
  const before = await shown();
  await run(testDay.add({ days: 400 }));
  assert.notDeepEqual(await shown(), before);
  await owner(db => sql`update casework.counted set on_day = null`.execute(db));
  await run(testDay);
  assert.ok((await shown()).length > before.length);
});

test('a tab counts for each reader the clocks that they may see, in a team and in all, until a day', async () => {
  const told: number[] = [];
  for (const username of ['robin.quill', 'ezra.watch', 'ada.tally']) {
    const reader = await site.as(username);
    await reader.transaction(async tx => {
      for (const days of [0, 90, 36_500]) {
        const until = sql`${testDay.add({ days }).toString()}::date`;
        const { rows } = await sql<{ kept: { all: number } | null; counted: { all: number } }>`
          select casework.clocks_counted(${testDay.toString()}::date, ${until}, u.id) as kept,
            (select ${countsOf(testDay)} from casework.clock c where c.owed_by <> 'person' and c.due_on <= ${until}
              and (u.id is null or c.team_id = u.id)) as counted
          from (select null::bigint as id union all select id from people.unit where kind = 'mhcs_team') u`.execute(
          tx.db,
        );
        for (const { kept, counted } of rows) assert.deepEqual(kept ?? nothingCounted, counted);
        told.push(rows[0]?.kept?.all ?? 0);
      }
    });
  }
  const [, , robins = 0, , , ezras = 0] = told;
  assert.ok(robins > 0 && ezras > robins, told.join());
  assert.deepEqual(told.slice(6), [0, 0, 0]);
});

test('what was tallied in many pieces is brought together and stays what it was', async () => {
  const pieces = () =>
    owner(async db => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from casework.clock_tally`.execute(
        db,
      );
      return rows[0]?.n ?? 0;
    });
  await owner(async db => {
    await sql`update casework.clock set due_on = due_on + 1`.execute(db);
    await sql`update casework.clock set due_on = due_on - 1`.execute(db);
  });
  const before = await pieces();
  await owner(db => sql`select casework.fold_tally()`.execute(db));
  const { kept, counted } = await owner(tallied);
  assert.deepEqual(kept, counted);
  assert.equal(await pieces(), counted.length);
  assert.ok(before > counted.length);
});

const jobsAsked = () =>
  owner(async (_db, client) => {
    await client.query('reset role');
    const { rows } = await client.query(
      `select key, payload from graphile_worker._private_jobs where key like 'clocks %' order by key`,
    );
    return rows;
  });

test('a recorded movement asks at once for the clocks of its case, by its number, and they follow', async () => {
  const caseworker = await site.as('robin.quill');
  const discharge = {
    ...{ kind: 'conditional discharge by the tribunal', outcome: null, authorisedOn: testDay.toString() },
    ...{ actualOn: testDay.toString(), fromPlace: '', toPlace: '' },
  };
  await caseworker.transaction(async tx => {
    const { rows } = await sql<{ id: number; name: string }>`select access.account_id() as id`.execute(tx.db);
    const actor = { accountId: rows[0]?.id ?? 0 } as Parameters<typeof recordMovement>[1]['actor'];
    const entry = await readEntry(tx, ash);
    assert.equal(await recordMovement(tx, { entry, movement: discharge, actor, today: testDay }), undefined);
  });
  assert.deepEqual(await jobsAsked(), [{ key: `clocks ${ash}`, payload: { case: ash } }]);
  await run(testDay, { case: ash });
  const kinds = (await keptRows()).filter(row => row.case_id === ash).map(({ kind }) => kind);
  assert.ok(kinds.includes('discharge-report') && !kinds.includes('annual-report'), kinds.join());
});

test('a case of which something is being recorded is passed over and counted afterwards', async () => {
  const counted = () =>
    owner(async db => {
      const { rows } = await sql<{ day: string | null }>`select on_day as day from casework.counted
        where case_id = ${ash}`.execute(db);
      return rows[0]?.day;
    });
  await owner(async (db, client) => {
    await client.query('begin');
    await sql`select casework.count_again(${ash})`.execute(db);
    await run(testDay, { case: ash });
    await client.query('commit');
  });
  assert.equal(await counted(), null);
  await run(testDay, { case: ash });
  assert.equal(await counted(), testDay.toString());
});

test('a case that is over has no clock left, and is not counted every day', async () => {
  const other = await caseOf('bryn.sample');
  await owner(db =>
    sql`insert into casework.movement (case_id, kind, actual_on)
      values (${other}, 'restrictions lifted', ${testDay.toString()}::date)`.execute(db),
  );
  await run(testDay);
  assert.deepEqual(
    (await keptRows()).filter(({ case_id }) => case_id === other),
    [],
  );
  const waiting = await owner(db =>
    sql`select case_id from casework.counted where case_id = ${other} and on_day is null`.execute(db),
  );
  assert.equal(waiting.rows.length, 0);
});

test('a report that comes ends the clock it was due by, and one that is sent back begins it again', async () => {
  const kai = await caseOf('kai.fixture');
  const due = async () => {
    await run(testDay, { case: kai });
    return (await keptRows()).find(row => row.case_id === kai && row.kind === 'annual-report')?.due_on;
  };
  const before = await due();
  const move = (state: string) =>
    owner(db =>
      sql`update casework.document set state = ${state}, submitted_at = now()
        where case_id = ${kai} and kind = 'annual report'`.execute(db),
    );
  await owner(db =>
    sql`with o as (insert into voice.occasion (case_id, room) values (${kai}, 'casework') returning id)
      insert into casework.document (case_id, kind, occasion_id, team_id, form_version, created_by)
      select ${kai}, 'annual report', o.id, p.team_id, 'annual-report 2025-1', a.id
      from o, casework.patient p, people.account a where p.case_id = ${kai} and a.username = 'dr.finch'`.execute(
      db,
    ),
  );
  assert.equal(await due(), before);
  await move('submitted');
  assert.ok((await jobsAsked()).some(({ key }) => key === `clocks ${kai}`));
  assert.ok(String(await due()) > String(before));
  await move('awaiting authorisation');
  await move('returned');
  assert.equal(await due(), before);
});

test('what was due before reports were known here is not shown as overdue', async () => {
  const overdue = async () => {
    const { rows } = await owner(db =>
      sql<{ n: number }>`select count(*)::int as n from casework.clock
        where kind in ('annual-report', 'discharge-report') and due_on < ${testDay.toString()}::date`.execute(
        db,
      ),
    );
    return rows[0]?.n ?? 0;
  };
  assert.ok((await overdue()) > 0);
  await knownSince(testDay.toString());
  await owner(db => sql`update casework.counted set on_day = null`.execute(db));
  await run(testDay);
  assert.equal(await overdue(), 0);
});

test('only the program writes clocks: no door may, and a pause has its reason', async () => {
  const caseworker = await site.as('robin.quill');
  for (const statement of ['update casework.clock set due_on = due_on', 'delete from casework.clock'])
    await assert.rejects(
      caseworker.transaction(tx => sql.raw(statement).execute(tx.db)),
      { code: '42501' },
    );
  await assert.rejects(
    owner(db => sql`update casework.clock set paused_on = due_on`.execute(db)),
    { code: '23514' },
  );
});

test('which reports fell due is kept as the rules say, and a report that comes is kept with its day', async () => {
  await knownSince('2012-01-01');
  await owner(db => sql`update casework.counted set on_day = null`.execute(db));
  await run(testDay);
  const kept = (await dueRows()).toSorted();
  assert.ok(kept.length > 0);
  assert.deepEqual(kept, (await dueComputed(testDay)).toSorted());
  await owner(db =>
    sql`insert into casework.report_due (case_id, kind, due_on) values (${ash}, 'annual report', '2012-01-01')`.execute(
      db,
    ),
  );
  await owner(db => sql`select casework.count_again(${ash})`.execute(db));
  await run(testDay, { case: ash });
  assert.deepEqual((await dueRows()).toSorted(), kept);
});
