import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { anAnnualReport } from '../../../../test/annual-reports.ts';
import { aSite, type TestSite } from '../../../../test/browser-without-browser.ts';
import { standing, write } from '../../../../test/deciding.ts';
import { stageOf } from '../../../../test/leave-applications.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { draftDecision, issueAsRead, sendDecision } from '../../demonstration/decide.ts';
import { actorOf } from '../../demonstration/stage.ts';
import { askInformation } from '../commands/ask-information.ts';
import { openApplication } from '../queries/open-application.ts';
import { decisionPaths as paths } from './paths.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const noted = {
  kind: 'note',
  reasons: 'The report is complete. Progress is noted.',
  answer: 'We have read the report about you, and what you said about it.',
  conditions: [],
  answerConditions: [],
} as const;

test('a caseworker reads a report, answers each part, and notes it: one person is enough', async () => {
  const report = await anAnnualReport(site).submitted();
  const robin = await site.as('robin.quill');
  assert.match((await robin.get('/mhcs/worklist')).text(), /EXAMPLE, Ash.*Annual statutory report/);
  const draft = await robin.get(paths.decision(report.id));
  assert.match(draft.text(), /What becomes of the report/);
  for (const kind of ['Note it', 'Note it with a concern', 'Return to the responsible clinician'])
    assert.ok(draft.text().includes(kind), kind);
  assert.ok(!draft.html.includes('value="grant"') && !draft.html.includes('name="standard"'));
  await draftDecision(stageOf(site), report, { ...noted, conditions: [], answerConditions: [] });
  const send = await robin.get(paths.send(report.id));
  assert.match(send.text(), /You may issue this yourself/);
  const sent = await robin.fill(paths.send(report.id), {}, paths.send(report.id));
  assert.equal(sent.location, paths.authorise(report.id));
  const issued = await robin.fill(paths.authorise(report.id), {}, paths.authorise(report.id));
  assert.equal(issued.location, paths.decision(report.id));
  const stands = await standing(site, report.id);
  assert.deepEqual(
    [stands?.state, stands?.outcome, stands?.authoriser, stands?.level, stands?.closed, stands?.answered],
    ['decided', 'note', 'robin.quill', 1, true, true],
  );
  assert.deepEqual(stands?.rules.clocks, []);
  assert.ok(stands?.rules.gates.some(({ gate }) => gate === 'AS-2'));
  const answer = await report.person.get(`/my/documents/${report.id}/answer`);
  assert.match(answer.text(), /We have read the report about you/);
  assert.match(answer.text(), /Our answer about your yearly report/);
  assert.ok(!/leave/i.test(answer.text()), 'nothing is said of leave');
  const letter = await report.clinician.get(`/documents/${report.id}/decision`);
  assert.match(letter.text(), /The annual statutory report has been read and noted/);
});

test('a report is not closed while a part of what the person said has no reply, by the page or past it', async () => {
  const report = await anAnnualReport(site, { patient: 'bryn.sample' }).submitted();
  const stage = stageOf(site);
  const robin = await stage.as('robin.quill');
  const written = await write(robin, report.id, {
    ...{ kind: 'note', reasons: 'Noted.', answer: 'We have read it.', do: 'send' },
  });
  assert.equal(written.location, paths.send(report.id));
  assert.match((await robin.get(paths.send(report.id))).text(), /Still missing/);
  const moves = robin.transaction(async tx => {
    const to = async (state: 'awaiting authorisation' | 'issued') =>
      tx.db.updateTable('casework.decision').set({ state }).where('document_id', '=', report.id).execute();
    await to('awaiting authorisation');
    await to('issued');
  });
  await assert.rejects(moves, { code: 'OW003' });
});

test('a report cannot be granted, nor leave noted: the database knows what can become of each', async () => {
  const report = await anAnnualReport(site, { patient: 'haven.model' }).submitted();
  const robin = await site.as('robin.quill');
  const typed = await write(robin, report.id, { kind: 'grant', reasons: 'Yes.' });
  assert.equal(typed.status, 303);
  const kept = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('casework.decision').select('kind').where('document_id', '=', report.id).executeTakeFirst(),
  );
  assert.equal(kept?.kind, null, 'the page reads only what can become of a report');
  await assert.rejects(
    robin.transaction(tx =>
      tx.db
        .updateTable('casework.decision')
        .set({ kind: 'grant' })
        .where('document_id', '=', report.id)
        .execute(),
    ),
    { code: '23514' },
  );
});

test('a report about somebody flagged is issued by somebody high enough, and its author alone is not', async () => {
  const report = await anAnnualReport(site, { patient: 'gale.placeholder' }).submitted();
  const stage = stageOf(site);
  await sendDecision(stage, report, { ...noted, conditions: [], answerConditions: [] });
  const robin = await stage.as('robin.quill');
  await assert.rejects(
    robin.transaction(tx => issueAsRead(tx, stage, report)),
    /authorityLevel|level/,
  );
  const issued = await (await stage.as('lee.warrant')).transaction(tx => issueAsRead(tx, stage, report));
  assert.equal(issued.ok, true);
});

test('a report that is returned as incomplete comes again, and the words stay with it', async () => {
  const report = await anAnnualReport(site, { patient: 'lark.draft' }).submitted();
  const stage = stageOf(site);
  await sendDecision(stage, report, {
    ...noted,
    ...{ kind: 'return', by: 'bay.notary', answer: 'Something is missing in the report.' },
    ...{ conditions: [], answerConditions: [] },
  });
  const bay = await stage.as('bay.notary');
  assert.equal((await bay.transaction(tx => issueAsRead(tx, stage, report))).ok, true);
  const page = await report.clinician.get(`/documents/${report.id}`);
  assert.match(page.text(), /MHCS sent this report back/);
  await report.clinician.fill(`/documents/${report.id}/reopen`, {}, `/documents/${report.id}`);
  const mine = await report.person.get(`/my/documents/${report.id}`);
  assert.match(mine.text(), /The report went back to your doctor/);
});

test('no clock of a leave application is started on a report: it is returned, not asked about', async () => {
  const report = await anAnnualReport(site, { patient: 'ash.example' }).submitted();
  const robin = await site.as('robin.quill');
  const page = await robin.get(`/mhcs/documents/${report.id}/information`);
  assert.equal(page.status, 409);
  assert.match(page.text(), /A report in which something is missing is returned/);
  await assert.rejects(
    robin.transaction(async tx =>
      askInformation(tx, {
        ...{ application: await openApplication(tx, report.id), question: 'Why?' },
        ...{ actor: await actorOf(tx), today: stageOf(site).today },
      }),
    ),
    /noInformation/,
  );
});
