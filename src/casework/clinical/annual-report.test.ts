import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { anAnnualReport } from '../../../test/annual-reports.ts';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { aLeaveApplication, someWords } from '../../../test/leave-applications.ts';
import { aRequestSent } from '../../../test/requests.ts';
import { wholeForm } from '../../../test/whole-form.ts';
import { asOwner } from '../../platform/database/index.ts';
import { documentToWord } from '../../platform/documents/index.ts';
import { paragraphsOfWord } from '../../platform/documents/read-back.ts';
import { textIn } from '../../platform/language/index.ts';
import { readStatements } from '../../voice/index.ts';
import { applicationPaper } from './application-paper.ts';
import { withdrawApplication } from './commands/withdraw-application.ts';
import { clinicalPaths as paths } from './paths.ts';
import { readApplication } from './queries/read-application.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const owner = <T>(work: Parameters<typeof asOwner<T>>[1]) => asOwner(site.database.adminUrl, work);
const caseOf = (username: string) =>
  owner(async db => {
    const { rows } = await sql<{ id: number }>`select k.id from people.case k
      join people.account a on a.person_id = k.person_id where a.username = ${username}`.execute(db);
    return rows[0]?.id ?? 0;
  });
const row = (id: number) =>
  owner(db => db.selectFrom('casework.document').selectAll().where('id', '=', id).executeTakeFirstOrThrow());
const idIn = (location: string | undefined) => Number(/\/documents\/(\d+)/.exec(location ?? '')?.[1]);
const begin = async (who: Visitor, caseId: number) =>
  who.post(paths.start(caseId, 'annual-report'), {}, paths.patient(caseId));
const withdraw = (who: Visitor, id: number) =>
  who.transaction(async tx => withdrawApplication(tx, await readApplication(tx, id), 'Begun by mistake.'));

test('the clinician and the Mental Health Act office begin the report, nobody else, and one at a time', async () => {
  const caseId = await caseOf('bryn.sample');
  const [vale, pat, jo] = await Promise.all(['dr.vale', 'pat.ledger', 'jo.thimble'].map(site.as));
  assert.ok(vale && pat && jo);
  assert.ok(!(await jo.get(paths.patient(caseId))).html.includes(paths.start(caseId, 'annual-report')));
  const begun = await begin(pat, caseId);
  const id = idIn(begun.location);
  assert.equal((await row(id)).kind, 'annual report');
  const page = await pat.get(paths.application(id));
  assert.match(page.text(), /Annual statutory report/);
  assert.ok(!page.html.includes(paths.submit(id)), 'only the clinician signs');
  const again = await begin(vale, caseId);
  assert.equal(again.status, 409);
  assert.match(again.text(), /One is being written already/);
  assert.ok(!(await vale.get(paths.patient(caseId))).html.includes(paths.start(caseId, 'annual-report')));
  await withdraw(vale, id);
  const other = idIn((await begin(vale, caseId)).location);
  assert.notEqual(other, id);
  await withdraw(vale, other);
});

test('a ward nurse is refused by the database too, whatever the program would let through', async () => {
  const caseId = await caseOf('haven.model');
  const nurse = await site.as('sam.tinder');
  await assert.rejects(
    nurse.transaction(async tx => {
      await sql`with o as (insert into voice.occasion (case_id, room) values (${caseId}, 'casework') returning id)
        insert into casework.document (case_id, kind, occasion_id, team_id, form_version, created_by)
        select ${caseId}, 'annual report', o.id, p.team_id, 'annual-report-2025 1', access.account_id()
        from o, casework.patient p where p.case_id = ${caseId}`.execute(tx.db);
    }),
    /row-level security/,
  );
});

test('a report begins with the clinical picture of the last document, each answer marked with its day', async () => {
  const leave = await aLeaveApplication(site, {
    answers: { diagnosis: 'Canary diagnosis 41c.' },
  }).submitted();
  const report = await anAnnualReport(site).started();
  const { clinician } = report;
  const list = await clinician.get(paths.application(report.id));
  assert.match(list.text(), /To confirm/);
  const page = await clinician.get(paths.section(report.id, '3'));
  assert.ok(page.html.includes('Canary diagnosis 41c.'));
  const mark = `Taken over from an earlier document. Last confirmed on ${written(testDay)}`;
  assert.ok(page.text().includes(mark));
  assert.match(page.text(), /Is this still true\?/);
  const nurse = await (await site.as('jo.thimble')).get(paths.section(report.id, '15'));
  assert.ok(!nurse.text().includes('closed'), 'of the closed part nothing is taken over to the ward');
  assert.ok(!(await clinician.get(paths.section(report.id, '1'))).text().includes('Is this still true?'));
  await withdraw(clinician, report.id);
  await withdraw(clinician, leave.id);
});

