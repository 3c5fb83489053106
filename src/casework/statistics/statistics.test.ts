import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { asOwner } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { countRegister } from './count-register.ts';
import { keyOf } from './names.ts';
import type { Edition } from './numbers.ts';
import { statisticsPaths } from './paths.ts';
import { monthsBefore } from './periods.ts';
import { everybodyIn, populationSeries } from './population-series.ts';
import { publishStatistics } from './publish-statistics.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const owner = <T>(work: Parameters<typeof asOwner<T>>[1]) => asOwner(site.database.adminUrl, work);

const publish = () =>
  runOne({ pools: site.database.pools, clock: site.clock }, publishStatistics, {
    payload: {},
    signal: new AbortController().signal,
  });

const published = () =>
  asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.published_table')
      .select(['name', 'period', 'body'])
      .orderBy('name')
      .orderBy('period')
      .execute(),
  );

test('the public page says so while nothing has been published, and shows what others published', async () => {
  const seen = await site.nobody().get(statisticsPaths.public());
  assert.equal(seen.status, 200);
  assert.match(seen.html, /Nothing has been published yet/);
  assert.match(seen.html, /7,171/);
  assert.match(seen.html, /7,002/);
});

test('the published series adds up as its sources do', () => {
  const totals = Object.fromEntries(populationSeries.map(count => [count.on, everybodyIn(count)]));
  assert.equal(totals['2016-10-31'], 7171);
  assert.equal(totals['2015-10-31'], 7002);
  assert.equal(totals['1999-12-31'], undefined);
});

test('the job publishes once a month, hides every small count, and says in the audit that it did', async () => {
  await oneEnding('withdrawn last month', monthsBefore(testDay, 1)[0] ?? testDay);
  await publish();
  const first = await published();
  await publish();
  assert.deepEqual(await published(), first);
  assert.deepEqual([...new Set(first.map(({ name }) => name))].toSorted(), [
    ...['age', 'authority', 'came', 'decisions', 'ended', 'endings'],
    ...['ethnicity', 'moved', 'offence', 'sex', 'times'],
  ]);
  // Twelve people and one application: nothing but zeros, marks and a total above seven may stand there.
  const shown = first.flatMap(({ body }) => (body as { cells: (number | string)[][] }).cells.flat());
  for (const cell of shown) assert.ok(cell === '*' || cell === 0 || Number(cell) > 7, String(cell));
  const events = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('audit.event')
      .select('capacity')
      .where('event', '=', 'casework.statistics.published')
      .execute(),
  );
  assert.deepEqual(events, [{ capacity: 'program' }]);
});

test('a month that ended stays as it was published, whatever is found out later', async () => {
  const before = await published();
  await oneEnding('found out later', monthsBefore(testDay, 1)[0] ?? testDay);
  await publish();
  assert.deepEqual(await published(), before);
  for (const door of ['circle', 'national', 'worker'] as const) {
    await assert.rejects(
      site.database.pools[door].query('update casework.published_table set scheme = name'),
      {
        code: '42501',
      },
    );
    await assert.rejects(site.database.pools[door].query('delete from casework.published_table'), {
      code: '42501',
    });
  }
});

