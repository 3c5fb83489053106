import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { discharge } from '../../../test/discharge-reports.ts';
import { caseOf } from '../../../test/victim-side.ts';
import { asOwner } from '../../platform/database/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { careTeamPaths } from './paths.ts';

let site: TestSite;
let robin: Visitor;
let pat: Visitor;
let caseId: number;

const rows = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
const accountOf = async (username: string) =>
  (await rows<{ id: number }>(sql`select id from people.account where username = ${username}`))[0]?.id ?? 0;
const unitOf = async (name: string) =>
  (await rows<{ id: number }>(sql`select id from people.unit where name = ${name}`))[0]?.id ?? 0;
const standingOf = async (capacity: string) =>
  (
    await rows<{ id: number }>(
      sql`select id from people.circle where case_id = ${caseId} and capacity = ${capacity} and until_on is null`,
    )
  )[0]?.id ?? 0;
const take = (who: Visitor, sent: string) =>
  who.post(careTeamPaths.case(caseId), { who: sent }, careTeamPaths.case(caseId));

before(async () => {
  site = await aSite();
  // With it come two supervisors, who stand in no other case.
  await discharge(site, 'bryn.sample');
  [robin, pat] = [await site.as('robin.quill'), await site.as('pat.ledger')];
  ({ caseId } = await caseOf(site, 'ash.example'));
});
after(() => site.close());

test('the section brings a supervisor into a case, who reads it from then on and hears of it', async () => {
  const sol = await site.as('sol.bridge');
  assert.equal((await sol.get(clinicalPaths.patient(caseId))).status, 404);
  const page = await robin.get(careTeamPaths.case(caseId));
  assert.match(
    page.html,
    /<optgroup label="Social supervisor">\s*<option value="social_supervisor:\d+">Sol Bridge, /,
  );
  const took = await take(robin, `social_supervisor:${await accountOf('sol.bridge')}`);
  assert.deepEqual([took.status, took.location], [303, careTeamPaths.case(caseId)]);
  assert.equal((await sol.get(clinicalPaths.patient(caseId))).status, 200);
  const [mail] = await rows<{ path: string }>(sql`select m.path from platform.mail m
    join people.account a on a.id = m.to_account_id where a.username = 'sol.bridge' order by m.id desc limit 1`);
  assert.equal(mail?.path, clinicalPaths.patient(caseId));
});

test('whoever goes reads nothing more, and stands in the record with both days', async () => {
  const standing = await standingOf('social_supervisor');
  const ended = await robin.post(careTeamPaths.end(caseId, standing), {}, careTeamPaths.case(caseId));
  assert.equal(ended.status, 303);
  const sol = await site.as('sol.bridge');
  assert.equal((await sol.get(clinicalPaths.patient(caseId))).status, 404);
  const page = await robin.get(careTeamPaths.case(caseId));
  assert.match(page.html.slice(page.html.indexOf('Before')), /Sol Bridge/);
  const again = await robin.post(careTeamPaths.end(caseId, standing), {}, careTeamPaths.case(caseId));
  assert.equal(again.status, 409);
  assert.match(again.html, /That has ended already/);
});

test('a person goes to another ward of their hospital: the new ward reads the case and the old one does not', async () => {
  const [jo, sam] = [await site.as('jo.thimble'), await site.as('sam.tinder')];
  assert.equal((await jo.get(clinicalPaths.patient(caseId))).status, 200);
  const otter = `ward_staff:${await unitOf('Otter Ward')}`;
  assert.equal((await take(pat, otter)).status, 422, 'a ward of another hospital');
  assert.equal((await take(pat, `ward_staff:${await unitOf('Wren Ward')}`)).status, 303);
  assert.equal((await jo.get(clinicalPaths.patient(caseId))).status, 404);
  assert.equal((await sam.get(clinicalPaths.patient(caseId))).status, 404);
  const kit = await site.as('kit.button');
  assert.match((await kit.get(clinicalPaths.patient(caseId))).html, /Wren Ward/);
  assert.match((await robin.get(mhcsPaths.case(caseId))).html, /Larkmoor Hospital, Wren Ward/);
});

test('a hospital names its own clinicians and wards, and no supervisor; others find nothing there', async () => {
  const page = await pat.get(careTeamPaths.case(caseId));
  assert.doesNotMatch(page.html, /Sol Bridge, /);
  assert.equal((await take(pat, `social_supervisor:${await accountOf('sol.bridge')}`)).status, 422);
  assert.equal((await take(pat, 'responsible_clinician:99999999999999999999')).status, 422);
  const byHand = pat.transaction(async tx =>
    sql`select casework.take_into_care(${caseId}, 'social_supervisor', ${await accountOf('sol.bridge')})`.execute(
      tx.db,
    ),
  );
  await assert.rejects(byHand, { code: 'OW492' });
  const fran = await site.as('fran.folio');
  assert.equal((await fran.get(careTeamPaths.case(caseId))).status, 404);
  for (const username of ['dr.vale', 'vic.lantern', 'ash.example']) {
    const other = await site.as(username);
    assert.equal((await other.get(careTeamPaths.case(caseId))).status, 404, username);
  }
});

test('the page says who is missing, and an empty choice gets a sentence', async () => {
  const standing = await standingOf('responsible_clinician');
  await robin.post(careTeamPaths.end(caseId, standing), {}, careTeamPaths.case(caseId));
  for (const path of [careTeamPaths.case(caseId), mhcsPaths.case(caseId)])
    assert.match((await robin.get(path)).html, /Nobody stands here as: Responsible clinician/);
  const refused = await take(robin, '');
  assert.equal(refused.status, 422);
  assert.match(refused.html, /Choose who comes in/);
  assert.equal((await take(robin, `responsible_clinician:${await accountOf('dr.vale')}`)).status, 303);
});

test('nobody comes onto a ward who is not in hospital, and nobody into a case that has ended', async () => {
  const { caseId: discharged } = await caseOf(site, 'bryn.sample');
  const page = await robin.get(careTeamPaths.case(discharged));
  assert.doesNotMatch(page.html, /value="ward_staff:/);
  assert.match(page.text(), /Nobody else is known here who could come in/);
  await rows(sql`update people.case set closed_on = access.today() where id = ${discharged}`);
  const closed = await robin.get(careTeamPaths.case(discharged));
  assert.equal(closed.status, 200);
  assert.doesNotMatch(closed.html, /End today|Bring in/);
});
