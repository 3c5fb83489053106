import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Visitor } from '../../../../test/browser-without-browser.ts';
import { testDay } from '../../../../test/days.ts';
import { refusedWith, sayMore, standing } from '../../../../test/deciding.ts';
import { awaitingAuthorisation, decided, drafted, readAll } from '../../../../test/decisions.ts';
import { actorOf } from '../../../../test/leave-applications.ts';
import {
  aSiteOfDecisions,
  drew,
  issueAs,
  robin,
  site,
  submitted,
} from '../../../../test/site-of-decisions.ts';
import { submitApplication } from '../../clinical/commands/submit-application.ts';
import { reopenApplication } from '../../clinical/commands/withdraw-application.ts';
import { clinicalPaths } from '../../clinical/paths.ts';
import { readApplication } from '../../clinical/queries/read-application.ts';
import { askInformation } from '../commands/ask-information.ts';
import { mhcsPaths } from '../paths.ts';
import { openApplication } from '../queries/open-application.ts';
import { answerPart } from './commands/answer-part.ts';
import { sendBack, takeBackDecision } from './commands/move-back.ts';
import { saveDraft } from './commands/save-draft.ts';

aSiteOfDecisions();

test('what came after it was sent is answered once it was taken back', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application);
  await sayMore(application, 'And the sea.');
  const write = () =>
    robin.transaction(async tx => {
      const { file, statements } = await readAll(tx, site, application);
      return answerPart(tx, {
        ...{ file, statements, actor: await actorOf(tx), statementId: statements.at(-1)?.id ?? 0 },
        ...{ prompt: 'consider', kind: 'answered', text: 'Ask us about the sea next time.', version: 0 },
      });
    });
  await refusedWith(write(), 'mhcs.decision.refusal.awaiting');
  await robin.transaction(async tx => takeBackDecision(tx, (await readAll(tx, site, application)).file));
  assert.equal(await write(), 1);
  await decided(site, application);
  assert.equal((await standing(site, application.id))?.closed, true);
});

test('what nobody answered before a decision was sent can be asked anew once it came back', async () => {
  const application = await submitted('eden.specimen');
  const ask = (question: string) =>
    robin.transaction(async tx =>
      askInformation(tx, {
        ...{ application: await openApplication(tx, application.id), question },
        ...{ actor: await actorOf(tx), today: testDay },
      }),
    );
  await ask('Which zone?');
  await awaitingAuthorisation(site, application);
  await robin.transaction(async tx => takeBackDecision(tx, (await readAll(tx, site, application)).file));
  await ask('Which zone, and which days?');
  const path = clinicalPaths.information(application.id);
  const page = (await application.clinician.get(path)).text();
  assert.match(page, /Which zone\? .*asked again.* Which zone, and which days\? .*Your answer/);
  assert.equal(page.split('Your answer').length, 2);
  assert.equal((await application.clinician.post(path, { answer: 'The north one.' })).status, 303);
  const file = (await robin.get(mhcsPaths.application(application.id))).text();
  assert.match(file, /Which zone, and which days\? .*The north one\./);
  assert.match(file, /Which zone\? Nobody answered before this was asked again\./);
  assert.equal((await standing(site, application.id))?.state, 'submitted');
});

test('while the second person reads, nobody changes the text, by command or by SQL', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application);
  await refusedWith(drafted(site, application, { reasons: 'Other.' }), 'mhcs.decision.refusal.awaiting');
  for (const change of [
    sql`update casework.decision set reasons = 'Other.' where document_id = ${application.id}`,
    sql`update casework.answer_to_person set text = 'Other.' where document_id = ${application.id}`,
    sql`update voice.reply set text = 'Other.' where occasion_id = ${application.occasionId}`,
  ]) {
    await refusedWith(
      robin.transaction(async tx => change.execute(tx.db)),
      'platform.refusal.notInThisState',
    );
  }
});

test('a draft cannot be issued without having waited for the second person', async () => {
  const application = await submitted();
  await drafted(site, application);
  await refusedWith(
    drew.transaction(tx =>
      sql`update casework.decision set state = 'issued' where document_id = ${application.id}`.execute(tx.db),
    ),
    'platform.refusal.notInThisState',
  );
});