test('nobody and a patient read the published tables, with the marks in words, in both languages', async () => {
  for (const who of [site.nobody(), await site.as('ash.example')]) {
    const seen = await who.get(statisticsPaths.public());
    assert.equal(seen.status, 200);
    assert.match(seen.html, /People under restrictions at the end of each year/);
    assert.match(
      seen.html,
      /<span aria-hidden="true">\*<\/span><span class="govuk-visually-hidden">hidden<\/span>/,
    );
    assert.doesNotMatch(seen.html, / style="/);
  }
  const welsh = site.nobody();
  await welsh.post('/language', { to: 'cy', back: statisticsPaths.public() }, statisticsPaths.public());
  assert.match((await welsh.get(statisticsPaths.public())).html, /Ystadegau am gleifion cyfyngedig/);
});

test('the section reads the same tables exactly, and only the section', async () => {
  const seen = await (await site.as('robin.quill')).get(statisticsPaths.section());
  assert.equal(seen.status, 200);
  assert.doesNotMatch(seen.html, /aria-hidden="true">\*</);
  assert.equal((await (await site.as('ash.example')).get(statisticsPaths.section())).status, 404);
  assert.equal((await (await site.as('dr.vale')).get(statisticsPaths.section())).status, 404);
  assert.equal((await site.nobody().get(statisticsPaths.section())).status, 303);
});

test('a case that is shut to a caseworker is not in what they count', async () => {
  const reader = await site.as('robin.quill');
  const all = () =>
    reader.transaction(
      async tx =>
        (
          await sql<{
            sum: number;
          }>`select sum(people)::integer as sum from casework.count_people(current_date) where dimension = 'sex'`.execute(
            tx.db,
          )
        ).rows[0]?.sum ?? 0,
    );
  const before = await all();
  await asOwner(site.database.adminUrl, db =>
    sql`update people.case set readers = 'circle' where id = (select case_id from casework.patient where mhcs_reference = 'EX/0005')`.execute(
      db,
    ),
  );
  assert.equal(await all(), before - 1);
});

test('years that have ended are counted anew when something is recorded of one of them afterwards', async () => {
  const reader = await site.as('robin.quill');
  const lastYear = testDay.subtract({ years: 1 }).year;
  const counted = async () => {
    const { years } = await reader.transaction(tx => countRegister(tx, { day: testDay, today: testDay }));
    const moved = years.editions.find(
      ({ name, period }) => name === 'moved' && period.startsWith(`${lastYear}`),
    );
    const end = years.yearsEnds.find(({ on }) => on === `${lastYear}-12-31`);
    return { moved: moved?.body.cells, discharged: Number(end?.discharged ?? 0) };
  };
  const before = await counted();
  assert.deepEqual(await counted(), before);
  await owner(db =>
    sql`insert into casework.movement (case_id, kind, authorised_on, actual_on)
      select case_id, 'conditional discharge by the Secretary of State', ${`${lastYear}-06-02`}, ${`${lastYear}-06-02`}
      from casework.patient where mhcs_reference = 'EX/0001'`.execute(db),
  );
  const after = await counted();
  assert.equal(after.discharged, before.discharged + 1);
  assert.notDeepEqual(after.moved, before.moved);
});

test('the program counts people on any day as the database does, and anew when anything is recorded of them', async () => {
  const reader = await site.as('robin.quill');
  const days = ['1990-01-01', '2024-02-29', '2026-03-01', testDay.toString()];
  const both = () =>
    reader.transaction(async tx => {
      const seen = [];
      for (const day of days) {
        const { people } = await countRegister(tx, { day: Temporal.PlainDate.from(day), today: testDay });
        const { rows } = await sql<{
          is: string;
        }>`select concat_ws(' ', dimension, value, status, people) as is
          from casework.count_people(${day})`.execute(tx.db);
        seen.push({
          day,
          program: people.flatMap(cellsOf).toSorted(),
          database: rows.map(({ is }) => is).toSorted(),
        });
      }
      return seen;
    });
  const before = await both();
  for (const { program, database } of before) assert.deepEqual(program, database);
  assert.ok(before.at(-1)?.program.length);
  const ofEx1 = sql`(select case_id from casework.patient where mhcs_reference = 'EX/0001')`;
  for (const change of [
    sql`insert into casework.characteristics (case_id, sex) select ${ofEx1}, 'other'
      on conflict (case_id) do update set sex = excluded.sex`,
    sql`update casework.characteristics set offence_group = 'robbery' where case_id = ${ofEx1}`,
    sql`update people.person set born_on = '2009-02-28' where id = (select person_id from people.case where id = ${ofEx1})`,
    sql`insert into casework.authority (case_id, kind, order_on, precedence) select ${ofEx1}, 's45A', '1980-01-01', 1`,
  ]) {
    const [was] = (await both()).slice(-1);
    await owner(db => change.execute(db));
    const after = await both();
    for (const { program, database } of after) assert.deepEqual(program, database);
    assert.notDeepEqual(after.at(-1)?.program, was?.program);
  }
  await owner(db => sql`select casework.fold_register_changes()`.execute(db));
  for (const { program, database } of await both()) assert.deepEqual(program, database);
});

function cellsOf({ name, body }: Edition): string[] {
  return body.rows.slice(0, -1).flatMap((row, at) =>
    body.columns.slice(0, -1).flatMap((column, of) => {
      const count = body.cells[at]?.[of];
      return count ? [`${name} ${row} ${column} ${count}`] : [];
    }),
  );
}

test('no reader can call what counts the whole, and whoever is not of the section counts nothing', async () => {
  const whole = [
    'people_to_publish(current_date)',
    "flows_to_publish('2000-01-01', '2100-01-01')",
    "decisions_to_publish('2020-01-01', '2026-01-01', '{}')",
    "due_to_publish('2020-01-01', '2026-01-01', '2025-12-31')",
    "words_to_publish('2020-01-01', '2026-01-01')",
    "endings_to_publish('2000-01-01', '2100-01-01')",
  ];
  for (const door of ['circle', 'national'] as const) {
    for (const counts of whole)
      await assert.rejects(site.database.pools[door].query(`select * from casework.${counts}`), {
        code: '42501',
      });
  }
  const seen = [
    'count_people(current_date)',
    "count_series('{2026-01-01}')",
    "count_flows('2000-01-01', '2100-01-01')",
    "count_due('2000-01-01', '2100-01-01', '2100-01-01')",
    "count_words('2000-01-01', '2100-01-01')",
  ];
  await assert.rejects(site.database.pools.circle.query('select casework.register_version()'), {
    code: '42501',
  });
  for (const counts of seen) {
    const query = `select * from casework.${counts}`;
    await assert.rejects(site.database.pools.circle.query(query), { code: '42501' });
    assert.deepEqual((await site.database.pools.national.query(query)).rows, []);
  }
});

test('the file holds what was published, and a browser may keep it for an hour', async () => {
  const seen = await site.nobody().get(statisticsPaths.file());
  const [head, ...lines] = seen.html.trim().split('\r\n');
  assert.equal(head, '"table","period","as_at","row","column","count","scheme"');
  assert.ok(lines.length > 50);
  assert.equal(seen.headers['cache-control'], 'private, max-age=3600');
});

test('the dictionary says in both languages what every code in the file means', async () => {
  const words = (await site.nobody().get(statisticsPaths.dictionary())).html;
  const file = (await site.nobody().get(statisticsPaths.file())).html;
  for (const line of file.trim().split('\r\n')) {
    for (const code of line.split(',').slice(3, 5)) {
      const heading = ['"row"', '"column"'].includes(code);
      assert.ok(heading || words.includes(code), code);
    }
  }
  assert.equal(keyOf('authority', 's37/41'), 'statistics.authority.s37-41');
});

test('reports that fell due are counted with what came of them, exactly for the section and safely for everybody', async () => {
  const lastYear = testDay.year - 1;
  await owner(db =>
    sql`insert into casework.report_due (case_id, kind, due_on, received_on)
      select p.case_id, x.kind, make_date(${lastYear}, 3, 1) + x.after, make_date(${lastYear}, 3, 1) + x.came from casework.patient p,
        (values ('annual report', 0, 0), ('discharge report', 1, 5), ('discharge report', 30, 400), ('annual report', 60, null)) x (kind, after, came)`.execute(
      db,
    ),
  );
  await owner(db =>
    sql`insert into casework.leave_report_ask (case_id, by_on, asked_on, asked_by)
      select case_id, make_date(${lastYear}, 5, 1), make_date(${lastYear}, 4, 1), (select min(id) from people.account) from casework.patient`.execute(
      db,
    ),
  );
  const people = await owner(db =>
    sql<{ n: number }>`select count(*)::integer as n from casework.patient`.execute(db),
  );
  const all = people.rows[0]?.n ?? 0;
  const { rows } = await owner(db =>
    sql`select kind, came, reports from casework.due_to_publish(make_date(${lastYear}, 1, 1), make_date(${lastYear + 1}, 1, 1),
      make_date(${lastYear}, 12, 31)) order by kind, came`.execute(db),
  );
  assert.deepEqual(rows, [
    { kind: 'annual report', came: 'in time', reports: all },
    { kind: 'annual report', came: 'not received', reports: all },
    { kind: 'discharge report', came: 'late', reports: all },
    { kind: 'discharge report', came: 'not received', reports: all },
    { kind: 'leave report', came: 'not received', reports: all },
  ]);
  const robin = await site.as('robin.quill');
  const page = (await robin.get(statisticsPaths.sectionWork())).html;
  assert.match(page, /Reports that were due, and what came/);
  // Only what robin may see: cases are shut to them, so not everybody's report is in the row.
  const seen = await robin.transaction(tx =>
    sql<{ n: number }>`select count(distinct case_id)::integer as n from casework.report_due`.execute(tx.db),
  );
  const n = seen.rows[0]?.n ?? 0;
  assert.ok(n > 0 && n < all);
  const [row = ''] = new RegExp(`${lastYear}, Annual report</th>(<td>\\d+</td>){4}`).exec(page) ?? [];
  assert.ok(row.endsWith(`<td>${n}</td><td>0</td><td>${n}</td><td>${2 * n}</td>`), row);
  assert.match((await robin.get(statisticsPaths.sectionFile())).html, /"due",.*"discharge report","late"/);
});

/** An application that was submitted and taken back in this month, past every rule. */
async function oneEnding(why: string, month: Temporal.PlainDate): Promise<void> {
  const at = `${month.add({ days: 9 })}T10:00:00Z`;
  await asOwner(site.database.adminUrl, async db => {
    await sql`with about as (select p.case_id, p.team_id, c.account_id from casework.patient p
        join people.circle c on c.case_id = p.case_id and c.capacity = 'responsible_clinician' and c.account_id is not null
        where p.mhcs_reference = 'EX/0001' limit 1),
      occasion as (insert into voice.occasion (case_id, room, submitted_at, ended_at)
        select case_id, 'casework', ${at}, ${at} from about returning id, case_id)
      insert into casework.document (case_id, kind, occasion_id, team_id, form_version, created_by, state, submitted_at, withdrawn_because)
      select a.case_id, 'leave application', o.id, a.team_id, 'leave-application-2024 1', a.account_id, 'withdrawn', ${at}, ${why} from about a, occasion o`.execute(
      db,
    );
  });
}
