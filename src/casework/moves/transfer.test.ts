import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { roundTrips, rowsOf } from '../../../test/deciding.ts';
import { type Deciding, decided } from '../../../test/decisions.ts';
import type { Application } from '../../../test/leave-applications.ts';
import { aRequest, aRequestSent } from '../../../test/requests.ts';
import type { Answers } from '../../platform/forms/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { movePaths } from './paths.ts';
import { movesOfCase } from './queries/read-moves.ts';

let site: TestSite;
let robin: Visitor;
before(async () => {
  site = await aSite();
  robin = await site.as('robin.quill');
});
after(() => site.close());

const today = String(testDay);
const granted = { kind: 'grant', granted: [] } as const satisfies Deciding;
const toBrackenfield = {
  ...{ transferKind: 'hospital-transfer', accepted: 'yes', acceptedOn: today },
  ...{ receivingHospital: 'Brackenfield Hospital', receivingWard: 'Otter Ward' },
} satisfies Answers;

const idOf = async (table: 'unit' | 'account', name: string) => {
  const column = table === 'unit' ? sql`name` : sql`username`;
  const rows = await rowsOf<{ id: number }>(
    site,
    sql`select id from ${sql.table(`people.${table}`)} where ${column} = ${name}`,
  );
  return rows[0]?.id ?? 0;
};
/** Who stands in the case today, besides the person and their helpers. */
const careTeam = ({ caseId }: Application) =>
  rowsOf<{ who: string }>(
    site,
    sql`select coalesce(a.username, u.name) || ' as ' || c.capacity as who from people.circle c
      left join people.account a on a.id = c.account_id left join people.unit u on u.id = c.unit_id
      where c.case_id = ${caseId} and c.capacity in ('responsible_clinician', 'ward_staff', 'mha_office')
        and (c.until_on is null or c.until_on > access.today()) order by 1`,
  ).then(rows => rows.map(({ who }) => who));
const patient = ({ caseId }: Application) =>
  rowsOf<{ hospital: string; ward: string | null; place: string; status: string }>(
    site,
    sql`select p.hospital_name as hospital, w.name as ward, p.named_place as place, p.status from casework.patient p
      left join people.unit w on w.id = p.ward_id where p.case_id = ${caseId}`,
  ).then(([row]) => row);
async function moveOf({ id, caseId }: Application) {
  const move = (await robin.transaction(tx => movesOfCase(tx, caseId))).find(
    ({ documentId }) => documentId === id,
  );
  assert.ok(move);
  return move;
}
async function happened(application: Application, change: Record<string, string> = {}) {
  const { id } = await moveOf(application);
  const to = {
    ...{ unit: String(await idOf('unit', 'Otter Ward')), toPlace: 'Otter Ward' },
    ...{ clinician: String(await idOf('account', 'dr.finch')) },
  };
  const fields = { ...dayBoxes('actual', testDay), ...to, ...change };
  return robin.post(movePaths.happened(id), fields, movePaths.move(id));
}

test('gate TR-5: a transfer does not go out before the other hospital has accepted the person on a day', async () => {
  const without = { ...toBrackenfield, accepted: 'no', acceptedOn: '' };
  const { request } = await aRequest(site, { kind: 'transfer', patient: 'haven.model', answers: without });
  const page = await request.clinician.get(clinicalPaths.submit(request.id));
  assert.match(page.text(), /The other hospital has not accepted the person yet/);
  for (const gate of ['TR-1', 'TR-2', 'TR-3', 'TR-4', 'TR-5']) assert.ok(page.text().includes(gate), gate);
});

test('a transfer that was granted is an authorisation; when it happened hospital, ward, place and circle follow', async () => {
  const request = await aRequestSent(site, {
    ...{ kind: 'transfer', patient: 'ash.example', answers: toBrackenfield },
  });
  assert.match((await robin.get(mhcsPaths.application(request.id))).text(), /Transfer between hospitals/);
  await decided(site, request, granted);
  const answer = await request.person.get(`/my/documents/${request.id}/answer`);
  assert.match(
    answer.text(),
    /We have said yes\. What we said yes to Transfer to a hospital at another level/,
  );
  assert.ok(
    !/leave starts/i.test((await request.clinician.get(clinicalPaths.application(request.id))).text()),
  );
  const page = await robin.get(movePaths.move((await moveOf(request)).id));
  assert.match(page.html, /Otter Ward/);
  assert.ok(roundTrips(page) <= 4);
  const vague = await happened(request, { clinician: '' });
  assert.match(vague.text(), /Choose who is the responsible clinician there/);
  assert.match(vague.html, /value="Otter Ward"/);
  const elsewhere = await happened(request, { clinician: String(await idOf('account', 'dr.vale')) });
  assert.equal(elsewhere.status, 409);
  assert.equal((await moveOf(request)).state, 'stands', 'and nothing was done');
  assert.equal((await happened(request)).status, 303);
  assert.deepEqual(await patient(request), {
    ...{ hospital: 'Brackenfield Hospital', ward: 'Otter Ward', place: 'Otter Ward', status: 'in hospital' },
  });
  assert.deepEqual(await careTeam(request), [
    'Brackenfield Hospital as mha_office',
    'Otter Ward as ward_staff',
    'dr.finch as responsible_clinician',
  ]);
  const path = clinicalPaths.application(request.id);
  assert.equal((await request.clinician.get(path)).status, 404, 'whom they left is out');
  assert.equal((await (await site.as('dr.finch')).get(path)).status, 200, 'who takes over reads all of it');
});

test('a transfer that is struck out brings back the hospital and the care team that there were', async () => {
  const ash = await rowsOf<{ caseId: number; movement: number }>(
    site,
    sql`select case_id as "caseId", id as movement from casework.movement where to_unit is not null order by id desc limit 1`,
  );
  const { caseId = 0, movement = 0 } = ash[0] ?? {};
  const path = registerPaths.movement(caseId, movement);
  await robin.post(path, { strike: 'yes', kind: 'transfer', ...dayBoxes('actual', testDay) }, path);
  const of = { caseId } as Application;
  assert.equal((await patient(of))?.hospital, 'Larkmoor Hospital');
  assert.ok((await careTeam(of)).includes('dr.vale as responsible_clinician'));
});

test('on trial leave both care teams are in the case; with the return the other one leaves', async () => {
  const request = await aRequestSent(site, {
    ...{
      kind: 'transfer',
      patient: 'lark.draft',
      answers: { ...toBrackenfield, transferKind: 'trial-leave' },
    },
  });
  const before = await careTeam(request);
  await decided(site, request, { ...granted, authorisedBy: 'lee.warrant' });
  assert.equal((await moveOf(request)).movement, 'trial leave');
  await happened(request, {
    ...{
      unit: String(await idOf('unit', 'Heron Ward')),
      clinician: String(await idOf('account', 'dr.vale')),
    },
  });
  assert.equal((await patient(request))?.status, 'in trial leave hospital');
  assert.ok((await careTeam(request)).length > before.length);
  await robin.post(
    registerPaths.movements(request.caseId),
    { kind: 'return from trial leave', outcome: '', ...dayBoxes('actual', testDay) },
    registerPaths.entry(request.caseId),
  );
  assert.deepEqual(await careTeam(request), before);
});
