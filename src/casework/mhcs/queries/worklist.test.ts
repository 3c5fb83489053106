import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { aSite, type TestSite } from '../../../../test/browser-without-browser.ts';
import { testDay } from '../../../../test/days.ts';
import { type Application, aLeaveApplication } from '../../../../test/leave-applications.ts';
import { sendsRequest, writesRequest } from '../../../../test/own-requests.ts';
import { aRequestSent } from '../../../../test/requests.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { readWorkload } from '../../clocks/queries/read-workload.ts';
import { readColleagues } from './choices.ts';

let site: TestSite;
let ash: Application;

before(async () => {
  site = await aSite();
  ash = await aLeaveApplication(site, { patient: 'ash.example' }).submitted();
  await aLeaveApplication(site, { patient: 'gale.placeholder' }).submitted();
});
after(() => site.close());

const inOne = <T>(...queries: RawBuilder<T>[]) =>
  asOwner(site.database.adminUrl, async db => {
    let rows: T[] = [];
    for (const query of queries) rows = (await query.execute(db)).rows;
    return rows;
  });

/** What is kept ready for lists, after a check that it is what the tables say. */
async function kept(table: 'open_work' | 'listed_patient' | 'search_key', of: string): Promise<string[]> {
  const [name, fresh] = [sql.table(`casework.${table}`), sql.raw(`casework.${of}`)];
  const wrong = await inOne(sql`
    with fresh as (select * from ${fresh}(array(select id from people.case)))
    (table ${name} except table fresh) union all (table fresh except table ${name})`);
  assert.deepEqual(wrong, []);
  const rows = await inOne(sql<{ row: string }>`select k::text as row from ${name} k order by case_id, 1`);
  return rows.map(({ row }) => row);
}

const listed = () => kept('open_work', 'open_work_of');
const patients = async () => [
  ...(await kept('listed_patient', 'listed_patients_of')),
  ...(await kept('search_key', 'search_keys_of')),
];

const changes: [string, () => RawBuilder<unknown>[]][] = [
  [
    'it is given to somebody',
    () => [
      sql`update casework.document set caseworker_id = (select id from people.account where username = 'robin.quill') where id = ${ash.id}`,
    ],
  ],
  [
    'its caseworker has another name',
    () => [sql`update people.account set display_name = 'Robin Quill-Sample' where username = 'robin.quill'`],
  ],
  [
    'the person has another name',
    () => [
      sql`update people.person set family_name = 'Sample' where id = (select person_id from people.case where id = ${ash.caseId})`,
    ],
  ],
  [
    'the hospital has another name',
    () => [sql`update people.unit set name = name || ' (North)' where kind = 'hospital'`],
  ],
  [
    'the case is noteworthy',
    () => [
      sql`insert into casework.patient_flags (case_id, noteworthy) values (${ash.caseId}, true)
      on conflict (case_id) do update set noteworthy = not casework.patient_flags.noteworthy`,
    ],
  ],
  [
    'its clock is paused',
    () => [
      sql`update casework.document set state = 'waiting for information', paused_on = due_on - 3 where id = ${ash.id}`,
    ],
  ],
  [
    'the clock runs again to another day',
    () => [
      sql`update casework.document set state = 'submitted', paused_on = null, due_on = due_on + 4 where id = ${ash.id}`,
    ],
  ],
  [
    'it is withdrawn',
    () => [
      sql`update casework.document set state = 'withdrawn', withdrawn_because = 'It came too early.' where id = ${ash.id}`,
    ],
  ],
];
for (const [what, change] of changes) {
  test(`the worklist says at once that ${what}`, async () => {
    const before = await listed();
    await inOne(...change());
    assert.notDeepEqual(await listed(), before);
  });
}

