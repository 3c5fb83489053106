import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { caseOf } from '../../../test/victim-side.ts';
import { asOwner } from '../../platform/database/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { personPaths } from '../person/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { mappaPaths } from './paths.ts';

let site: TestSite;
let mo: Visitor;
let vale: Visitor;
let ash: Visitor;
let indy: Visitor;
let caseId: number;
let comment: number;

const rows = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
const coordinator = async (username: string) =>
  (await rows<{ id: number }>(sql`select id from people.account where username = ${username}`))[0]?.id ?? 0;
const post = (who: Visitor, path: string, fields: Record<string, string>) =>
  who.post(path, fields, mappaPaths.case(caseId));
const flags = async () =>
  (
    await rows<{ category: number | null; level: number | null }>(
      sql`select mappa_category as category, mappa_level as level from casework.patient_flags where case_id = ${caseId}`,
    )
  )[0];

before(async () => {
  site = await aSite();
  [mo, vale] = [await site.as('mo.parley'), await site.as('dr.vale')];
  [ash, indy] = [await site.as('ash.example'), await site.as('indy.marrow')];
  ({ caseId } = await caseOf(site, 'ash.example'));
});
after(() => site.close());

test('6.4: the responsible clinician refers, and the coordinator stands in the case from then on', async () => {
  assert.equal((await mo.get(mappaPaths.case(caseId))).status, 404);
  assert.match((await mo.get(mappaPaths.cases())).text(), /coordinate no case/);
  assert.match((await vale.get(clinicalPaths.patient(caseId))).html, new RegExp(mappaPaths.case(caseId)));
  const refer = (who: number | string, on = testDay) =>
    post(vale, mappaPaths.refer(caseId), { coordinator: String(who), ...dayBoxes('sent', on) });
  assert.match((await refer('')).text(), /Choose a coordinator/);
  assert.match((await refer('1', testDay.add({ days: 1 }))).text(), /has not come yet/);
  assert.equal((await refer(await coordinator('oz.harbour'))).status, 403);
  assert.equal((await refer(await coordinator('mo.parley'))).status, 303);
  assert.match((await mo.get(mappaPaths.cases())).text(), /EXAMPLE, Ash/);
  const page = (await mo.get(mappaPaths.case(caseId))).text();
  assert.match(page, /Category 3, level 1[\s\S]*Sent to Mo Parley/);
  const mail = await rows(sql`select from platform.mail where path = ${mappaPaths.case(caseId)}`);
  assert.equal(mail.length, 1);
});

test('6.4: category and level keep their history, and the flags that gates read follow them', async () => {
  const stand = (category: string, level: string, on = testDay) =>
    post(mo, mappaPaths.standing(caseId), { category, level, why: 'A meeting.', ...dayBoxes('from', on) });
  assert.match((await stand('2', '')).text(), /Choose a level/);
  assert.match((await stand('', '1')).text(), /Choose a category/);
  assert.equal((await stand('2', '3')).status, 303);
  assert.deepEqual(await flags(), { category: 2, level: 3 });
  assert.equal((await stand('1', '1', testDay.subtract({ days: 400 }))).status, 303);
  assert.deepEqual(await flags(), { category: 2, level: 3 });
  assert.equal((await stand('none', '')).status, 303);
  assert.deepEqual(await flags(), { category: null, level: null });
  assert.match(
    (await vale.get(mappaPaths.case(caseId))).text(),
    /Not managed under MAPPA[\s\S]*Category 2, level 3/,
  );
});

test('what comes in with the flags begins the history: the two are equal in every case', async () => {
  await rows(
    sql`update casework.patient_flags set mappa_category = 4, mappa_level = 2 where case_id = ${caseId}`,
  );
  const differing = await rows(sql`
    select f.case_id from casework.patient_flags f left join lateral (select s.category, s.level from casework.mappa_standing s
      where s.case_id = f.case_id order by s.from_on desc, s.id desc limit 1) last on true
    where (f.mappa_category, f.mappa_level) is distinct from (last.category, last.level)`);
  assert.deepEqual(differing, []);
  assert.match((await vale.get(mappaPaths.case(caseId))).text(), /Category 4, level 2\s*Brought over/);
});

const said = 'He was seen near <the school>. Zqpatrol';

test('6.4: what an agency says is read by the clinician, the office, the coordinator and the section', async () => {
  const say = (text: string) =>
    post(mo, mappaPaths.comments(caseId), { agency: 'Pretend Police', text, ...dayBoxes('said', testDay) });
  const empty = await say(' ');
  assert.deepEqual([empty.status, /Pretend Police/.test(empty.html)], [422, true]);
  assert.equal((await say(said)).status, 303);
  comment = (await rows<{ id: number }>(sql`select max(id) as id from casework.mappa_comment`))[0]?.id ?? 0;
  for (const username of ['dr.vale', 'pat.ledger'])
    assert.match((await (await site.as(username)).get(mappaPaths.case(caseId))).text(), /Zqpatrol/, username);
  assert.match((await (await site.as('robin.quill')).get(mappaPaths.section(caseId))).text(), /Zqpatrol/);
  for (const username of [
    'jo.thimble',
    'dr.finch',
    'vic.lantern',
    'ada.tally',
    'ash.example',
    'indy.marrow',
  ]) {
    const visitor = await site.as(username);
    for (const path of [
      mappaPaths.case(caseId),
      mappaPaths.section(caseId),
      mappaPaths.chair(caseId, comment),
    ])
      assert.equal((await visitor.get(path)).status, 404, `${username} ${path}`);
  }
});

