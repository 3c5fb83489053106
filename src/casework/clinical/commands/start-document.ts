import { sql } from 'kysely';
import type { Actor, Tx } from '../../../platform/database/index.ts';
import type { Answer, Answers, Audience, Form } from '../../../platform/forms/index.ts';
import { audienceOf } from '../../../platform/forms/index.ts';
import type { TextKey } from '../../../platform/language/index.ts';
import { notAllowed, tooLate } from '../../../platform/web/index.ts';
import { openOccasion } from '../../../voice/index.ts';
import { formOn, nameOfForm } from '../../forms/forms.ts';
import { keyOfKind } from '../../papers/words-of-kind.ts';
import { type DocumentKind, fitsStatus, kindRules } from '../../rules/document-kinds.ts';
import { type Known, readKnown } from '../queries/read-known.ts';
import { readLeaveTaken } from '../queries/read-leave-taken.ts';
import { type Picture, readPicture } from '../queries/read-picture.ts';

type Start = {
  readonly kind: DocumentKind;
  readonly caseId: number;
  readonly actor: Actor;
  readonly today: Temporal.PlainDate;
};

/**
 * Starts a document about a patient on the form of the day. What the record knows is filled in. In a report the
 * clinical picture of the last document that was signed is taken over, each answer marked with the day on which it
 * was confirmed, until somebody confirms it again.
 * @returns the id of the document
 * @throws a refusal: 404 when the case is not the actor's, 403 when they may not start this kind, 409 when the case is
 *   closed or has one of a kind of which there is one at a time
 */
export async function startDocument(tx: Tx, start: Start): Promise<number> {
  const { kind, caseId, actor, today } = start;
  const known = await readKnown(tx, { kind, caseId, accountId: actor.accountId });
  if (!known.mayStart) throw notAllowed(onlyThose[kind] ?? 'casework.refusal.mayNotStart');
  if (known.closedOn !== null) throw tooLate('casework.refusal.caseClosed');
  if (!fitsStatus(kind, known.status) && known.status === 'before')
    throw tooLate('prison.refusal.onlyTransfer');
  if (!fitsStatus(kind, known.status)) throw tooLate(keyOfKind(kind, 'casework.refusal.notDischarged'));
  const form = formOn(kind, today);
  const occasionId = await openOccasion(tx, { caseId, room: 'casework' });
  const begun = await tx.db
    .insertInto('casework.document')
    .values({
      case_id: caseId,
      kind,
      occasion_id: occasionId,
      team_id: known.teamId,
      form_version: nameOfForm(form),
      created_by: actor.accountId,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!begun) throw tooLate('casework.refusal.oneAtATime');
  const carriedFrom = await layKnown(tx, { id: begun.id, form, known, start });
  tx.record('casework.document.started', {
    caseId,
    detail: { application: begun.id, kind, ...(carriedFrom ? { carriedFrom } : {}) },
  });
  return begun.id;
}

type Laying = { readonly id: number; readonly form: Form; readonly known: Known; readonly start: Start };

/**
 * Lays what is known into the sections of a document: answers from the record, and the clinical picture as it was last
 * signed, marked until somebody confirms it.
 * @returns the document that the picture was taken from, if there was one
 */
export async function layKnown(tx: Tx, { id, form, known, start }: Laying): Promise<number | undefined> {
  const { kind, caseId } = start;
  const picture = await takenOver(tx, { kind, caseId });
  const others = await sectionsOfOthers(tx, { kind, id });
  const sections = form.sections.flatMap(section =>
    (['open', 'closed'] as const).map(audience => {
      const ids = section.questions.filter(one => audienceOf(section, one) === audience).map(({ id }) => id);
      const fromRecord = others.includes(section.id) ? {} : known.answers;
      return { section: section.id, audience, ...filledIn(ids, fromRecord, picture?.[audience]) };
    }),
  );
  for (const audience of ['open', 'closed'] as const)
    await keep(tx, { id, start, audience, sections: sections.filter(s => s.audience === audience) });
  return picture?.documentId;
}

const onlyThose: Readonly<Partial<Record<DocumentKind, TextKey>>> = {
  'leave application': 'casework.refusal.onlyClinician',
  'annual report': 'casework.refusal.onlyClinicianOrOffice',
  'leave report': 'casework.refusal.onlyClinicianOrOffice',
  'discharge application': 'casework.refusal.onlyClinician',
  'discharge report': 'casework.refusal.onlySupervisors',
  'lifting of restrictions': 'casework.refusal.onlyClinician',
  'change of conditions': 'casework.refusal.onlySupervisors',
};

/** What a document begins with, to be confirmed: the clinical picture of the last one, or the leave that the record holds. */
async function takenOver(
  tx: Tx,
  { kind, caseId }: { kind: DocumentKind; caseId: number },
): Promise<Picture | undefined> {
  const { takesPictureOver, takesLeaveOver } = kindRules[kind];
  if (takesLeaveOver) return readLeaveTaken(tx, caseId);
  return takesPictureOver ? readPicture(tx, caseId) : undefined;
}

/** The sections that somebody else writes and signs: into those only what waits to be confirmed is laid. */
async function sectionsOfOthers(tx: Tx, of: { kind: DocumentKind; id: number }): Promise<string[]> {
  if (!kindRules[of.kind].parts) return [];
  const { rows } = await sql<{ section: string }>`
    select unnest(p.sections) as section from casework.kind_part p
    where p.kind = ${of.kind} and not casework.may_sign(${of.id}, p.part)`.execute(tx.db);
  return rows.map(({ section }) => section);
}

type Filled = { answers: Answers; carried: Record<string, string> };

/** The answers to these questions: known from the record, or else as they were last confirmed. */
function filledIn(ids: readonly string[], known: Known['answers'], picture?: Picture['open']): Filled {
  const fromRecord = ids.flatMap(id => (known[id] === undefined ? [] : [[id, known[id]] as const]));
  const fromBefore = ids.flatMap(id => {
    const before = known[id] === undefined ? picture?.answers[id] : undefined;
    return before === undefined ? [] : [[id, before] as const];
  });
  return {
    answers: Object.fromEntries<Answer>([...fromRecord, ...fromBefore]),
    carried: Object.fromEntries(fromBefore.map(([id]) => [id, picture?.confirmedOn[id] ?? ''])),
  };
}

type Keep = {
  id: number;
  start: Start;
  audience: Audience;
  sections: readonly (Filled & { section: string })[];
};

async function keep(tx: Tx, { id, start, audience, sections }: Keep): Promise<void> {
  const filled = sections.filter(({ answers }) => Object.keys(answers).length > 0);
  if (filled.length === 0) return;
  await tx.db
    .insertInto(audience === 'open' ? 'casework.open_answers' : 'casework.closed_answers')
    .values(
      filled.map(({ section, answers, carried }) => ({
        document_id: id,
        case_id: start.caseId,
        section,
        answers: JSON.stringify(answers),
        carried: JSON.stringify(carried),
        changed_by: start.actor.accountId,
      })),
    )
    .execute();
}
