import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { roundTrips, rowsOf } from '../../../test/deciding.ts';
import { decided } from '../../../test/decisions.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { asWorker } from '../../platform/database/index.ts';
import { voicePaths } from '../../voice/index.ts';
import { countClocks } from '../clocks/commands/count-clocks.ts';
import { clockPaths } from '../clocks/paths.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { mappaPaths } from '../mappa/paths.ts';
import { receivedPaths } from '../received/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { summaryPaths } from '../summaries/paths.ts';
import { tribunalPaths } from '../tribunal/paths.ts';
import { consentPaths } from './consent/paths.ts';
import { personPaths } from './paths.ts';

let site: TestSite;
let gale: Visitor;
let of: Application;
const helpers = { 'indy.marrow': 'advocate', 'ola.fable': 'solicitor' } as const;

before(async () => {
  site = await aSite();
  of = await aLeaveApplication(site, { patient: 'gale.placeholder' }).submitted();
  await decided(site, of, { kind: 'refuse', conditions: [], authorisedBy: 'lee.warrant' });
  gale = await site.as('gale.placeholder');
  await rowsOf(
    site,
    sql`with out as (update people.circle set until_on = from_on where case_id = ${of.caseId}
      and capacity in ('advocate', 'solicitor') returning 1) select * from out`,
  );
  await rowsOf(
    site,
    sql`with told as (insert into casework.decision_summary (case_id, what, decided_on, text, written_by, issued_by, issued_at)
      select ${of.caseId}, 'discharge refused', access.today(), 'Canary: what the summary says.', one.id, other.id, now()
      from people.account one, people.account other where one.username = 'robin.quill' and other.username = 'sky.inkwell'
      returning 1) select * from told`,
  );
  await asWorker(site.database.pools, 'count', tx => countClocks(tx, of.caseId, testDay));
});
after(() => site.close());

/** What the person reads, and where a helper reads the same; with a sentence that both have to hold. */
const pages = (caseId: number, id: number): [string, string, RegExp][] => [
  [registerPaths.mine(), registerPaths.helped(caseId), /You are in hospital under/],
  [summaryPaths.mine(), summaryPaths.helped(caseId), /Canary: what the summary says/],
  [conditionPaths.mine(), conditionPaths.care(caseId), /onditions/],
  [mappaPaths.mine(), mappaPaths.helped(caseId), /agenc/i],
  [tribunalPaths.mine(), tribunalPaths.helpedCase(caseId), /tribunal/i],
  [clockPaths.mine(), clockPaths.helped(), /Annual report/],
  [receivedPaths.mine(), receivedPaths.mine(), /./],
  [personPaths.application(id), personPaths.application(id), /./],
  [personPaths.answer(id), personPaths.answer(id), /decided|answer/i],
  [personPaths.answerPdf(id), personPaths.answerPdf(id), /./],
];

async function give(username: keyof typeof helpers) {
  const [account] = await rowsOf<{ id: number }>(
    site,
    sql`select id from people.account where username = ${username}`,
  );
  const helper = `${account?.id} ${helpers[username]}`;
  const form = {
    for: username.slice(0, 3),
    helper,
    write: 'yes',
    ...dayBoxes('until', testDay.add({ days: 30 })),
  };
  assert.equal((await gale.post(consentPaths.give(), form, consentPaths.helpers())).status, 303);
  const [consent] = await rowsOf<{ id: number }>(site, sql`select max(id) as id from people.consent`);
  return consent?.id ?? 0;
}

const statuses = async (who: Visitor) =>
  Promise.all(
    pages(of.caseId, of.id)
      .filter(([, path]) => /\d/.test(path))
      .map(async ([, path]) => (await who.get(path)).status),
  );

for (const username of ['indy.marrow', 'ola.fable'] as const)
  test(`the ${helpers[username]} reads what the person reads, within the consent and not a moment longer`, async () => {
    const who = await site.as(username);
    assert.deepEqual([...new Set(await statuses(who))], [404], 'before the consent');
    const consent = await give(username);
    const list = await who.get(personPaths.helped());
    assert.match(list.text(), /Gale Placeholder/);
    assert.ok(roundTrips(list) <= 4);
    for (const [mine, helped, says] of pages(of.caseId, of.id)) {
      const [own, theirs] = [await gale.get(mine), await who.get(helped)];
      assert.deepEqual([own.status, theirs.status], [200, 200], helped);
      if (!helped.endsWith('.pdf')) for (const page of [own, theirs]) assert.match(page.text(), says, helped);
    }
    for (const path of [registerPaths.helped(of.caseId), summaryPaths.helped(of.caseId)]) {
      assert.ok(list.html.includes(path), 'the list leads there');
      const page = await who.get(path);
      assert.match(page.text(), /This is what Gale Placeholder reads here/);
      assert.ok(roundTrips(page) <= 4);
    }
    const stranger = await site.as('ash.example');
    assert.equal((await stranger.get(registerPaths.helped(of.caseId))).status, 404);
    await gale.post(consentPaths.withdraw(consent), {}, consentPaths.withdraw(consent));
    assert.deepEqual([...new Set(await statuses(who))], [404], 'after it was taken back');
    assert.ok(!(await who.get(personPaths.helped())).text().includes('Gale Placeholder'));
  });

test('both names stand on what a helper does: in words that an advocate wrote down, and in an application by a solicitor', async () => {
  await give('ola.fable');
  const ola = await site.as('ola.fable');
  const path = tribunalPaths.helpedCase(of.caseId);
  const applied = { appliedCountry: 'England', ...dayBoxes('applied', testDay.subtract({ days: 1 })) };
  assert.equal((await ola.post(path, applied, path)).status, 303);
  assert.match((await gale.get(tribunalPaths.mine())).text(), /Ola Fable/);
  assert.match((await ola.get(path)).text(), /Gale Placeholder.*Ola Fable/s);
  const next = await aLeaveApplication(site, { patient: 'gale.placeholder' }).invited();
  await give('indy.marrow');
  const indy = await site.as('indy.marrow');
  const write = await indy.get(voicePaths.write(next.occasionId));
  assert.equal(write.status, 200);
  assert.match(write.text(), /Gale/);
  assert.equal(
    (await ola.get(voicePaths.write(next.occasionId))).status,
    404,
    'a solicitor writes down nothing',
  );
});
