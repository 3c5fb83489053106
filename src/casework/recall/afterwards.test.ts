import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, momentOn, testDay } from '../../../test/days.ts';
import { roundTrips, rowsOf } from '../../../test/deciding.ts';
import { decided } from '../../../test/decisions.ts';
import { discharge, supervisors } from '../../../test/discharge-reports.ts';
import { someWords, stageOf } from '../../../test/leave-applications.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { fixedClock } from '../../platform/time/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { fill, invite, say, start, submit } from '../demonstration/play.ts';
import { countClocksJob } from '../jobs/count-clocks.ts';
import { movePaths } from '../moves/paths.ts';
import { movesOfCase } from '../moves/queries/read-moves.ts';
import { registerPaths } from '../register/paths.ts';
import { recallClocks } from '../rules/clocks/recall-duties.ts';
import { supervisorsStayUntil } from '../rules/recall/supervisors-stay.ts';

/** Somebody comes back: to which hospital, to whom, and what is due from then on. */

let site: TestSite;
let robin: Visitor;
let caseId = 0;
before(async () => {
  site = await aSite();
  robin = await site.as('robin.quill');
  caseId = await discharge(site, 'ash.example', 400);
});
after(() => site.close());

const returned = testDay.subtract({ days: 1 });
const ago = (days: number) => testDay.subtract({ days }).toString();
const place = () =>
  rowsOf<{ hospital: string; ward: string | null; place: string; status: string }>(
    site,
    sql`select p.hospital_name as hospital, w.name as ward, p.named_place as place, p.status from casework.patient p
      left join people.unit w on w.id = p.ward_id where p.case_id = ${caseId}`,
  ).then(([row]) => row);
/** Who stands in the case on a day, besides the person and their helpers. */
const circleOn = (day: Temporal.PlainDate) =>
  rowsOf<{ who: string }>(
    site,
    sql`select coalesce(a.username, u.name) || ' as ' || c.capacity as who from people.circle c
      left join people.account a on a.id = c.account_id left join people.unit u on u.id = c.unit_id
      where c.case_id = ${caseId} and c.capacity in ('responsible_clinician', 'ward_staff', 'mha_office',
          'social_supervisor', 'clinical_supervisor')
        and (c.until_on is null or c.until_on > ${day.toString()}::date) order by 1`,
  ).then(rows => rows.map(({ who }) => who));
const both = [`${supervisors.clinical} as clinical_supervisor`, `${supervisors.social} as social_supervisor`];
async function clocks() {
  const clock = fixedClock(momentOn(testDay));
  const signal = new AbortController().signal;
  await runOne({ ...site.database, clock }, countClocksJob, { payload: { case: caseId }, signal });
  return rowsOf<{ kind: string; startedOn: string; dueOn: string; opensOn: string | null }>(
    site,
    sql`select kind, started_on as "startedOn", due_on as "dueOn", opens_on as "opensOn"
      from casework.clock where case_id = ${caseId} order by kind`,
  );
}
const conditions = () =>
  rowsOf<{ liftedBy: string | null }>(
    site,
    sql`select lifted_by as "liftedBy" from casework.discharge_condition where case_id = ${caseId} order by id`,
  ).then(rows => rows.map(({ liftedBy }) => liftedBy));
const strike = async () => {
  const [row] = await rowsOf<{ id: number }>(
    site,
    sql`select id from casework.movement where case_id = ${caseId} and kind = 'recall' and superseded_by is null
      and not struck_out`,
  );
  const path = registerPaths.movement(caseId, row?.id ?? 0);
  await robin.post(path, { strike: 'yes', kind: 'recall', ...dayBoxes('actual', returned) }, path);
};

test('a discharge of more than a year ago has its report, its right to apply, and no annual report', async () => {
  const sol = await site.as(supervisors.social);
  const page = await sol.get(clinicalPaths.patient(caseId));
  assert.ok(page.html.includes(clinicalPaths.start(caseId, 'discharge-report')));
  const kinds = (await clocks()).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['discharge-report', 'window-discharged']);
});

