import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../../test/days.ts';
import { caseOf } from '../../../../test/victim-side.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { mhcsPaths } from '../paths.ts';
import { whoPaths } from './paths.ts';

let site: TestSite;
let robin: Visitor;
let ash: number;

const rows = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
const says = {
  ...{ family: 'Newname <O’Dell>', given: 'Ash', other: 'Ash Example', language: 'cy', mhcs: 'EX/0101' },
  ...dayBoxes('born', '1988-03-04'),
};
/** Saves what a browser would send: the hidden field as the page had it. */
async function save(fields: Record<string, string>, who = robin) {
  const page = await who.get(whoPaths.case(ash));
  return who.post(
    whoPaths.case(ash),
    { ...says, seen: hiddenValue(page.html, 'seen'), ...fields },
    whoPaths.case(ash),
  );
}

before(async () => {
  site = await aSite();
  robin = await site.as('robin.quill');
  ({ caseId: ash } = await caseOf(site, 'ash.example'));
});
after(() => site.close());

test('what is wrong is said beside its box, and what was typed stays', async () => {
  for (const [fields, sentence] of [
    [{ family: ' ' }, /Write the family name/],
    [{ mhcs: '' }, /Write the MHCS reference/],
    [{ mhcs: 'EX/0002' }, /Another case has this reference/],
    [dayBoxes('born', testDay.add({ days: 1 })), /date of birth is in the future/],
    [{ 'born-month': '13' }, /not in the calendar|month/],
    [{ given: 'x'.repeat(301) }, /300/],
  ] as const) {
    const refused = await save(fields);
    assert.equal(refused.status, 422, JSON.stringify(fields));
    assert.match(refused.text(), sentence);
    assert.match(refused.html, /value="Ash Example"/);
  }
});

test('a new name goes everywhere, the old one is found still, and the audit keeps neither', async () => {
  const done = await save({});
  assert.deepEqual([done.status, done.location], [303, mhcsPaths.case(ash)]);
  const page = (await robin.get(mhcsPaths.case(ash))).text();
  assert.match(page, /EX\/0101 NEWNAME <O’DELL>, Ash/);
  assert.match(page, /Other names Ash Example/);
  assert.match(page, new RegExp(written(Temporal.PlainDate.from('1988-03-04'))));
  const found = await robin.post(mhcsPaths.search(), { for: 'example' }, mhcsPaths.worklist());
  assert.match(found.text(), /NEWNAME <O’DELL>, Ash/);
  const [account] = await rows<{ name: string }>(
    sql`select display_name as name from people.account where username = 'ash.example'`,
  );
  assert.equal(account?.name, 'Ash Newname <O’Dell>');
  const [told] = await rows<{ detail: object }>(
    sql`select detail from audit.event where event = 'casework.person.put-right' and case_id = ${ash}`,
  );
  assert.deepEqual(told?.detail, { changed: 'family name, other names, date of birth, language, reference' });
});

test('of two who change it at once, the second is told and loses nothing', async () => {
  const { html } = await robin.get(whoPaths.case(ash));
  const seen = hiddenValue(html, 'seen');
  await save({ given: 'Asher' });
  const late = await save({ given: 'Ashley', seen });
  assert.equal(late.status, 422);
  assert.match(late.text(), /Somebody else changed this/);
  assert.match(late.html, /value="Ashley"/);
  assert.equal((await save({ given: 'Ashley', seen: hiddenValue(late.html, 'seen') })).status, 303);
});

test('whoever gives out work moves the case to another team, with what is open; a caseworker does not', async () => {
  const [team] = await rows<{ id: number }>(sql`select id from people.unit where name = 'Casework Team Two'`);
  const chosen = { given: 'Ashley', team: String(team?.id) };
  assert.doesNotMatch((await robin.get(whoPaths.case(ash))).html, /id="team"/);
  await save(chosen);
  assert.match((await robin.get(mhcsPaths.case(ash))).text(), /Casework Team One/);
  const drew = await site.as('drew.sealing');
  assert.equal((await save(chosen, drew)).status, 303);
  assert.match((await drew.get(mhcsPaths.case(ash))).text(), /Casework Team Two/);
});

test('only the section puts it right', async () => {
  for (const username of ['dr.vale', 'pat.ledger', 'ash.example', 'vic.lantern', 'ada.tally']) {
    const other = await site.as(username);
    assert.equal((await other.get(whoPaths.case(ash))).status, 404, username);
  }
});
