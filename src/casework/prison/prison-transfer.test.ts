import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { refusedWith, rowsOf, standing } from '../../../test/deciding.ts';
import { decided, remembering } from '../../../test/decisions.ts';
import { someWords, stageOf } from '../../../test/leave-applications.ts';
import { aPrisoner, begunTransfer, reported, writePart } from '../../../test/prison-transfers.ts';
import { asWorker } from '../../platform/database/index.ts';
import { textIn } from '../../platform/language/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { onlyWhoLeads } from '../clinical/who-leads.ts';
import { countClocks } from '../clocks/commands/count-clocks.ts';
import { invite, say, submit } from '../demonstration/play.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { movePaths } from '../moves/paths.ts';
import { movesOfCase } from '../moves/queries/read-moves.ts';
import { registerPaths } from '../register/paths.ts';
import { prisonPaths as paths } from './paths.ts';

let site: TestSite;
let wyn: Visitor;
let moss: Visitor;
let vale: Visitor;
let robin: Visitor;
before(async () => {
  site = remembering(await aSite());
  [wyn, moss, vale, robin] = await Promise.all([
    site.as('wyn.latch'),
    site.as('dr.moss'),
    site.as('dr.vale'),
    site.as('robin.quill'),
  ]);
});
after(() => site.close());

const population = async () => {
  const rows = await robin.transaction(async tx => {
    const counted = await sql<{ n: number }>`select coalesce(sum(patients), 0)::int as n
      from casework.register_as_at(access.today())`.execute(tx.db);
    return counted.rows;
  });
  return rows[0]?.n ?? 0;
};
const entry = async (caseId: number) => {
  const [row] = await rowsOf<{ status: string; authority: string; hospital: string; ward: string | null }>(
    site,
    sql`select p.status, p.authority, p.hospital_name as hospital, w.name as ward from casework.patient p
      left join people.unit w on w.id = p.ward_id where p.case_id = ${caseId}`,
  );
  return row;
};
const authorities = (caseId: number) =>
  rowsOf<{ kind: string; order: string; received: string; release: string | null; struck: boolean }>(
    site,
    sql`select kind, order_on as "order", received_on as received, release_on as release, struck_out as struck
      from casework.authority where case_id = ${caseId} and superseded_by is null order by id`,
  );
const clocks = async (caseId: number) => {
  await asWorker(site.database.pools, 'test', tx => countClocks(tx, caseId, testDay));
  return rowsOf<{ due: string; inForce: boolean }>(
    site,
    sql`select due_on as due, in_force as "inForce" from casework.clock where case_id = ${caseId} and kind = 'prison-transfer'`,
  );
};
const unitNamed = async (name: string) => {
  const [unit] = await rowsOf<{ id: number }>(site, sql`select id from people.unit where name = ${name}`);
  return String(unit?.id);
};

const accountOf = async (username: string) => {
  const [account] = await rowsOf<{ id: number }>(
    site,
    sql`select id from people.account where username = ${username}`,
  );
  return String(account?.id);
};

let rowan: { caseId: number; username: string };
let id = 0;

test('the healthcare of a prison registers somebody, who has no authority and is counted nowhere as a patient', async () => {
  const before = await population();
  const empty = await wyn.post(paths.register(), { family: '', prison: 'A12', unit: '' }, paths.register());
  assert.equal(empty.status, 422);
  assert.match(empty.text(), /Write the family name/);
  assert.match(empty.text(), /A prison number is a letter, 4 digits and 2 letters/);
  assert.ok(empty.html.includes('value="A12"'), 'what was typed stays');
  rowan = await aPrisoner(site, wyn, 'Canary');
  assert.deepEqual(await entry(rowan.caseId), {
    ...{ status: 'before', authority: 'none', hospital: 'Fennmarsh Prison', ward: null },
  });
  assert.equal(await population(), before);
  assert.deepEqual(await authorities(rowan.caseId), []);
  assert.match((await wyn.get(clinicalPaths.patients())).text(), /CANARY, Rowan/);
  const seen = await robin.get(mhcsPaths.case(rowan.caseId));
  assert.match(seen.text(), /In prison; not a restricted patient/);
  assert.equal((await robin.get(registerPaths.entry(rowan.caseId))).status, 200);
  assert.equal(
    (await vale.get(clinicalPaths.patient(rowan.caseId))).status,
    404,
    'no hospital knows of them',
  );
  const mine = await (await site.as(rowan.username)).get(registerPaths.mine());
  assert.match(mine.text(), /You are not a restricted patient/);
});