test('once the return is recorded, the hospital, the ward and the care team are those of the warrant', async () => {
  const stage = stageOf(site);
  const played = await start(stage, 'ash.example', 'recall');
  await fill(stage, played, {
    ...{ evidenceOn: ago(3), groundsOn: ago(2) },
    ...{ receivingHospital: 'Brackenfield Hospital', receivingWard: 'Otter Ward' },
  });
  await invite(stage, played);
  await say(stage, played, someWords);
  await submit(stage, played);
  await decided(site, played, { authorisedBy: 'lee.warrant', conditions: [] });
  await rowsOf(
    site,
    sql`update casework.authorised_move set authorised_on = ${ago(1)} where case_id = ${caseId}`,
  );
  const [move] = await robin.transaction(tx => movesOfCase(tx, caseId));
  const path = movePaths.move(move?.id ?? 0);
  const page = await robin.get(path);
  assert.match(page.html, /<option value="\d+" selected>Brackenfield Hospital, Otter Ward/);
  assert.match(page.html, /value="Otter Ward"/, 'the place as it is named from now on');
  assert.match(page.text(), /stay in the case for 3 months from the return/);
  assert.ok(roundTrips(page) <= 4);
  // As on a page that was drawn before the hospital was in the list: the warrant still says where.
  const sent = await robin.post(
    movePaths.happened(move?.id ?? 0),
    { ...dayBoxes('actual', returned), toPlace: 'Otter Ward', unit: '', clinician: '' },
    path,
  );
  assert.equal(sent.status, 303);
  assert.deepEqual(await place(), {
    ...{ hospital: 'Brackenfield Hospital', ward: 'Otter Ward', place: 'Otter Ward', status: 'in hospital' },
  });
  assert.deepEqual(await conditions(), ['recall', 'recall']);
  assert.deepEqual(await circleOn(testDay), [
    'Brackenfield Hospital as mha_office',
    'Otter Ward as ward_staff',
    both[0],
    'dr.vale as responsible_clinician',
    both[1],
  ]);
});

test('supervisors stay for the time of the rule, and go by themselves', async () => {
  const until = supervisorsStayUntil(returned);
  const [held] = await rowsOf<{ day: string }>(
    site,
    sql`select casework.supervisors_stay_until(${returned.toString()}) as day`,
  );
  assert.equal(held?.day, until.toString(), 'the database counts as the rule does');
  assert.ok((await circleOn(until.subtract({ days: 1 }))).includes(both[0] ?? ''));
  assert.ok(!(await circleOn(until)).some(who => both.includes(who)));
  const sol = await site.as(supervisors.social);
  const page = await sol.get(clinicalPaths.patient(caseId));
  assert.equal(page.status, 200);
  assert.ok(
    !page.html.includes(clinicalPaths.start(caseId, 'discharge-report')),
    'and write no more reports',
  );
});

test('the year of the annual report and the time to apply begin anew with the return; discharge reports end', async () => {
  const found = (await clocks()).filter(({ kind }) => !recallClocks.includes(kind));
  const of = (kind: string) => found.find(one => one.kind === kind);
  assert.deepEqual(
    found.map(({ kind }) => kind),
    ['annual-report', 'recall-reference', 'reference-in-hospital', 'window-in-hospital'],
  );
  for (const one of found) assert.equal(one.startedOn, returned.toString(), one.kind);
  assert.equal(of('annual-report')?.dueOn, returned.add({ years: 1 }).toString());
  assert.equal(of('window-in-hospital')?.opensOn, returned.add({ months: 6 }).toString());
  assert.equal(of('recall-reference')?.dueOn, returned.add({ months: 1 }).toString());
});

test('a return that was recorded by mistake gives everything back: the hospital, the circle and the reports', async () => {
  await strike();
  assert.deepEqual(await place(), {
    ...{ hospital: 'Larkmoor Hospital', ward: 'Heron Ward', place: 'Otter Ward' },
    status: 'conditionally discharged',
  });
  const circle = await circleOn(testDay.add({ years: 5 }));
  assert.deepEqual(
    circle.filter(who => both.includes(who)),
    both,
  );
  assert.ok((await clocks()).some(({ kind }) => kind === 'discharge-report'));
  assert.deepEqual(await conditions(), [null, null], 'the conditions hold on');
});

test('the section names another place: then it is that place, and a new discharge keeps the supervisors', async () => {
  const [move] = await robin.transaction(tx => movesOfCase(tx, caseId));
  assert.equal(move?.state, 'stands');
  const path = movePaths.move(move?.id ?? 0);
  const fields = { ...dayBoxes('actual', returned), unit: '', clinician: '' };
  await robin.post(movePaths.happened(move?.id ?? 0), { ...fields, toPlace: 'A place unknown here' }, path);
  assert.equal((await place())?.hospital, 'Larkmoor Hospital', 'what is not known here moves nothing');
  await strike();
  await robin.post(
    movePaths.happened(move?.id ?? 0),
    { ...fields, toPlace: 'Larkmoor Hospital, Heron Ward' },
    path,
  );
  assert.deepEqual(
    [(await place())?.ward, (await circleOn(testDay)).includes('Heron Ward as ward_staff')],
    ['Heron Ward', true],
  );
  assert.ok(!(await circleOn(supervisorsStayUntil(returned))).some(who => both.includes(who)));
  await robin.post(
    registerPaths.movements(caseId),
    {
      ...{ kind: 'conditional discharge by the tribunal', outcome: '' },
      ...{ ...dayBoxes('authorised', testDay), ...dayBoxes('actual', testDay) },
    },
    registerPaths.entry(caseId),
  );
  assert.equal((await place())?.status, 'conditionally discharged');
  assert.ok((await circleOn(supervisorsStayUntil(returned))).includes(both[1] ?? ''));
});
