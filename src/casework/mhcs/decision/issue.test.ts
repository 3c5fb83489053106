import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Visitor } from '../../../../test/browser-without-browser.ts';
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
import { asOwner } from '../../../platform/database/index.ts';
import { refusalFrom } from '../../../platform/web/index.ts';
import { readDecision } from '../../papers/read-decision.ts';
import { answerPart } from './commands/answer-part.ts';
import { issueDecision } from './commands/issue-decision.ts';
import { sendToAuthorise } from './commands/send-to-authorise.ts';

aSiteOfDecisions();

test('an issued decision closes the occasion, ends the application and keeps what it rests on', async () => {
  const application = await submitted();
  await decided(site, application, { kind: 'grant' });
  const now = await standing(site, application.id);
  assert.deepEqual(
    [now?.state, now?.outcome, now?.decision, now?.authoriser, now?.closed, now?.answered, now?.level],
    ['decided', 'grant', 'issued', 'drew.sealing', true, true, 2],
  );
  const rules = now?.rules;
  assert.equal(rules?.delegation?.flag, 'none');
  assert.equal(rules?.delegation?.inForceFrom, '2024-11-20');
  assert.deepEqual(rules?.clocks, ['leave-decision 2024-1']);
  assert.equal(rules?.form, 'leave-application-2024 1');
  assert.equal(rules?.gates.length, 16);
  assert.equal(rules?.statements[0]?.id, application.statementId);
  assert.match(rules?.statements[0]?.code ?? '', /^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/);
  assert.equal(rules?.submission?.round, 1);
});

test('the clinician, the Mental Health Act office, the person and whoever helps them are told, without a name or a word', async () => {
  const application = await submitted();
  await decided(site, application);
  const mails = await asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ username: string; subject: string; path: string }>`
      select a.username, m.subject, m.path from platform.mail m join people.account a on a.id = m.to_account_id
      where m.path like ${`%/${application.id}/%`} and m.subject = 'mail.answer' order by a.username`.execute(
      db,
    );
    return rows;
  });
  assert.deepEqual(
    mails.map(({ username, path }) => [username, path]),
    [
      ['ash.example', `/my/documents/${application.id}/answer`],
      ['dr.vale', `/documents/${application.id}/decision`],
      ['indy.marrow', `/my/documents/${application.id}/answer`],
      ['pat.ledger', `/documents/${application.id}/decision`],
    ],
  );
});

test('the author cannot authorise, not even with a high level, nor by SQL', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application, { by: 'nat.charter' });
  const nat = await site.as('nat.charter');
  await refusedWith(issueAs(nat, application), 'platform.refusal.authorAuthoriser');
  await refusedWith(
    nat.transaction(tx =>
      sql`update casework.decision set state = 'issued' where document_id = ${application.id}`.execute(tx.db),
    ),
    'platform.refusal.authorAuthoriser',
  );
  assert.equal((await standing(site, application.id))?.decision, 'awaiting authorisation');
});

test('whoever changed the decision, the answer or a reply has written it too', async () => {
  const lee = await site.as('lee.warrant');
  const change = {
    reasons: (id: number) =>
      sql`update casework.decision set reasons = reasons || '!' where document_id = ${id}`,
    answer: (id: number) =>
      sql`update casework.answer_to_person set text = text || '!' where document_id = ${id}`,
    reply: (id: number) => sql`update voice.reply set text = text || '!', written_by = access.account_id()
      where occasion_id = (select occasion_id from casework.document where id = ${id})`,
  };
  for (const [what, change_] of Object.entries(change)) {
    const application = await submitted();
    await drafted(site, application);
    await lee.transaction(async tx => change_(application.id).execute(tx.db));
    await robin.transaction(async tx => {
      const { file, statements, today } = await readAll(tx, site, application);
      await sendToAuthorise(tx, { file, statements, version: file.decision?.version ?? 0, today });
    });
    await refusedWith(issueAs(lee, application), 'platform.refusal.authorAuthoriser');
    await refusedWith(
      lee.transaction(tx =>
        sql`update casework.decision set state = 'issued' where document_id = ${application.id}`.execute(
          tx.db,
        ),
      ),
      'platform.refusal.authorAuthoriser',
    );
    assert.equal((await issueAs(drew, application)).ok, true, what);
  }
});

test('a level that is too low is refused for noteworthy and for extremism cases, by command and by SQL', async () => {
  for (const [patient, flags, low, enough] of [
    ['gale.placeholder', {}, 'drew.sealing', 'lee.warrant'],
    ['kai.fixture', { extremism_level: 'high' }, 'lee.warrant', 'nat.charter'],
  ] as const) {
    const application = await submitted(patient);
    await asOwner(site.database.adminUrl, db =>
      db
        .updateTable('casework.patient_flags')
        .set({ mappa_category: 3, ...flags })
        .where('case_id', '=', application.caseId)
        .execute(),
    );
    await awaitingAuthorisation(site, application, { by: 'bay.notary' });
    const tooLow = await site.as(low);
    await refusedWith(issueAs(tooLow, application), 'platform.refusal.authorityLevel');
    await refusedWith(
      tooLow.transaction(tx =>
        sql`update casework.decision set state = 'issued' where document_id = ${application.id}`.execute(
          tx.db,
        ),
      ),
      'platform.refusal.authorityLevel',
    );
    assert.equal((await issueAs(await site.as(enough), application)).ok, true);
  }
});