test('nobody registers somebody in a prison that is not theirs, by the page or past it', async () => {
  assert.equal((await vale.get(paths.register())).status, 404);
  const unit = await unitNamed('Fennmarsh Prison');
  await refusedWith(
    vale.transaction(tx =>
      sql`select casework.register_prisoner(${JSON.stringify({ prison: Number(unit), familyName: 'X', givenNames: '', numbers: [] })}::jsonb)`.execute(
        tx.db,
      ),
    ),
    'prison.refusal.otherPrison',
  );
});

test('the referral is begun with what is known, the hospital is asked for a bed and sees the request from then on', async () => {
  id = await begunTransfer(wyn, rowan.caseId);
  const first = await wyn.get(clinicalPaths.section(id, 'A1'));
  assert.ok(first.html.includes('value="Fennmarsh Prison"'));
  assert.doesNotMatch((await wyn.get(clinicalPaths.application(id))).text(), /days ago/);
  await writePart(wyn, id, { part: 'A' });
  const page = await wyn.get(clinicalPaths.application(id));
  assert.match(page.text(), /first asked for 9 days ago\. No time is set by law yet/);
  assert.match((await wyn.get(clinicalPaths.patient(rowan.caseId))).text(), /sentenced \(s47\/49\)/);
  assert.deepEqual(await clocks(rowan.caseId), [
    { due: testDay.add({ days: 19 }).toString(), inForce: false },
  ]);
  const pat = await site.as('pat.ledger');
  assert.equal((await pat.get(clinicalPaths.application(id))).status, 404);
  assert.equal((await wyn.post(paths.bed(id), { unit: '' }, paths.bed(id))).status, 422);
  const unit = await unitNamed('Larkmoor Hospital');
  const elsewhere = { unit, clinician: await accountOf('dr.finch') };
  assert.equal((await wyn.post(paths.bed(id), elsewhere, paths.bed(id))).status, 409, 'not of that hospital');
  const asked = await wyn.post(paths.bed(id), { unit, clinician: await accountOf('dr.vale') }, paths.bed(id));
  assert.equal(asked.location, clinicalPaths.application(id));
  assert.equal((await pat.get(clinicalPaths.application(id))).status, 200);
});

test('who is refused is told whose it is: the prison’s healthcare leads it, and no clinician does', async () => {
  for (const language of ['en', 'cy'] as const)
    assert.match(
      textIn(language, false)(onlyWhoLeads('prison transfer')),
      language === 'en' ? /^Only the prison’s healthcare can/ : /^Dim ond gofal iechyd y carchar/,
    );
  const refused = await vale.get(clinicalPaths.submit(id));
  assert.equal(refused.status, 403);
  assert.match(refused.text(), /Only the prison’s healthcare can do this/);
});

test('one doctor does not write both reports, and neither goes out without the other', async () => {
  await writePart(moss, id, { part: 'B' });
  await refusedWith(writePart(moss, id, { part: 'C' }), 'parts.refusal.another');
  const stage = stageOf(site);
  const played = { id, caseId: rowan.caseId, occasionId: 0, patient: rowan.username, clinician: 'wyn.latch' };
  await assert.rejects(submit(stage, played), /PT-2/);
});