/** Everything by which somebody could come to a comment: the pages that are theirs, and SQL as their role. */
async function doorsOf(visitor: Visitor): Promise<string> {
  const pages = [
    mappaPaths.mine(),
    mappaPaths.helped(caseId),
    personPaths.home(),
    registerPaths.mine(),
    personPaths.helped(),
  ];
  const seen = await Promise.all(pages.map(async path => (await visitor.get(path)).text()));
  const tables = [
    'mappa_comment',
    'mappa_chair_decision',
    'mappa_standing',
    'mappa_notice',
    'mappa_disclosure',
  ];
  const read = await visitor.transaction(async tx => {
    const got: unknown[] = [];
    for (const table of tables)
      got.push(...(await sql`select * from ${sql.table(`casework.${table}`)}`.execute(tx.db)).rows);
    return got;
  });
  return seen.join('\n') + JSON.stringify(read);
}

test('6.6: the person and their helpers get a closed comment by no door, whether or not the Chair has decided', async () => {
  const before = [await doorsOf(ash), await doorsOf(indy)];
  const no = {
    agrees: 'no',
    words: said,
    chair: 'Pat Chairperson',
    why: 'Zqground',
    ...dayBoxes('decided', testDay),
  };
  assert.equal((await mo.fill(mappaPaths.chair(caseId, comment), no)).status, 303);
  const after = [await doorsOf(ash), await doorsOf(indy)];
  assert.deepEqual(after, before);
  assert.doesNotMatch(after.join('\n'), /Zq|Pretend Police|Chair|MAPPA|category/i);
  const call = (who: Visitor) =>
    who.transaction(async tx => {
      const { rows: got } = await sql<{ id: number | null }>`
        select casework.record_chair(${comment}, true, 'x', current_date, null, 'x') as id`.execute(tx.db);
      return got[0]?.id;
    });
  for (const who of [ash, indy, vale]) assert.equal(await call(who), null);
  await assert.rejects(
    ash.transaction(tx =>
      sql`insert into casework.mappa_disclosure (case_id) values (${caseId})`.execute(tx.db),
    ),
    { code: '42501' },
  );
});

test('6.6: with the Chair’s agreement the person and their helpers read what was agreed to and nothing more', async () => {
  const path = mappaPaths.chair(caseId, comment);
  const yes = {
    agrees: 'yes',
    words: 'You were seen near the school.',
    chair: 'Pat Chairperson',
    why: 'Zqground',
  };
  const none = await mo.post(path, { ...yes, words: ' ', ...dayBoxes('decided', testDay) });
  assert.match(none.text(), /Write what the person may read/);
  assert.equal((await mo.fill(path, { ...yes, ...dayBoxes('decided', testDay) })).status, 303);
  for (const [who, page] of [
    [ash, mappaPaths.mine()],
    [indy, mappaPaths.helped(caseId)],
  ] as const) {
    assert.match((await who.get(page)).text(), /Pretend Police\s*You were seen near the school/);
    assert.doesNotMatch(await doorsOf(who), /Zq|Chairperson/);
  }
  assert.match((await ash.get(mappaPaths.mine())).text(), new RegExp(written(testDay)));
  assert.equal((await ash.get(mappaPaths.helped(caseId))).status, 404);
});

test('6.6: when the Chair closes it again the person reads it no more', async () => {
  const no = {
    agrees: 'no',
    words: said,
    chair: 'Pat Chairperson',
    why: '',
    ...dayBoxes('decided', testDay),
  };
  assert.equal((await mo.fill(mappaPaths.chair(caseId, comment), no)).status, 303);
  assert.doesNotMatch(await doorsOf(ash), /school/);
  assert.match((await ash.get(mappaPaths.mine())).text(), /nothing here that you may read/);
});

test('6.6: nobody opens again what the Chair closed while they wrote', async () => {
  const path = mappaPaths.chair(caseId, comment);
  const of = { chair: 'Pat Chairperson', why: '', ...dayBoxes('decided', testDay) };
  const seen = hiddenValue((await mo.get(path)).html, 'seen');
  assert.equal((await mo.fill(path, { ...of, agrees: 'no', words: '' })).status, 303);
  const yes = { ...of, agrees: 'yes', words: 'You were seen by the river.' };
  const mistaken = await mo.post(path, { ...yes, chair: '', seen });
  assert.equal(hiddenValue(mistaken.html, 'seen'), seen);
  const late = await mo.post(path, { ...yes, seen });
  assert.equal(late.status, 409);
  assert.match(late.text(), /Closed by the Chair\. Chair: Pat Chairperson[\s\S]*seen by the river/);
  assert.match((await ash.get(mappaPaths.mine())).text(), /nothing here that you may read/);
});

test('6.4: a coordinator who was referred to stays when the consultation that let them in ends', async () => {
  const other = await caseOf(site, 'bryn.sample');
  await rows(sql`insert into people.circle (case_id, account_id, capacity, basis)
    values (${other.caseId}, ${await coordinator('mo.parley')}, 'mappa_coordinator', 'consulted on leave application 9')`);
  const form = { coordinator: String(await coordinator('mo.parley')), ...dayBoxes('sent', testDay) };
  assert.equal(
    (await vale.post(mappaPaths.refer(other.caseId), form, mappaPaths.case(other.caseId))).status,
    303,
  );
  const circle = await rows(sql`select basis from people.circle
    where case_id = ${other.caseId} and capacity = 'mappa_coordinator' and until_on is null`);
  assert.deepEqual(circle, [{ basis: 'referred to MAPPA' }]);
});