test('sent back with a reason, it is written on where it was left, and sent again', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application);
  await drew.transaction(async tx =>
    sendBack(tx, (await readAll(tx, site, application)).file, 'Say why two staff are needed.'),
  );
  const { file } = await robin.transaction(tx => readAll(tx, site, application));
  assert.deepEqual(
    [file.state, file.decision?.state, file.decision?.sentBackReason, file.decision?.answer !== ''],
    ['submitted', 'sent back', 'Say why two staff are needed.', true],
  );
  await decided(site, application, { reasons: 'Two staff, because the route is new.' });
  assert.equal((await standing(site, application.id))?.decision, 'issued');
});

test('whoever could not authorise it cannot send it back either, and a caseworker takes it back instead', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application);
  const sky = await site.as('sky.inkwell');
  for (const [who, sentence] of [
    [robin, 'platform.refusal.authorAuthoriser'],
    [sky, 'platform.refusal.authorityLevel'],
  ] as const) {
    await refusedWith(
      who.transaction(async tx => sendBack(tx, (await readAll(tx, site, application)).file, 'No.')),
      sentence,
    );
  }
  await robin.transaction(async tx => takeBackDecision(tx, (await readAll(tx, site, application)).file));
  assert.deepEqual(
    [(await standing(site, application.id))?.state, (await standing(site, application.id))?.decision],
    ['submitted', 'draft'],
  );
});

test('of two who write at the same time the second is told, and nothing of theirs is kept', async () => {
  const application = await submitted();
  await drafted(site, application);
  const { file } = await robin.transaction(tx => readAll(tx, site, application));
  const version = file.decision?.version ?? 0;
  const save = (who: Visitor, reasons: string) =>
    who.transaction(async tx => {
      const now = (await readAll(tx, site, application)).file;
      assert.ok(now.decision);
      return saveDraft(tx, {
        ...{ file: now, draft: { ...now.decision, reasons }, version, actor: await actorOf(tx) },
      });
    });
  assert.equal(await save(robin, 'Robin was first.'), version + 1);
  assert.equal(await save(await site.as('sky.inkwell'), 'Sky was second.'), 'conflict');
  const after = await robin.transaction(tx => readAll(tx, site, application));
  assert.equal(after.file.decision?.reasons, 'Robin was first.');
});

test('an application that goes back is open to more words, comes again, and is then decided', async () => {
  const application = await submitted();
  await decided(site, application, { kind: 'return', reasons: 'The risk plan is missing.' });
  const back = await standing(site, application.id);
  assert.deepEqual(
    [back?.state, back?.outcome, back?.decision, back?.closed, back?.handed, back?.answered],
    ['returned', null, 'issued', false, false, true],
  );
  await application.clinician.transaction(async tx =>
    reopenApplication(tx, await readApplication(tx, application.id)),
  );
  await sayMore(application, 'I still want to go.');
  await application.clinician.transaction(async tx => {
    const { name } = await actorOf(tx);
    const sent = await submitApplication(tx, {
      ...{ documentId: application.id, actor: await actorOf(tx), signedName: name, sightNote: '' },
      ...{ sightConfirmedOn: testDay, now: site.clock.now() },
      today: testDay,
    });
    assert.equal(sent.ok, true);
  });
  const { file, statements } = await robin.transaction(tx => readAll(tx, site, application));
  assert.equal(file.decision, null);
  assert.equal(statements.length, 2);
  await decided(site, application, { kind: 'grant' });
  const end = await standing(site, application.id);
  assert.deepEqual(
    [end?.state, end?.outcome, end?.closed, end?.rules.submission?.round],
    ['decided', 'grant', true, 2],
  );
});

test('an issued decision, its answer and its replies never change again, whoever tries', async () => {
  const application = await submitted();
  await decided(site, application);
  await refusedWith(drafted(site, application, { reasons: 'Other.' }), 'platform.refusal.decided');
  await refusedWith(issueAs(drew, application), 'platform.refusal.decided');
  const changed = await robin.transaction(async tx => {
    const updates = [
      sql`update casework.decision set reasons = 'Other.' where document_id = ${application.id} returning id`,
      sql`update casework.answer_to_person set text = 'Other.' where document_id = ${application.id} returning decision_id`,
      sql`update voice.reply set text = 'Other.' where occasion_id = ${application.occasionId} returning id`,
    ];
    const counts: number[] = [];
    for (const update of updates) counts.push((await update.execute(tx.db)).rows.length);
    return counts;
  });
  assert.deepEqual(changed, [0, 0, 0]);
});