test('the person is asked, the second doctor and the hospital sign, and the healthcare sends it', async () => {
  const [row] = await rowsOf<{ occasion: number }>(
    site,
    sql`select occasion_id as occasion from casework.document where id = ${id}`,
  );
  const played = {
    ...{ id, caseId: rowan.caseId, occasionId: row?.occasion ?? 0 },
    ...{ patient: rowan.username, clinician: 'wyn.latch' },
  };
  const stage = stageOf(site);
  await invite(stage, played);
  const mine = await (await site.as(rowan.username)).get(`/my/documents/${id}`);
  assert.match(mine.text(), /This is about Rowan Canary\. Somebody asks/);
  await say(stage, played, someWords);
  await writePart(vale, id, { part: 'C', answers: { ...reported, doctor2Gmc: '7000001' } });
  await writePart(await site.as('pat.ledger'), id, { part: 'D' });
  await assert.rejects(submit(stage, played), /PT-3/, 'the same doctor twice');
  await refusedWith(sendPast({ doctor2Gmc: '7000001' }), 'prison.refusal.sameDoctor');
  await refusedWith(sendPast({ doctor2Gmc: '7000002', doctor1Approved: 'no' }), 'prison.refusal.notApproved');
  await refusedWith(sendPast({ doctor2Gmc: '7000002', doctor2Findings: '' }), 'prison.refusal.reports');
  await rowsOf(site, sql`alter table casework.open_answers disable trigger own_hand`);
  await rowsOf(
    site,
    sql`update casework.open_answers set answers = answers || '{"doctor2Gmc": "7000002"}' where document_id = ${id} and section = 'C1'`,
  );
  await rowsOf(site, sql`alter table casework.open_answers enable trigger own_hand`);
  await submit(stage, played);
  assert.equal((await standing(site, id))?.state, 'submitted');
  const list = await (await site.as('lee.warrant')).get('/mhcs/worklist');
  assert.match(list.text(), /CANARY, Rowan/);
});

/** Sends it past the program, with some of the answers changed; nothing of it stays. */
async function sendPast(change: Record<string, string>): Promise<void> {
  await rowsOf(
    site,
    sql`do $$ declare said jsonb; begin
      select jsonb_object_agg(k.key, k.value) into said from casework.open_answers o, jsonb_each(o.answers) k where o.document_id = ${sql.lit(id)};
      insert into casework.submission (document_id, case_id, round, answers, sight_confirmed_on, signed_name, signed_on, submitted_by)
        select id, case_id, round, said || ${sql.lit(JSON.stringify(change))}::jsonb, access.today(), 'X', access.today(), created_by
        from casework.document where id = ${sql.lit(id)};
      update casework.document set state = 'submitted' where id = ${sql.lit(id)};
    end $$`,
  );
}

test('two people decide with the test of section 47, the warrant goes out, and every word is answered', async () => {
  const deciding = {
    ...{ granted: ['prison-sentenced'], conditions: [], answerConditions: [], authorisedBy: 'drew.sealing' },
    answer: 'You will go to Larkmoor Hospital.',
  };
  await assert.rejects(decided(site, { id }, deciding), /test/);
  await decided(site, { id }, { ...deciding, testMet: true, testWhy: 'Both doctors say so.' });
  const [warrant] = await rowsOf<{ form: string; power: string; hospital: string; to: string; id: number }>(
    site,
    sql`select id, form, power, hospital, to_place as "to" from casework.instrument where document_id = ${id}`,
  );
  assert.deepEqual(
    [warrant?.form, warrant?.power, warrant?.hospital, warrant?.to],
    [
      ...['warrant', 'Mental Health Act 1983, sections 47 and 49', 'Fennmarsh Prison'],
      'Larkmoor Hospital\nHeron Ward',
    ],
  );
  assert.equal((await wyn.get(`/instruments/${warrant?.id}`)).status, 200, 'who hands the person over');
  const answer = (await (await site.as(rowan.username)).get(`/my/documents/${id}/answer`)).text();
  assert.match(answer, /You will go to hospital for treatment/);
  assert.match(answer, /Larkmoor Hospital/);
  for (const path of [`/documents/${id}/print`, `/instruments/${warrant?.id}`])
    assert.equal((await wyn.get(path)).status, 200, path);
});

