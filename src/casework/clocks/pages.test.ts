import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { aLeaveApplication } from '../../../test/leave-applications.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { clockWorkRules } from '../rules/clocks/clock-work.ts';
import { documentClocks } from '../rules/clocks/names.ts';
import { countClocks } from './commands/count-clocks.ts';
import { clockPaths } from './paths.ts';

let site: TestSite;
let robin: Visitor;
before(async () => {
  site = await aSite();
  await owner(db =>
    sql`update platform.setting set value = '"2012-01-01"' where key = 'clocksKnownSince'`.execute(db),
  );
  await asWorker(site.database.pools, 'test', tx => countClocks(tx, 'waiting', testDay));
  robin = await site.as('robin.quill');
});
after(() => site.close());

const owner = <T>(work: Parameters<typeof asOwner<T>>[1]) => asOwner(site.database.adminUrl, work);
const one = async <T>(query: ReturnType<typeof sql<T>>): Promise<T> => {
  const { rows } = await owner(db => query.execute(db));
  const [row] = rows;
  assert.ok(row);
  return row;
};
const caseOf = async (reference: string) =>
  (
    await one(
      sql<{ id: number }>`select case_id as id from casework.patient where mhcs_reference = ${reference}`,
    )
  ).id;
const accountOf = async (username: string) =>
  (await one(sql<{ id: number }>`select id from people.account where username = ${username}`)).id;