test('a part without a reply holds a decision back, and "not considered" with its reason lets it go', async () => {
  const application = await submitted();
  await drafted(site, application, {
    replies: { consider: { kind: 'not considered', text: 'The hospital decides about visits.' } },
  });
  await asOwner(site.database.adminUrl, db =>
    sql`delete from voice.reply where occasion_id = ${application.occasionId} and prompt = 'risk'`.execute(
      db,
    ),
  );
  const lacking = await robin.transaction(async tx => {
    const { file, statements, today } = await readAll(tx, site, application);
    return sendToAuthorise(tx, { file, statements, version: file.decision?.version ?? 0, today });
  });
  assert.deepEqual(!lacking.ok && lacking.lacks.map(lack => lack.what === 'reply' && lack.part.prompt), [
    'risk',
  ]);
  await robin.transaction(async tx => {
    const { file, statements } = await readAll(tx, site, application);
    await answerPart(tx, {
      ...{ file, statements, actor: await actorOf(tx), statementId: application.statementId },
      ...{ prompt: 'risk', kind: 'answered', text: 'Your early signs are in the plan now.', version: 0 },
    });
  });
  await decided(site, application);
  const answer = await application.person.transaction(tx => readDecision(tx, application.id));
  assert.deepEqual(
    answer.parts.map(({ prompt, replyKind }) => [prompt, replyKind]),
    [
      ['progress', 'answered'],
      ['risk', 'answered'],
      ['consider', 'not considered'],
    ],
  );
});

test('of two who authorise at the same moment one issues, and the other is told', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application);
  const lee = await site.as('lee.warrant');
  const outcomes = await Promise.allSettled([issueAs(drew, application), issueAs(lee, application)]);
  const won = outcomes.filter(outcome => outcome.status === 'fulfilled' && outcome.value.ok);
  assert.equal(won.length, 1);
  const lost = outcomes.find(outcome => outcome.status === 'rejected');
  assert.equal(refusalFrom(lost?.reason)?.sentence, 'platform.refusal.decided');
  const events = await asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from audit.event
      where event = 'casework.decision.issued' and detail ->> 'application' = ${String(application.id)}`.execute(
      db,
    );
    return rows[0]?.n;
  });
  assert.equal(events, 1);
});

test('a statement sealed between the page and the click holds the decision back', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application);
  const { seen, today } = await drew.transaction(tx => readAll(tx, site, application));
  await sayMore(application, 'One more thing before you decide.');
  const issued = await drew.transaction(tx =>
    issueDecision(tx, { documentId: application.id, seen, today, now: site.clock.now() }),
  );
  assert.equal(issued.ok, false);
  assert.equal(!issued.ok && issued.statements.length, 2);
  // Even somebody who has read it cannot issue past it: it has no reply.
  await refusedWith(issueAs(drew, application), 'platform.refusal.unanswered');
});

test('a statement and the decision that race leave either both, answered, or a refusal in words', async () => {
  for (let round = 0; round < 6; round++) {
    const application = await submitted();
    await awaitingAuthorisation(site, application);
    const [said, issued] = await Promise.allSettled([
      sayMore(application, `Said at the last moment ${round}.`),
      issueAs(drew, application),
    ]);
    const wasIssued = issued.status === 'fulfilled' && issued.value.ok;
    if (wasIssued) {
      assert.equal(said.status, 'rejected');
      assert.equal(
        refusalFrom(said.status === 'rejected' && said.reason)?.sentence,
        'platform.refusal.decided',
      );
    } else assert.equal(said.status, 'fulfilled');
    assert.equal((await standing(site, application.id))?.closed, wasIssued);
  }
});

test('the person sees nothing before it is issued, the answer after, and never the letter', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application, { reasons: 'LETTER-ONLY reasons.' });
  const seenBy = (who: Visitor) =>
    who.transaction(async tx => {
      const count = async (table: string) => {
        const { rows } =
          await sql`select * from ${sql.table(table)} where document_id = ${application.id}`.execute(tx.db);
        return rows.length;
      };
      return [
        await count('casework.decision'),
        await count('casework.answer_to_person'),
        (await sql`select * from voice.reply where occasion_id = ${application.occasionId}`.execute(tx.db))
          .rows.length,
      ];
    });
  assert.deepEqual(await seenBy(application.person), [0, 0, 0]);
  assert.deepEqual(await seenBy(await site.as('indy.marrow')), [0, 0, 0]);
  assert.deepEqual(await seenBy(application.clinician), [0, 0, 0]);
  assert.equal((await issueAs(drew, application)).ok, true);
  const [decision, answer, replies] = await seenBy(application.person);
  assert.deepEqual([decision, answer, replies], [0, 1, 3]);
  const paper = await application.person.transaction(tx => readDecision(tx, application.id));
  assert.equal(paper.letter, null);
  assert.ok(!JSON.stringify(paper).includes('LETTER-ONLY'));
});

test('a case that is closed to other readers does not exist for those outside its circle', async () => {
  const application = await submitted('haven.model');
  await awaitingAuthorisation(site, application, { by: 'bay.notary' });
  await asOwner(site.database.adminUrl, async db => {
    await sql`update people.case set readers = 'circle' where id = ${application.caseId}`.execute(db);
    await sql`insert into people.circle (case_id, account_id, capacity, basis, from_on)
      select ${application.caseId}, id, case username when 'ezra.watch' then 'extremism_head' else 'caseworker' end,
        'arranged', '2024-01-01' from people.account where username in ('bay.notary', 'ezra.watch')`.execute(
      db,
    );
  });
  for (const username of ['drew.sealing', 'nat.charter']) {
    const outside = await site.as(username);
    await assert.rejects(issueAs(outside, application), error => refusalFrom(error)?.status === 404);
  }
  const bay = await site.as('bay.notary');
  const { file } = await bay.transaction(tx => readAll(tx, site, application));
  assert.deepEqual(
    file.colleagues.map(({ name }) => name),
    ['Bay Notary', 'Ezra Watch'],
  );
  assert.equal((await issueAs(await site.as('ezra.watch'), application)).ok, true);
});