test('with the admission the authority begins, the case follows the person, and the prison reads no more', async () => {
  const [move] = await robin.transaction(tx => movesOfCase(tx, rowan.caseId));
  assert.ok(move);
  const path = movePaths.move(move.id);
  const arrival = {
    ...{
      toPlace: 'Larkmoor Hospital',
      unit: await unitNamed('Heron Ward'),
      clinician: await accountOf('dr.vale'),
    },
    ...dayBoxes('actual', testDay),
  };
  const before = await population();
  assert.equal((await robin.post(movePaths.happened(move.id), arrival, path)).status, 303);
  assert.deepEqual(await authorities(rowan.caseId), [
    {
      ...{ kind: 's47/49', order: testDay.toString(), received: testDay.toString() },
      ...{ release: null, struck: false },
    },
  ]);
  assert.deepEqual(await entry(rowan.caseId), {
    ...{ status: 'in hospital', authority: 's47/49', hospital: 'Larkmoor Hospital', ward: 'Heron Ward' },
  });
  assert.equal(await population(), before + 1);
  assert.equal((await wyn.get(clinicalPaths.patient(rowan.caseId))).status, 404);
  assert.equal((await (await site.as('jo.thimble')).get(clinicalPaths.patient(rowan.caseId))).status, 200);
  assert.deepEqual(await clocks(rowan.caseId), [], 'the person is there');
});

test('an admission that never was takes its authority with it, and the prison stands in the case again', async () => {
  const [moved] = await rowsOf<{ id: number }>(
    site,
    sql`select id from casework.movement where case_id = ${rowan.caseId} and superseded_by is null`,
  );
  await rowsOf(
    site,
    sql`insert into casework.movement (case_id, kind, outcome, authorised_on, actual_on, corrects, struck_out)
      select case_id, kind, outcome, authorised_on, actual_on, id, true from casework.movement where id = ${moved?.id}`,
  );
  assert.deepEqual(
    (await authorities(rowan.caseId)).map(({ struck }) => struck),
    [true],
  );
  assert.deepEqual(await entry(rowan.caseId), {
    ...{ status: 'before', authority: 'none', hospital: 'Fennmarsh Prison', ward: null },
  });
  assert.equal((await wyn.get(clinicalPaths.patient(rowan.caseId))).status, 200);
  assert.equal((await (await site.as('jo.thimble')).get(clinicalPaths.patient(rowan.caseId))).status, 404);
});

const onPaper = (change: Record<string, string> = {}) => ({
  ...{ custodyKind: 'prison-remand', heldAt: 'Fennmarsh Prison', purpose: 'He does not eat.' },
  ...dayBoxes('requestedOn', testDay.subtract({ days: 30 })),
  ...{ 'releaseOn-day': '', 'releaseOn-month': '', 'releaseOn-year': '' },
  ...{
    doctor1Name: 'Dr A Paper',
    doctor1Gmc: '7000003',
    doctor1Approved: 'yes',
    doctor1Findings: 'Psychotic.',
  },
  ...dayBoxes('doctor1Seen', testDay.subtract({ days: 3 })),
  ...{
    doctor2Name: 'Dr B Paper',
    doctor2Gmc: '7000004',
    doctor2Approved: 'no',
    doctor2Findings: 'The same.',
  },
  ...dayBoxes('doctor2Seen', testDay.subtract({ days: 2 })),
  ...{ receivingHospital: 'Brackenfield Hospital', receivingWard: 'Otter Ward', bedSaidBy: 'Dr Finch' },
  ...dayBoxes('bedBy', testDay.add({ days: 2 })),
  ...{ asked: 'Nobody has asked him yet.', ...change },
});

