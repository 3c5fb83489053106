import { sql } from 'kysely';
import { answerInformation } from '../../src/casework/clinical/commands/answer-information.ts';
import { recordLeave } from '../../src/casework/clinical/commands/record-leave.ts';
import { submitApplication } from '../../src/casework/clinical/commands/submit-application.ts';
import { readApplication } from '../../src/casework/clinical/queries/read-application.ts';
import { informationDue } from '../../src/casework/rules/clocks.ts';
import type { Tx } from '../../src/platform/database/index.ts';
import { todayIn } from '../../src/platform/time/index.ts';
import { closeOccasion, writeReply } from '../../src/voice/index.ts';
import type { TestSite } from '../browser-without-browser.ts';
import { type Application, actorOf } from '../leave-applications.ts';
import { canaries } from './canaries.ts';

/** What MHCS does with an application, and what becomes of the leave. */

/** Signs and sends it. */
export async function handIn(site: TestSite, { clinician, id }: Application): Promise<void> {
  const today = todayIn(site.clock);
  const outcome = await clinician.transaction(async tx => {
    const actor = await actorOf(tx);
    const signed = { signedName: actor.name, sightConfirmedOn: today, sightNote: 'Read together.' };
    return submitApplication(tx, { documentId: id, actor, ...signed, today, now: site.clock.now() });
  });
  if (outcome.ok) return;
  const blocked = outcome.gates.filter(({ state }) => state === 'blocked');
  throw new Error(`The application is blocked: ${JSON.stringify(blocked)}`);
}

/** Asks for further information. */
export async function askForInformation(site: TestSite, { id, caseId }: Application): Promise<void> {
  const caseworker = await site.as('robin.quill');
  const today = todayIn(site.clock);
  const due = informationDue(today);
  await caseworker.transaction(async tx => {
    await sql`insert into casework.information_request (document_id, case_id, question, asked_by, asked_on, due_on, rule)
      values (${id}, ${caseId}, ${`Why now? ${canaries.informationAsked.word}`}, access.account_id(), ${today.toString()}, ${due.on.toString()},
        ${due.rule})`.execute(tx.db);
    await moveOn(tx, id, 'waiting for information');
    tx.record('casework.information.asked', { caseId, detail: { application: id } });
  });
}

/** The clinician answers what was asked. */
export async function answerWhatWasAsked(site: TestSite, { id, clinician }: Application): Promise<void> {
  await clinician.transaction(async tx =>
    answerInformation(tx, {
      ...{ file: await readApplication(tx, id), actor: await actorOf(tx) },
      answer: `It is time. ${canaries.informationSaid.word}`,
      ...{ today: todayIn(site.clock), now: site.clock.now() },
    }),
  );
}

type Wording = { reasons: string; answer: string; reply: string };
const unissued: Wording = {
  reasons: `Considered. ${canaries.letterDraft.word}`,
  answer: `You may. ${canaries.answerDraft.word}`,
  reply: `Thank you. ${canaries.replyDraft.word}`,
};
const issued: Wording = {
  reasons: `Agreed. ${canaries.letter.word}`,
  answer: `You may go. ${canaries.answer.word}`,
  reply: `We heard you. ${canaries.reply.word}`,
};

/** A decision with its answer and a reply to every part, in the hand of one caseworker; nothing is issued. */
export async function draftDecision(
  site: TestSite,
  { id, caseId, occasionId }: Application,
  wording: Wording = unissued,
): Promise<void> {
  const caseworker = await site.as('robin.quill');
  await caseworker.transaction(async tx => {
    const actor = await actorOf(tx);
    await sql`with d as (insert into casework.decision (document_id, case_id, kind, granted, conditions, reasons, author_id)
        values (${id}, ${caseId}, 'grant', '{unescorted-day}', '{"Two staff."}', ${wording.reasons}, ${actor.accountId}) returning id)
      insert into casework.answer_to_person (decision_id, case_id, document_id, text, conditions, kind)
      select id, ${caseId}, ${id}, ${wording.answer}, '{"Two staff go with you."}', 'grant' from d`.execute(
      tx.db,
    );
    const parts = await sql<{ statement_id: number; prompt: string }>`
      select statement_id, prompt from voice.unanswered(${occasionId})`.execute(tx.db);
    for (const { statement_id: statementId, prompt } of parts.rows) {
      const reply = { caseId, occasionId, statementId, prompt, text: wording.reply, actor };
      await writeReply(tx, { ...reply, kind: 'answered' });
    }
    tx.record('casework.decision.drafted', { caseId, detail: { application: id } });
  });
}

/** A decision all the way: drafted by one, issued by another. */
export async function decide(site: TestSite, application: Application): Promise<void> {
  const { id, caseId, occasionId } = application;
  await draftDecision(site, application, issued);
  const manager = await site.as('lee.warrant');
  await manager.transaction(async tx => {
    await moveOn(tx, id, 'awaiting authorisation');
    await sql`update casework.decision set state = 'awaiting authorisation' where document_id = ${id}`.execute(
      tx.db,
    );
    await sql`update casework.decision set state = 'issued' where document_id = ${id}`.execute(tx.db);
    await sql`update casework.document set state = 'decided', outcome = 'grant', decided_at = now() where id = ${id}`.execute(
      tx.db,
    );
    await closeOccasion(tx, { occasionId, caseId, now: site.clock.now() });
    tx.record('casework.decision.issued', { caseId, detail: { application: id } });
  });
}

async function moveOn(tx: Tx, id: number, state: string): Promise<void> {
  await sql`update casework.document set state = ${state}, paused_on = null where id = ${id}`.execute(tx.db);
}

/** The clinician grants the leave and lets it begin. */
export async function takeLeave(site: TestSite, { clinician, id }: Application): Promise<void> {
  const today = todayIn(site.clock);
  for (const kind of ['granted', 'started', 'completed'] as const) {
    const problem = await clinician.transaction(async tx =>
      recordLeave(tx, {
        ...{ file: await readApplication(tx, id), actor: await actorOf(tx), kind, today, onDay: today },
        note: `Went well. ${canaries.leaveNote.word}`,
      }),
    );
    if (problem) throw new Error(`The leave was not ${kind}: ${problem.says}`);
  }
}