const patientChanges: [string, () => RawBuilder<unknown>[]][] = [
  [
    'their ward has another name',
    () => [
      sql`update people.unit set name = name || ' (East)' where id = (select ward_id from casework.patient where case_id = ${ash.caseId})`,
    ],
  ],
  [
    'who leads has another name',
    () => [sql`update people.account set display_name = 'Dr Morgan Vale-Sample' where username = 'dr.vale'`],
  ],
  [
    'somebody else leads with them',
    () => [
      sql`insert into people.circle (case_id, account_id, capacity, basis)
        select ${ash.caseId}, id, 'responsible_clinician', 'leads' from people.account where username = 'dr.finch'`,
    ],
  ],
  [
    'somebody leads no more',
    () => [
      sql`update people.circle set until_on = access.today() where case_id = ${ash.caseId} and basis = 'leads'`,
    ],
  ],
  [
    'they are known by another name too',
    () => [
      sql`update people.person set other_names = 'Oak' where id = (select person_id from people.case where id = ${ash.caseId})`,
    ],
  ],
  [
    'they have another reference',
    () => [sql`update casework.patient set mhcs_reference = 'EX/9001' where case_id = ${ash.caseId}`],
  ],
  [
    'their case is closed',
    () => [sql`update people.case set closed_on = access.today() where id = ${ash.caseId}`],
  ],
  ['it is open again', () => [sql`update people.case set closed_on = null where id = ${ash.caseId}`]],
];
for (const [what, change] of patientChanges) {
  test(`a care team’s list says at once that ${what}`, async () => {
    const before = await patients();
    await inOne(...change());
    assert.notDeepEqual(await patients(), before);
  });
}

test('an application that is begun stands in the list of the care team', async () => {
  const before = await patients();
  await aLeaveApplication(site, { patient: 'bryn.sample' }).started();
  assert.notDeepEqual(await patients(), before);
});

test('a draft is on no worklist', async () => {
  const before = await listed();
  await aLeaveApplication(site, { patient: 'ash.example' }).started();
  assert.deepEqual(await listed(), before);
});

test('two who change one case at the same moment leave both changes on the worklist', async () => {
  const application = await aLeaveApplication(site, { patient: 'gale.placeholder' }).submitted();
  for (let turn = 0; turn < 10; turn += 1) {
    await Promise.all([
      inOne(sql`update casework.document set due_on = due_on + 1 where id = ${application.id}`),
      inOne(
        sql`insert into casework.patient_flags as f (case_id, noteworthy) values (${application.caseId}, true)
        on conflict (case_id) do update set noteworthy = not f.noteworthy`,
      ),
    ]);
    await listed();
  }
});

test('the worklist is read in the order of the triage of 2018: critical work first, community leave last', async () => {
  await aLeaveApplication(site, {
    patient: 'lark.draft',
    answers: { leaveTypes: ['compassionate-day', 'escorted-day'] },
  }).submitted();
  await aRequestSent(site, {
    ...{ kind: 'transfer', patient: 'haven.model' },
    answers: { accepted: 'yes', acceptedOn: String(testDay), transferKind: 'level-transfer' },
  });
  const sky = await site.as('lee.warrant');
  const page = (await sky.get('/mhcs/worklist?team=all&sort=priority')).text();
  const places = [/Critical/, /Fast track/, /Community leave/].map(words => page.search(words));
  assert.deepEqual(
    places.toSorted((one, other) => one - other),
    places,
  );
  assert.ok(places.every(place => place > 0));
  const down = (await sky.get('/mhcs/worklist?team=all&sort=priority&way=down')).text();
  assert.ok(down.search(/Community leave/) < down.search(/Critical/));
});

test('what somebody has in hand is counted as the list of it shows it: what waits for a view is theirs too', async () => {
  const patient = await site.as('bryn.sample');
  const [bryn] = await inOne(
    sql<{ id: number; name: string }>`select k.id, a.display_name as name from people.case k
      join people.account a on a.person_id = k.person_id where a.username = 'bryn.sample'`,
  );
  assert.ok(bryn);
  const sent = await sendsRequest(patient, await writesRequest(patient, { caseId: bryn.id }), bryn.name);
  const has = async () => {
    const lee = await site.as('lee.warrant');
    const all = await lee.transaction(tx => readColleagues(tx));
    const { people } = await lee.transaction(tx => readWorkload(tx, { team: undefined, today: testDay }));
    const isRobin = ({ name }: { name: string }) => name.startsWith('Robin Quill');
    return [all.find(isRobin)?.open, people.find(isRobin)?.applications];
  };
  const before = await has();
  await inOne(
    sql`update casework.document set caseworker_id = (select id from people.account where username = 'robin.quill') where id = ${sent}`,
  );
  assert.deepEqual(
    await has(),
    before.map(count => (count ?? 0) + 1),
  );
});
