import type { Actor, Tx } from '../../../platform/database/index.ts';
import { type Answers, audienceOf, type Form } from '../../../platform/forms/index.ts';
import { found, tooLate } from '../../../platform/web/index.ts';
import { handOver, openOccasion } from '../../../voice/index.ts';
import { formOn, nameOfForm } from '../../forms/forms.ts';
import { askedIn } from '../../rules/asked-in.ts';
import type { DocumentKind } from '../../rules/document-kinds.ts';

export type BeginBySection = {
  readonly of: { readonly caseId: number; readonly teamId: number };
  readonly kind: DocumentKind;
  readonly answers: Answers;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
  readonly now: Temporal.Instant;
  /** What is known of how the person was asked. */
  readonly sightNote?: string;
};

/**
 * The section begins a document of a kind that it may begin, and sends it to itself, signed by the officer. It has its
 * occasion for the person's words like every other document.
 * @returns the document
 * @throws a refusal with 409 when one of a kind of which there is one at a time is under way; the database refuses a
 *   kind that the section may not begin
 */
export async function beginBySection(tx: Tx, begin: BeginBySection): Promise<number> {
  const { of, kind, answers, today } = begin;
  const form = formOn(kind, today);
  const occasionId = await openOccasion(tx, { caseId: of.caseId, room: 'casework' });
  const begun = { id: await insertDocument(tx, begin, { form, occasionId }), form, begin };
  await keepAnswers(tx, begun);
  await keepSubmission(tx, begun);
  await handOver(tx, occasionId);
  const sent = await tx.db
    .updateTable('casework.document')
    .set({ state: 'submitted' })
    .where('id', '=', begun.id)
    .returning('id')
    .executeTakeFirst();
  tx.record('casework.document.submitted', {
    caseId: of.caseId,
    detail: { application: found(sent).id, kind, asked: askedIn(kind, answers).join(), bySection: true },
  });
  return begun.id;
}

async function insertDocument(
  tx: Tx,
  { of, kind, answers, actor, now }: BeginBySection,
  { form, occasionId }: { form: Form; occasionId: number },
): Promise<number> {
  const begun = await tx.db
    .insertInto('casework.document')
    .values({
      ...{ case_id: of.caseId, kind, occasion_id: occasionId, team_id: of.teamId },
      ...{ form_version: nameOfForm(form), created_by: actor.accountId },
      ...{ asked_for: [...askedIn(kind, answers)], submitted_at: now.toString() },
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!begun) throw tooLate('casework.refusal.oneAtATime');
  return begun.id;
}

type Begun = { readonly id: number; readonly form: Form; readonly begin: BeginBySection };

/** The answers of one part, by section. */
function answersOf({ form, begin }: Begun, audience: 'open' | 'closed') {
  return form.sections.flatMap(section => {
    const ids = section.questions.filter(one => audienceOf(section, one) === audience).map(({ id }) => id);
    const given = Object.entries(begin.answers).filter(([id]) => ids.includes(id));
    return given.length === 0 ? [] : [{ section: section.id, answers: Object.fromEntries(given) }];
  });
}

async function keepAnswers(tx: Tx, begun: Begun): Promise<void> {
  const { id, begin } = begun;
  for (const audience of ['open', 'closed'] as const) {
    const rows = answersOf(begun, audience).map(({ section, answers }) => ({
      ...{ document_id: id, case_id: begin.of.caseId, section },
      ...{ answers: JSON.stringify(answers), changed_by: begin.actor.accountId },
    }));
    // What came on paper may hold nothing that is closed to the person.
    if (rows.length === 0) continue;
    const table = audience === 'open' ? 'casework.open_answers' : 'casework.closed_answers';
    await tx.db.insertInto(table).values(rows).execute();
  }
}

async function keepSubmission(tx: Tx, begun: Begun): Promise<void> {
  const { id, begin } = begun;
  const { of, actor, today, sightNote = null } = begin;
  const whole = (audience: 'open' | 'closed') =>
    JSON.stringify(Object.assign({}, ...answersOf(begun, audience).map(({ answers }) => answers)));
  const submission = await tx.db
    .insertInto('casework.submission')
    .values({
      ...{ document_id: id, case_id: of.caseId, round: 1, answers: whole('open') },
      ...{ sight_confirmed_on: today.toString(), signed_name: actor.name, signed_on: today.toString() },
      ...{ sight_note: sightNote, submitted_by: actor.accountId },
    })
    .returning('id')
    .executeTakeFirst();
  await tx.db
    .insertInto('casework.submission_closed')
    .values({
      ...{ submission_id: found(submission).id, case_id: of.caseId },
      ...{ answers: whole('closed'), gates: '[]' },
    })
    .execute();
}