test('the section registers somebody and enters what came on paper, which two doctors have to have signed', async () => {
  const unit = await unitNamed('Fennmarsh Prison');
  const typed = {
    family: 'Remand',
    given: 'Tarn',
    prison: 'a1234bc',
    nhs: '',
    pnc: '',
    mhcs: 'ex/pt1',
    unit,
  };
  const seen = await robin.post(paths.register(), { ...typed, unit: '' }, paths.register());
  assert.equal(seen.status, 303, 'there is but one prison');
  const caseId = Number(/(\d+)$/.exec(seen.location ?? '')?.[1]);
  const other = await robin.post(paths.register(), { ...typed, family: 'Second' }, paths.register());
  assert.equal(other.status, 422, 'the reference is taken');
  const form = await robin.get(paths.paper(caseId));
  assert.ok(form.html.includes('value="Fennmarsh Prison"'));
  const wrong: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{ doctor2Name: '' }, /There is a problem Second doctor: name/],
    [{ doctor2Gmc: '7000003' }, /Two doctors have to report/],
    [{ doctor1Approved: 'no' }, /Neither doctor is approved/],
    [dayBoxes('doctor1Seen', testDay.subtract({ days: 60 })), /more than 28 days ago/],
    [dayBoxes('bedBy', testDay.subtract({ days: 1 })), /Ask the hospital again/],
    [dayBoxes('requestedOn', testDay.add({ days: 1 })), /lies in the future/],
  ];
  for (const [change, says] of wrong) {
    const page = await robin.post(paths.paper(caseId), onPaper(change), paths.paper(caseId));
    assert.equal(page.status, 422);
    assert.match(page.text(), says);
    assert.ok(page.html.includes('Psychotic.'), 'what was typed stays');
  }
  const sent = await robin.post(paths.paper(caseId), onPaper(), paths.paper(caseId));
  assert.equal(sent.status, 303, sent.text());
  const document = Number(/\/(\d+)/.exec(sent.location ?? '')?.[1]);
  assert.equal((await standing(site, document))?.state, 'submitted');
  const page = await robin.get(mhcsPaths.application(document));
  assert.match(page.text(), /first asked for 30 days ago\. No time is set by law yet/);
  assert.match(page.text(), /Nobody has asked him yet/);
  assert.equal(
    (await robin.post(paths.leave(caseId), {}, paths.paper(caseId))).status,
    409,
    'it is under way',
  );
  await decided(
    site,
    { id: document },
    {
      ...{ granted: ['prison-remand'], conditions: [], answerConditions: [], authorisedBy: 'drew.sealing' },
      ...{ testMet: true, testWhy: 'Urgent: he does not eat.' },
    },
  );
  const [move] = await robin.transaction(tx => movesOfCase(tx, caseId));
  assert.ok(move);
  const happened = { ...dayBoxes('actual', testDay), toPlace: 'Brackenfield Hospital', clinician: '' };
  await robin.post(movePaths.happened(move.id), { ...happened, unit: '' }, movePaths.move(move.id));
  assert.deepEqual(
    (await authorities(caseId)).map(({ kind, received }) => [kind, received]),
    [['s48/49 remand', testDay.toString()]],
  );
});

test('for somebody in prison nothing else is asked, and a case in which nobody moves is closed', async () => {
  const ida = await aPrisoner(site, wyn, 'Stays');
  await refusedWith(
    rowsOf(
      site,
      sql`with o as (insert into voice.occasion (case_id, room) values (${ida.caseId}, 'casework') returning id)
        insert into casework.document (case_id, kind, occasion_id, team_id, form_version, created_by)
        select p.case_id, 'leave application', o.id, p.team_id, 'leave-application-2024 1', a.id
        from o, casework.patient p, people.account a where p.case_id = ${ida.caseId} and a.username = 'dr.vale'`,
    ),
    'prison.refusal.onlyTransfer',
  );
  const path = paths.paper(ida.caseId);
  assert.match((await robin.get(path)).text(), /Nobody moves/);
  assert.equal((await robin.post(paths.leave(ida.caseId), {}, path)).status, 303);
  assert.equal((await robin.post(paths.paper(ida.caseId), onPaper(), mhcsPaths.worklist())).status, 409);
  assert.ok(!(await wyn.get(clinicalPaths.patient(ida.caseId))).html.includes('prison-transfer'));
});
