import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { type Arranged, aSubmittedApplication } from '../../../test/submitted-applications.ts';
import { asOwner } from '../../platform/database/index.ts';
import { documentToHtml, documentToPdf, documentToWord } from '../../platform/documents/index.ts';
import { textIn } from '../../platform/language/index.ts';
import { Refusal } from '../../platform/web/index.ts';
import { answerToPerson } from './answer-to-person.ts';
import { decisionLetter } from './decision-letter.ts';

const en = textIn('en');
const words = 'I have been to the shop\r\nwith staff <b>12</b> times.';

let site: TestSite;
let arranged: Arranged;

/** A decision that is granted in part; issued only when asked, past the triggers of a second person. */
async function decide(): Promise<void> {
  await asOwner(site.database.adminUrl, async db => {
    arranged = await aSubmittedApplication(db, {
      patient: 'EX/0001',
      said: [{ progress: words, risk: 'I take my medicine.' }],
    });
    await sql`with d as (insert into casework.decision (application_id, case_id, kind, granted, conditions, reasons, author_id)
        select ${arranged.applicationId}, ${arranged.caseId}, 'grant in part', '{escorted-day}', '{"Two escorts at all times."}',
          'LETTER-ONLY reasons.', id from people.account where username = 'robin.quill' returning id, case_id, application_id)
      insert into casework.answer_to_person (decision_id, case_id, application_id, text, conditions, kind)
      select id, case_id, application_id, 'You have done well.', '{"Two staff go with you."}', 'grant in part' from d`.execute(
      db,
    );
    await sql`insert into voice.reply (case_id, occasion_id, statement_id, prompt, kind, text, written_by)
      select ${arranged.caseId}, ${arranged.occasionId}, ${arranged.statementIds[0]}, prompt, kind, text, 1
      from (values ('progress', 'answered', 'Twelve safe trips count.'), ('risk', 'not considered', 'The doctor reports on this.')) r (prompt, kind, text)`.execute(
      db,
    );
  });
}

before(async () => {
  site = await aSite();
  await decide();
});
after(() => site.close());

const issue = () =>
  asOwner(site.database.adminUrl, async db => {
    await sql`alter table casework.decision disable trigger issue`.execute(db);
    await sql`update casework.decision set state = 'issued', issued_at = '2026-11-23T10:00Z',
      authoriser_id = (select id from people.account where username = 'drew.sealing')`.execute(db);
    await sql`alter table casework.decision enable trigger issue`.execute(db);
    await sql`update casework.answer_to_person set issued_at = '2026-11-23T10:00Z', granted = '{escorted-day}'`.execute(
      db,
    );
    await sql`update voice.occasion set closed_at = '2026-11-23T10:00Z' where id = ${arranged.occasionId}`.execute(
      db,
    );
  });

describe('the papers of a decision', () => {
  it('are drafts for the caseworker and do not exist for the person before they are issued', async () => {
    const robin = await site.as('robin.quill');
    const ash = await site.as('ash.example');
    const draft = await robin.transaction(tx => answerToPerson(tx, arranged.applicationId, en));
    assert.equal(draft.marking, 'DRAFT – not issued');
    await assert.rejects(
      ash.transaction(tx => answerToPerson(tx, arranged.applicationId, en)),
      (error: Refusal) => error.status === 404,
    );
  });

  it('give the person the decision, the leave, the rules and each reply beside their exact words', async () => {
    await issue();
    const ash = await site.as('ash.example');
    const paper = await ash.transaction(tx => answerToPerson(tx, arranged.applicationId, en));
    const answered = paper.blocks.filter(block => block.kind === 'answered');
    assert.deepEqual(
      answered.map(block => [block.words.text, block.reply.text, block.reply.label ?? null]),
      [
        [words, 'Twelve safe trips count.', null],
        ['I take my medicine.', 'The doctor reports on this.', en('mhcs.paper.notConsidered')],
      ],
    );
    const html = documentToHtml(paper);
    for (const said of ['Two staff go with you.', 'You have done well.', en('mhcs.answer.grantInPart')])
      assert.ok(html.includes(said), said);
    assert.equal(html.includes('LETTER-ONLY'), false);
    assert.equal(paper.print, 'large');
  });

  it('give the clinician the letter, signed by the second person, and the person never', async () => {
    const vale = await site.as('dr.vale');
    const letter = await vale.transaction(tx => decisionLetter(tx, arranged.applicationId, en));
    const html = documentToHtml(letter);
    for (const said of [
      'LETTER-ONLY',
      'Two escorts at all times.',
      'Drew Sealing',
      'Twelve safe trips count.',
    ])
      assert.ok(html.includes(said), said);
    const ash = await site.as('ash.example');
    await assert.rejects(
      ash.transaction(tx => decisionLetter(tx, arranged.applicationId, en)),
      (error: Refusal) => error.status === 404,
    );
  });

  it('can be printed and kept in both languages', async () => {
    const vale = await site.as('dr.vale');
    for (const t of [en, textIn('cy'), textIn('cy', true)]) {
      const [letter, answer] = await vale.transaction(async tx => [
        await decisionLetter(tx, arranged.applicationId, t),
        await answerToPerson(tx, arranged.applicationId, t),
      ]);
      assert.ok(letter && answer);
      assert.ok((await documentToPdf(letter)).length > 1000);
      assert.ok((await documentToWord(answer)).length > 1000);
    }
  });

  it('do not exist for a clinician of another hospital', async () => {
    const finch = await site.as('dr.finch');
    await assert.rejects(
      finch.transaction(tx => decisionLetter(tx, arranged.applicationId, en)),
      Refusal,
    );
  });
});