const names = (html: string) =>
  [...html.matchAll(/<th scope="row">(?:<a href="[^"]*">)?([A-Z’']+, [^<]+)/g)].map(([, name]) => name);

test('a caseworker sees what falls due for their team, the most overdue first, and no right as a duty', async () => {
  const page = await robin.get(clockPaths.worklist());
  assert.equal(page.status, 200);
  assert.match(page.html, /Casework Team One/);
  assert.match(page.html, /EXAMPLE, Ash/);
  assert.doesNotMatch(page.html, /PLACEHOLDER, Gale/);
  assert.match(page.html, /Annual report to the Secretary of State/);
  assert.doesNotMatch(page.html, /Application to the tribunal/);
  const days = [...page.html.matchAll(/<time datetime="([\d-]+)">/g)].map(([, day]) => day ?? '');
  assert.ok(days.length > 3);
  assert.deepEqual(days, days.toSorted());
});

test('all teams, one kind, one day or nobody’s cases can be asked for, and nonsense is left out', async () => {
  const all = await robin.get(`${clockPaths.worklist()}?team=all`);
  assert.match(all.html, /PLACEHOLDER, Gale/);
  const group = await robin.get(`${clockPaths.worklist()}?team=all&group=annual`);
  assert.doesNotMatch(group.html, /The Secretary of State refers/);
  const some = await one(
    sql<{
      day: string;
    }>`select due_on::text as day from casework.clock where kind = 'annual-report' order by id limit 1`,
  );
  const day = await robin.get(`${clockPaths.worklist()}?team=all&day=${some.day}`);
  assert.match(day.html, new RegExp(`Due on ${written(some.day)}`));
  for (const query of ['day=2026-02-30', 'day=9999-01-01', 'page=-1', 'team=x', 'tab=none', 'caseworker=0'])
    assert.equal((await robin.get(`${clockPaths.worklist()}?${query}`)).status, 200, query);
});

test('one tab looks ahead without end, and the others three months', async () => {
  const [near, every] = [
    await robin.get(clockPaths.worklist()),
    await robin.get(`${clockPaths.worklist()}?tab=every`),
  ];
  assert.ok(names(every.html).length > names(near.html).length);
  assert.match(every.html, /Everything \(\d+\)/);
  assert.doesNotMatch(every.html, /Next 3 months \(/);
});

test('by priority what comes first in the triage comes first', async () => {
  await owner(db =>
    sql`insert into casework.clock (case_id, kind, started_on, due_on, soon_on, owed_by, rank, why, rule_version, source)
      select case_id, 'recall-reference', ${testDay.toString()}::date, ${testDay.add({ days: 20 }).toString()}::date,
        ${testDay.add({ days: 6 }).toString()}::date, 'section', 1, 'clocks.why.recall', '1983-1', 'Mental Health Act 1983'
      from casework.patient where mhcs_reference = 'EX/0006'`.execute(db),
  );
  const page = await robin.get(`${clockPaths.worklist()}?sort=priority`);
  assert.equal(names(page.html)[0], 'TRIAL, Fen');
  assert.match(page.html, /Critical/);
  assert.notEqual(names((await robin.get(clockPaths.worklist())).html)[0], 'TRIAL, Fen');
});

test('a case that only its circle reads stands in no list, calendar or count of others', async () => {
  await owner(db =>
    sql`update people.case set readers = 'circle' where id =
      (select case_id from casework.patient where mhcs_reference = 'EX/0009')`.execute(db),
  );
  const other = await site.as('drew.sealing');
  for (const path of [`${clockPaths.worklist()}?team=all`, `${clockPaths.calendar()}?team=all`])
    assert.doesNotMatch((await other.get(path)).html, /DEMO, Indigo/);
  const mine = await site.as('ezra.watch');
  const { rows } = await other.transaction(tx =>
    sql`select from casework.clock where case_id = (select case_id from casework.patient where mhcs_reference = 'EX/0009')`.execute(
      tx.db,
    ),
  );
  assert.equal(rows.length, 0);
  assert.equal((await mine.get(clockPaths.worklist())).status, 200);
});

test('cases are given in bulk: two clocks of one case are one case, and the work moves to the list of who has it', async () => {
  const [ash, bryn] = [await caseOf('EX/0001'), await caseOf('EX/0002')];
  const chosen = { case: [String(ash), String(bryn), String(ash)], back: clockPaths.worklist() };
  const page = await robin.fill(clockPaths.chosen(), chosen, clockPaths.worklist());
  assert.match(page.html, /2 cases, with everything that falls due in them/);
  const none = await robin.post(clockPaths.allocate(), { case: String(ash) }, clockPaths.worklist());
  assert.equal(none.status, 422);
  const to = String(await accountOf('robin.quill'));
  const given = await robin.post(
    clockPaths.allocate(),
    { case: [String(ash), String(bryn)], to, back: 'https://elsewhere.example' },
    clockPaths.worklist(),
  );
  assert.deepEqual([given.status, given.location], [303, clockPaths.worklist()]);
  const mine = await robin.get(`${clockPaths.worklist()}?mine=yes`);
  assert.deepEqual(new Set(names(mine.html)), new Set(['EXAMPLE, Ash', 'SAMPLE, Bryn']));
  const audit = await one(
    sql<{ n: number }>`select count(*)::int as n from audit.event where event = 'casework.case.allocated'`,
  );
  assert.equal(audit.n, 2);
  const nobodys = await robin.get(`${clockPaths.worklist()}?caseworker=none`);
  assert.doesNotMatch(nobodys.html, /EXAMPLE, Ash/);
});

test('cases go to nobody outside the section, and by a caseworker not to another team', async () => {
  const ash = String(await caseOf('EX/0001'));
  const give = async (username: string, who = robin) =>
    (
      await who.post(
        clockPaths.allocate(),
        { case: ash, to: String(await accountOf(username)) },
        clockPaths.worklist(),
      )
    ).status;
  assert.equal(await give('dr.vale'), 404);
  assert.equal(await give('bay.notary'), 403);
  assert.equal(await give('bay.notary', await site.as('lee.warrant')), 303);
  assert.equal(await give('robin.quill', await site.as('lee.warrant')), 303);
});

test('who covers sees the work of who is away, for those days and no longer', async () => {
  const quill = await accountOf('robin.quill');
  const sky = await site.as('sky.inkwell');
  const before = await sky.get(`${clockPaths.worklist()}?mine=yes`);
  assert.doesNotMatch(before.html, /EXAMPLE, Ash/);
  const { id } = await aLeaveApplication(site).submitted();
  const toMyself = { application: String(id), to: String(quill) };
  await robin.post(mhcsPaths.allocateMany(), toMyself, mhcsPaths.allocate(id));
  const cover = { cover: String(await accountOf('sky.inkwell')) };
  const wrong = {
    ...cover,
    ...dayBoxes('from', testDay),
    ...dayBoxes('last', testDay.subtract({ days: 1 })),
  };
  assert.equal((await robin.post(clockPaths.cover(), wrong)).status, 422);
  const self = { ...dayBoxes('from', testDay), ...dayBoxes('last', testDay.add({ days: 5 })) };
  assert.match(
    (await robin.post(clockPaths.cover(), { ...self, cover: String(quill) })).html,
    /Somebody else has to cover/,
  );
  assert.match((await robin.post(clockPaths.cover(), {})).html, /Choose who covers/);
  const once = await Promise.all([1, 2].map(() => robin.post(clockPaths.cover(), { ...self, ...cover })));
  assert.deepEqual(once.map(({ status }) => status).sort(), [303, 422]);
  assert.match(
    (await robin.post(clockPaths.cover(), { ...self, ...cover })).html,
    /on some of these days already/,
  );
  assert.match((await sky.get(`${clockPaths.worklist()}?mine=yes`)).html, /EXAMPLE, Ash/);
  assert.match((await sky.get(clockPaths.workload())).html, /Covers for Robin Quill/);
  const documents = (await sky.get(`${mhcsPaths.worklist()}?mine=yes`)).text();
  assert.match(documents, /With the work of Robin Quill, for whom you cover today/);
  assert.match(documents, /EXAMPLE, Ash .* Robin Quill/);
  const told = await one(
    sql<{ n: number }>`select count(*)::int as n from platform.mail where path = '/mhcs/cover'`,
  );
  assert.equal(told.n, 1);
  // The last day has gone by: nobody ended it.
  await owner(db =>
    sql`update casework.absence set from_on = from_on - 30, until_on = ${testDay.toString()}::date`.execute(
      db,
    ),
  );
  assert.doesNotMatch((await sky.get(`${clockPaths.worklist()}?mine=yes`)).html, /EXAMPLE, Ash/);
  assert.doesNotMatch((await sky.get(`${mhcsPaths.worklist()}?mine=yes`)).html, /EXAMPLE, Ash|Robin Quill/);
});

test('an absence is ended early by oneself or by who leads, never by a colleague', async () => {
  const [sky, drew] = [await site.as('sky.inkwell'), await site.as('drew.sealing')];
  const away = { ...dayBoxes('from', testDay), ...dayBoxes('last', testDay.add({ days: 5 })) };
  const fields = {
    who: String(await accountOf('robin.quill')),
    cover: String(await accountOf('sky.inkwell')),
  };
  assert.equal((await drew.post(clockPaths.cover(), { ...fields, ...away })).status, 303);
  const { id } = await one(sql<{ id: number }>`select max(id) as id from casework.absence`);
  assert.equal((await sky.post(clockPaths.endCover(id), {}, clockPaths.cover())).status, 403);
  // A colleague who says that somebody else is away enters their own absence: the form has no such box for them.
  const forged = await sky.post(clockPaths.cover(), { ...fields, ...away });
  assert.match(forged.html, /Somebody else has to cover/);
  assert.equal((await robin.post(clockPaths.endCover(id), {}, clockPaths.cover())).status, 303);
  assert.equal((await robin.post(clockPaths.endCover(id), {}, clockPaths.cover())).status, 404);
  await assert.rejects(
    sky.transaction(tx =>
      sql`insert into casework.absence (account_id, cover_id, from_on, until_on, entered_by)
        select id, access.account_id(), access.today(), access.today() + 3, access.account_id()
        from people.account where username = 'robin.quill'`.execute(tx.db),
    ),
    { code: '42501' },
  );
});

test('the workload names what each has in hand, and what nobody has', async () => {
  const page = await (await site.as('drew.sealing')).get(clockPaths.workload());
  assert.match(page.text(), /Robin Quill.*Casework Team One\s+2/s);
  const [picture = ''] = /<div class="ow-chart-region"[\s\S]*?<\/svg>/.exec(page.html) ?? [];
  assert.match(picture, /overdue or due soon, by caseworker[\s\S]*Robin Quill/);
  assert.match(page.text(), /Casework Team One: \d+ cases? that nobody has in hand/);
  assert.doesNotMatch(page.html, /EXAMPLE/);
});

test('a hospital’s office sees its own patients, by ward and by clinician, with who owes what', async () => {
  const office = await site.as('pat.ledger');
  const page = await office.get(clockPaths.due());
  assert.match(page.html, /EXAMPLE, Ash/);
  assert.doesNotMatch(page.html, /PLACEHOLDER, Gale/);
  assert.match(page.html, /Dr Morgan Vale/);
  const { id: wren } = await one(sql<{ id: number }>`select id from people.unit where name = 'Wren Ward'`);
  const ward = await office.get(`${clockPaths.due()}?ward=${wren}`);
  assert.doesNotMatch(ward.html, /EXAMPLE, Ash/);
  assert.match(ward.html, /MOCKUP, Dale/);
  const nobody = await office.get(`${clockPaths.due()}?clinician=${await accountOf('dr.finch')}`);
  assert.match(nobody.html, /Nothing falls due here/);
  const finch = await (await site.as('dr.finch')).get(clockPaths.due());
  assert.match(finch.html, /PLACEHOLDER, Gale/);
  assert.doesNotMatch(finch.html, /EXAMPLE, Ash/);
});

test('nobody else gets the pages of the section or of the hospital', async () => {
  for (const username of ['ash.example', 'vic.lantern', 'jo.thimble', 'pat.ledger'])
    for (const path of [
      clockPaths.worklist(),
      clockPaths.calendar(),
      clockPaths.workload(),
      clockPaths.cover(),
    ])
      assert.equal((await (await site.as(username)).get(path)).status, 404, `${username} ${path}`);
  for (const username of ['ash.example', 'vic.lantern', 'indy.marrow'])
    assert.equal((await (await site.as(username)).get(clockPaths.due())).status, 404, username);
});

test('the calendar is a table of weeks with what falls due on each day, and goes from month to month', async () => {
  const { day } = await one(
    sql<{
      day: string;
    }>`select c.due_on::text as day from casework.clock c join casework.patient p on p.case_id = c.case_id
      where p.mhcs_reference = 'EX/0001' and c.kind = 'annual-report'`,
  );
  const month = day.slice(0, 7);
  for (const [visitor, path, list] of [
    [robin, clockPaths.calendar(), clockPaths.worklist()],
    [await site.as('pat.ledger'), clockPaths.dueCalendar(), clockPaths.due()],
  ] as const) {
    const page = await visitor.get(`${path}?month=${month}`);
    assert.equal(page.status, 200);
    assert.match(page.html, /<th scope="col">Monday<\/th>/);
    assert.match(page.html, /Annual report to the Secretary of State: <strong>\d+<\/strong>/);
    assert.ok(page.html.includes(`${list}?day=${day}`));
    assert.doesNotMatch(page.html, /EXAMPLE/);
    assert.equal((await visitor.get(`${list}?day=${day}`)).html.includes('EXAMPLE, Ash'), true);
  }
  const christmas = await robin.get(`${clockPaths.calendar()}?month=2026-12`);
  assert.match(christmas.html, /Christmas Day holiday/);
  assert.match(christmas.html, /month=2027-01/);
  for (const query of ['month=2031-01', 'month=2026-13', 'month=x'])
    assert.match((await robin.get(`${clockPaths.calendar()}?${query}`)).html, /aria-current="date"/, query);
});

test('the person reads their own dates in plain words, and only theirs', async () => {
  const ash = await site.as('ash.example');
  const page = await ash.get(clockPaths.mine());
  assert.equal(page.status, 200);
  assert.match(page.html, /You can ask the tribunal/);
  assert.match(page.html, /Your hospital has to do it/);
  assert.match((await ash.get(registerPaths.mine())).html, new RegExp(clockPaths.mine()));
  const { rows } = await ash.transaction(tx =>
    sql<{ id: number }>`select distinct case_id as id from casework.clock`.execute(tx.db),
  );
  assert.deepEqual(rows, [{ id: await caseOf('EX/0001') }]);
  const welsh = await site.as('bryn.sample');
  assert.match((await welsh.get(clockPaths.mine())).html, /Gallwch ofyn i’r tribiwnlys/);
});

test('their advocate and their solicitor read the same for those whom they help', async () => {
  const advocate = await (await site.as('indy.marrow')).get(clockPaths.helped());
  assert.match(advocate.text(), /Ash Example/);
  assert.match(advocate.text(), /An application to the tribunal can be made/);
  assert.doesNotMatch(advocate.text(), /Bryn Sample/);
  const solicitor = await (await site.as('ola.fable')).get(clockPaths.helped());
  assert.match(solicitor.text(), /Cleo Pattern/);
});

test('a closed clock is never told to the person or to a helper, by page or by query', async () => {
  await owner(db =>
    sql`insert into casework.clock (case_id, kind, of, started_on, due_on, soon_on, owed_by, rank, why, rule_version, source)
      select case_id, kind, 'x', ${testDay.toString()}::date, ${testDay.toString()}::date, ${testDay.toString()}::date,
        'hospital', 5, 'clocks.why.asked', '1', 'Any' from casework.patient,
        unnest('{leave-information,victim-liaison,mappa-notice,extremism-review}'::text[]) kind
      where mhcs_reference = 'EX/0001'`.execute(db),
  );
  for (const username of ['ash.example', 'indy.marrow']) {
    const who = await site.as(username);
    const page = await who.get(username === 'ash.example' ? clockPaths.mine() : clockPaths.helped());
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.html, /Further information/);
    const { rows } = await who.transaction(tx =>
      sql`select from casework.clock where of = 'x' union all select from casework.clock_notice`.execute(
        tx.db,
      ),
    );
    assert.equal(rows.length, 0, username);
  }
  await owner(db => sql`delete from casework.clock where of = 'x'`.execute(db));
});

test('the list of open clocks is the same in the rules and in the database', async () => {
  const { kinds } = await one(sql<{ kinds: string[] }>`select casework.open_clocks() as kinds`);
  const open = clockWorkRules.filter(({ value }) => value.isOpen).map(({ id }) => id);
  assert.deepEqual(new Set(kinds), new Set(open));
});

test('which clocks run for one document is the same in the rules and in the database', async () => {
  const ids = clockWorkRules.map(({ id }) => id);
  const { kinds } = await one(
    sql<{
      kinds: string[];
    }>`select array(select k from unnest(${ids}::text[]) k where casework.is_of_document(k)) as kinds`,
  );
  assert.deepEqual(new Set(kinds), new Set(documentClocks));
});

test('a decision that is waited for stands among what falls due, with who has the document, and pauses with it', async () => {
  const { id } = await aLeaveApplication(site, { patient: 'dale.mockup' }).submitted();
  const count = () => asWorker(site.database.pools, 'test', tx => countClocks(tx, 'waiting', testDay));
  await count();
  const quill = { application: String(id), to: String(await accountOf('robin.quill')) };
  await robin.post(mhcsPaths.allocateMany(), quill, mhcsPaths.allocate(id));
  const mine = await robin.get(`${clockPaths.worklist()}?mine=yes&group=decisions`);
  assert.ok(names(mine.html).includes('MOCKUP, Dale'));
  assert.match(mine.html, new RegExp(`href="${mhcsPaths.application(id)}"[\\s\\S]*Decision by MHCS`));
  const { due } = await one(
    sql<{ due: string }>`select due_on::text as due from casework.document where id = ${id}`,
  );
  assert.match(
    (await robin.get(`${clockPaths.calendar()}?month=${due.slice(0, 7)}`)).html,
    /Decision by MHCS/,
  );

  const question = { question: 'Who goes with Dale?' };
  await robin.post(mhcsPaths.information(id), question, mhcsPaths.information(id));
  await count();
  const paused = await robin.get(`${clockPaths.worklist()}?mine=yes&group=decisions`);
  assert.match(paused.html, /Further information[\s\S]*MHCS waits for further information/);
  const vale = await (await site.as('dr.vale')).get(`${clockPaths.due()}?group=decisions`);
  assert.match(vale.html, new RegExp(`href="${clinicalPaths.application(id)}"[\\s\\S]*Further information`));
});

test('the calendar says whose it is among whose it can be', async () => {
  const robin = await site.as('robin.quill');
  const shown = async (query: string) =>
    /<li><strong>(.*?)<\/strong>/.exec((await robin.get(`${clockPaths.calendar()}${query}`)).html)?.[1];
  assert.equal(await shown(''), 'My team');
  assert.equal(await shown('?team=all'), 'All teams');
  assert.equal(await shown('?mine=yes'), 'My cases and those I cover for');
});

test('nothing chosen is nothing done: the list comes back with a warning, and not with “Done”', async () => {
  const robin = await site.as('robin.quill');
  for (const path of [clockPaths.chosen(), mhcsPaths.chooseColleague()]) {
    const sent = await robin.post(path, { back: clockPaths.worklist() }, clockPaths.cover());
    assert.equal(sent.status, 303);
    const shown = (await robin.get(clockPaths.worklist())).html;
    assert.match(shown, /govuk-notification-banner--warning/);
    assert.doesNotMatch(shown, /govuk-notification-banner--success/);
  }
});