test('a document that asks little of the picture leaves the rest of it as it was said last', async () => {
  const whole = { patient: 'lark.draft', answers: { riskHistory: 'Canary history 63f.' } };
  const leave = await aLeaveApplication(site, whole).submitted();
  await withdraw(leave.clinician, leave.id);
  await aRequestSent(site, {
    ...{ kind: 'transfer', patient: 'lark.draft' },
    answers: { accepted: 'yes', acceptedOn: String(testDay), transferKind: 'level-transfer' },
  });
  const report = await anAnnualReport(site, { patient: 'lark.draft' }).started();
  const page = await report.clinician.get(paths.section(report.id, '9'));
  assert.ok(page.html.includes('Canary history 63f.'));
  assert.match(page.text(), /Last confirmed on/);
  await withdraw(report.clinician, report.id);
});

test('leave takes the picture over as the report does, and does not go out before it is confirmed', async () => {
  const first = await aLeaveApplication(site, {
    answers: { diagnosis: 'Canary diagnosis 52e.' },
  }).submitted();
  await withdraw(first.clinician, first.id);
  const next = await aLeaveApplication(site).started();
  const { clinician, id } = next;
  const page = await clinician.get(paths.section(id, '4c'));
  assert.ok(page.html.includes('Canary diagnosis 52e.'));
  assert.match(page.text(), /Last confirmed on/);
  const before = await clinician.get(paths.submit(id));
  assert.match(before.html, /sections\/\w+#confirmed/);
  assert.ok(!(await clinician.get(paths.section(id, '3c'))).text().includes('Is this still true?'));
  await withdraw(clinician, id);
});

const confirmed = (id: number, section: string) =>
  owner(async db => {
    const { rows } = await sql<{ left: string[] }>`select coalesce(array_agg(k order by k), '{}') as left
      from casework.open_answers o cross join jsonb_object_keys(o.carried) k
      where o.document_id = ${id} and o.section = ${section}`.execute(db);
    return rows[0]?.left ?? [];
  });

async function save(who: Visitor, id: number, section: string, change: Record<string, string>) {
  const path = paths.section(id, section);
  return who.post(path, { ...wholeForm(await who.get(path), path), ...change }, path);
}

test('what was taken over is confirmed section by section, by a tick and never by being typed over', async () => {
  const report = await anAnnualReport(site).started();
  const { clinician, id } = report;
  const keep = paths.keepSection(id, '3');
  const drawn = wholeForm(await clinician.get(paths.section(id, '3')), paths.section(id, '3'));
  await clinician.post(
    keep,
    { ...drawn, diagnosis: 'Changed while typing.', confirmed: 'yes' },
    paths.section(id, '3'),
  );
  assert.ok((await confirmed(id, '3')).includes('diagnosis'), 'what is kept by itself confirms nothing');
  assert.equal((await save(clinician, id, '3', { whyDetention: 'Canary: treatment goes on.' })).status, 303);
  assert.ok((await confirmed(id, '3')).includes('diagnosis'), 'the button alone confirms nothing');
  assert.equal((await save(clinician, id, '3', { confirmed: 'yes' })).status, 303);
  assert.deepEqual(await confirmed(id, '3'), []);
  assert.ok((await confirmed(id, '9')).length > 0, 'the other sections still wait');
  await withdraw(clinician, id);
});

test('gate AS-2: a report with an unconfirmed answer does not go out, by the page or past it', async () => {
  const report = await anAnnualReport(site).said();
  const { clinician, id } = report;
  await owner(db =>
    sql`update casework.open_answers set carried = '{"riskNow": "2025-10-01"}' where document_id = ${id} and section = '9'`.execute(
      db,
    ),
  );
  const page = await clinician.get(paths.submit(id));
  assert.match(page.text(), /One section has answers from an earlier document that nobody has confirmed/);
  assert.ok(page.html.includes(`${paths.section(id, '9')}#confirmed`));
  await assert.rejects(
    clinician.transaction(tx =>
      tx.db.updateTable('casework.document').set({ state: 'submitted' }).where('id', '=', id).execute(),
    ),
    { code: 'OW012' },
  );
  await withdraw(clinician, id);
});

test('the person is shown nothing of an earlier document that was not confirmed for this one', async () => {
  const report = await anAnnualReport(site).started();
  const { clinician, id } = report;
  await save(clinician, id, '3', { whyDetention: 'Canary: why he stays.' });
  await save(clinician, id, '8', { progress: 'Canary: good progress.', progressNext: 'More of it.' });
  await clinician.post(paths.words(id), {}, paths.words(id));
  const page = await report.person.get(`/my/documents/${id}`);
  assert.match(page.text(), /The yearly report about me/);
  assert.ok(page.html.includes('Canary: why he stays.'));
  assert.ok(!page.html.includes('Canary diagnosis 41c.'));
  await withdraw(clinician, id);
});

test('a report goes out signed with the person’s words, has no decision clock, and asks nobody outside', async () => {
  const report = await anAnnualReport(site).said();
  const { clinician, id } = report;
  assert.equal((await clinician.get(paths.consultations(id))).status, 404);
  const page = await clinician.get(paths.submit(id));
  for (const gate of ['AS-1', 'AS-2', 'AS-3', 'AS-4']) assert.ok(page.text().includes(gate), gate);
  assert.ok(!page.text().includes('LG-'));
  const sent = await clinician.post(
    paths.submit(id),
    { seen: 'yes', ...dayBoxes('sight', testDay), note: '', name: 'Dr Morgan Vale' },
    paths.submit(id),
  );
  assert.equal(sent.location, paths.application(id));
  const kept = await row(id);
  assert.deepEqual([kept.state, kept.due_on, kept.asked_for, kept.spoken], ['submitted', null, [], true]);
  const seen = await (await site.as('robin.quill')).get(`/mhcs/documents/${id}`);
  assert.match(seen.text(), /Annual statutory report/);
  for (const words of Object.values(someWords)) assert.ok(seen.html.includes(words), words);
  assert.ok(!seen.html.includes(`/mhcs/documents/${id}/information`), 'no clock, so nothing to pause');
});

test('the report on paper has the sections of the form in their order, and its words as they were said', async () => {
  const report = await anAnnualReport(site, { patient: 'bryn.sample' }).submitted();
  assert.equal((await report.clinician.get(paths.word(report.id))).status, 200);
  assert.equal((await report.clinician.get(paths.pdf(report.id))).status, 200);
  const paper = await report.clinician.transaction(async tx =>
    applicationPaper({
      file: await readApplication(tx, report.id),
      audience: 'closed',
      statements: await readStatements(tx, report.occasionId),
      t: textIn('en'),
    }),
  );
  const lines = paragraphsOfWord(await documentToWord(paper));
  const headings = [
    'The person and their detention',
    'Mental disorder, and why detention is still right',
    'Progress',
    'Leave taken in the last 12 months',
    someWords.progress,
  ];
  const places = headings.map(heading => lines.findIndex(line => line.includes(heading)));
  assert.ok(
    places.every((place, at) => place >= 0 && (at === 0 || place > (places[at - 1] ?? 0))),
    `${places}`,
  );
});

test('the page of a report says when it is due, by the clock of the case, and nothing once it was sent', async () => {
  const report = await anAnnualReport(site, { patient: 'haven.model' }).said();
  const { clinician, id, caseId } = report;
  const due = testDay.subtract({ days: 3 });
  await owner(db =>
    sql`insert into casework.clock (case_id, kind, started_on, due_on, soon_on, owed_by, rank, why, rule_version, source, team_id)
      select case_id, 'annual-report', ${due.subtract({ years: 1 }).toString()}, ${due.toString()}, ${due.toString()},
        'hospital', 5, 'clocks.why.order', '1983-1', 'a test', team_id from casework.patient where case_id = ${caseId}
      on conflict (case_id, kind, of) do update set due_on = excluded.due_on, soon_on = excluded.soon_on`.execute(
      db,
    ),
  );
  assert.ok(
    (await clinician.get(paths.application(id))).text().includes(`was due on ${written(due)}. It is late.`),
  );
  await clinician.post(
    paths.submit(id),
    { seen: 'yes', ...dayBoxes('sight', testDay), note: '', name: (await sentBy(id)) ?? '' },
    paths.submit(id),
  );
  assert.ok(!(await clinician.get(paths.application(id))).text().includes('It is late.'));
});

const sentBy = (id: number) =>
  owner(async db => {
    const { rows } = await sql<{ name: string }>`select a.display_name as name from casework.document d
      join people.account a on a.id = d.created_by where d.id = ${id}`.execute(db);
    return rows[0]?.name;
  });
