import { sql } from 'kysely';
import type { Actor, Tx } from '../../platform/database/index.ts';
import type { Answers, Section } from '../../platform/forms/index.ts';
import { addTranslation, readStatements, recordOpportunity, sealStatement } from '../../voice/index.ts';
import { answerConsultation } from '../clinical/commands/answer-consultation.ts';
import { askConsultee } from '../clinical/commands/ask-consultee.ts';
import { invitePerson } from '../clinical/commands/invite-person.ts';
import { recordLeave } from '../clinical/commands/record-leave.ts';
import { saveSection, versionOf } from '../clinical/commands/save-section.ts';
import { startDocument } from '../clinical/commands/start-document.ts';
import { submitApplication } from '../clinical/commands/submit-application.ts';
import {
  type ApplicationFile,
  type LeaveEventKind,
  readApplication,
} from '../clinical/queries/read-application.ts';
import { myConsultation } from '../clinical/queries/read-consultations.ts';
import { formNamed } from '../forms/forms.ts';
import { allocateApplications } from '../mhcs/commands/allocate-applications.ts';
import { askInformation } from '../mhcs/commands/ask-information.ts';
import { openApplication } from '../mhcs/queries/open-application.ts';
import type { DocumentKind } from '../rules/document-kinds.ts';
import type { Consultee } from '../rules/leave-facts.ts';
import { type AnswersFor, completeAnswers, ofRecord } from './complete-answers.ts';
import { type Player, playing, type Stage } from './stage.ts';

/** An application on the stage, with the usernames of the two whose it is. */
export type Played = { id: number; caseId: number; occasionId: number; patient: string; clinician: string };

type Known = Omit<AnswersFor, 'on'> & { caseId: number; clinician: string };

/** The same with what the record knows of the patient, which the form has to agree with. */
export type Started = Played & { known: Known };

/** Starts a document as the patient's responsible clinician, or as one of their supervisors. */
export async function start(
  stage: Stage,
  patient: string,
  what: DocumentKind | { kind: DocumentKind; by: string } = 'leave application',
): Promise<Started> {
  const found = await whose(stage, patient);
  const { kind, by } = typeof what === 'string' ? { kind: what, by: found.clinician } : what;
  const known = { ...found, clinician: by };
  return startBy(stage, { ...known, patient }, (tx, actor) =>
    startDocument(tx, { kind, caseId: known.caseId, actor, today: stage.today }),
  );
}

/** Starts a document in a way of its own, as the clinician. Answers it with what the record knows. */
export async function startBy(
  stage: Stage,
  { patient, ...known }: Known & { patient: string },
  begin: (tx: Tx, actor: Actor) => Promise<number>,
): Promise<Started> {
  const { caseId, clinician: username } = known;
  const clinician = await stage.as(username);
  const { id, occasionId } = await playing(clinician, async (tx, actor) =>
    readApplication(tx, await begin(tx, actor)),
  );
  return {
    ...{ id, occasionId, caseId, patient },
    clinician: username,
    known: await withFlags(clinician, known),
  };
}

/** Whose case it is, as far as the person themselves can read it. */
export async function whose(stage: Stage, patient: string): Promise<Known> {
  return playing(await stage.as(patient), tx => knownOf(tx));
}

async function knownOf(tx: Tx): Promise<Known> {
  const { rows } = await sql<Known>`
    select p.case_id as "caseId", p.authority, clinician.username as clinician
    from casework.patient p join people.circle c on c.case_id = p.case_id and c.capacity in ('responsible_clinician', 'prison_healthcare')
    join people.account clinician on clinician.id = c.account_id
    where p.case_id = any (access.cases_as('subject'))`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error('This account is not a restricted patient’s.');
  return row;
}

/** What only the clinician may know of the patient, and the form must agree with. */
async function withFlags(clinician: Player, known: Known): Promise<Known> {
  const flags = await clinician.transaction(tx =>
    tx.db
      .selectFrom('casework.patient_flags')
      .where('case_id', '=', known.caseId)
      .select([
        'extremism_level as extremismLevel',
        'mappa_category as mappaCategory',
        'mappa_level as mappaLevel',
      ])
      .executeTakeFirst(),
  );
  return { ...known, ...flags };
}

/** Fills in every section, as the responsible clinician. */
export async function fill(stage: Stage, of: Started, answers: Answers = {}): Promise<void> {
  await playing(await stage.as(of.clinician), async (tx, actor) => {
    const file = await readApplication(tx, of.id);
    const form = formNamed(file.formVersion);
    const known = ofRecord(answersIn(file));
    const all = completeAnswers({ ...of.known, known, form, on: stage.today }, answers);
    for (const section of form.sections) await fillOne(tx, { file, section, all, actor, now: stage.now });
  });
}

/** What stands in a document: what the record knew, what was taken over, what was filled in. */
export const answersIn = ({ open, closed }: Pick<ApplicationFile, 'open' | 'closed'>): Answers =>
  Object.assign({}, ...[...open, ...closed].map(kept => kept.answers)) as Answers;

type FillOne = { file: ApplicationFile; section: Section; all: Answers; actor: Actor; now: Temporal.Instant };

async function fillOne(tx: Tx, { file, section, all, actor, now }: FillOne): Promise<void> {
  const ids = new Set(section.questions.map(({ id }) => id));
  const answers = Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)));
  const version = versionOf(file, section.id);
  await saveSection(tx, { file, section, actor, answers, audience: 'closed', version, now, confirmed: true });
}

/** Shows the person what is asked for, and asks them to say their part. */
export async function invite(stage: Stage, of: Played): Promise<void> {
  await playing(await stage.as(of.clinician), async (tx, actor) =>
    invitePerson(tx, { file: await readApplication(tx, of.id), actor }),
  );
}

/** The person says their part; a part that they leave out is not there. Answers the statement's id. */
export async function say(
  stage: Stage,
  of: Played,
  words: Record<string, string>,
  language = 'en',
): Promise<number> {
  return playing(await stage.as(of.patient), async (tx, actor) => {
    const shown = await tx.db
      .selectFrom('voice.shown')
      .where('occasion_id', '=', of.occasionId)
      .select(eb => eb.fn.max('id').as('id'))
      .executeTakeFirstOrThrow();
    const parts = Object.entries(words).map(([prompt, text]) => ({ prompt, text }));
    const { caseId, occasionId } = of;
    const sealed = await sealStatement(tx, {
      caseId,
      occasionId,
      shownId: shown.id,
      actor,
      parts,
      route: 'typed',
      language,
    });
    return sealed.id;
  });
}

/** Somebody opens the person's words, as the page does that shows them. */
export async function read(stage: Stage, of: Played, username: string): Promise<void> {
  const { caseId } = of;
  await playing(await stage.as(username), async tx => {
    const statements = (await readStatements(tx, of.occasionId)).map(({ id }) => id);
    tx.record('casework.document.read', { caseId, detail: { application: of.id } });
    tx.record('voice.statement.read', { caseId, detail: { statements } });
  });
}

/** Somebody of the care team puts a translation beside what was said. */
export async function translate(
  stage: Stage,
  of: Played,
  { by, translator, words }: { by: string; translator: string; words: Record<string, string> },
): Promise<void> {
  await playing(await stage.as(by), async (tx, actor) => {
    const [statement] = await readStatements(tx, of.occasionId);
    if (!statement) throw new Error('Nothing was said yet.');
    const parts = Object.entries(words).map(([prompt, text]) => ({ prompt, text }));
    await addTranslation(tx, {
      caseId: of.caseId,
      statementId: statement.id,
      language: 'en',
      parts,
      translator,
      actor,
    });
  });
}

/** Somebody records that the person does not speak now. */
export async function notSaid(
  stage: Stage,
  of: Played,
  what: { by: string; outcome: 'not now' | 'declined' | 'unable'; why: string; askAgainInDays?: number },
): Promise<void> {
  const { caseId, occasionId } = of;
  const { by, outcome, why, askAgainInDays: days } = what;
  const askAgainOn = days === undefined ? null : stage.today.add({ days }).toString();
  await playing(await stage.as(by), (tx, actor) =>
    recordOpportunity(tx, { caseId, occasionId, outcome, why, askAgainOn, actor }),
  );
}

/** The clinician asks somebody outside the hospital; with `answer` they answer at once. */
export async function consult(
  stage: Stage,
  of: Played,
  who: { consultee: Consultee; username: string; answer?: Answers },
): Promise<void> {
  const id = await playing(await stage.as(of.clinician), async (tx, actor) => {
    const asked = await tx.db
      .selectFrom('people.account')
      .where('username', '=', who.username)
      .select('id')
      .executeTakeFirstOrThrow();
    const file = await readApplication(tx, of.id);
    return askConsultee(tx, {
      file,
      consultee: who.consultee,
      accountId: asked.id,
      question: 'What should be known before a decision is made on this leave?',
      actor,
    });
  });
  // A gate counts from the day on which somebody was asked.
  await stage.settle?.(of);
  const { answer } = who;
  if (!answer) return;
  await playing(await stage.as(who.username), async (tx, actor) =>
    answerConsultation(tx, {
      consultation: await myConsultation(tx, actor.accountId, id),
      answers: answer,
      now: stage.now,
    }),
  );
}

/** The clinician signs and sends. */
export async function submit(stage: Stage, of: Played): Promise<void> {
  const sent = await playing(await stage.as(of.clinician), (tx, actor) =>
    submitApplication(tx, {
      ...{ documentId: of.id, actor, signedName: actor.name, today: stage.today, now: stage.now },
      ...{ sightConfirmedOn: stage.today, sightNote: 'Read together on the ward.' },
    }),
  );
  if (sent.ok) return;
  const blocked = sent.gates.filter(({ state }) => state === 'blocked').map(({ gate }) => gate);
  throw new Error(`The application is blocked by ${blocked.join(', ')}.`);
}

/** A caseworker takes the application. */
export async function allocate(stage: Stage, of: Played, caseworker: string): Promise<void> {
  await playing(await stage.as(caseworker), (tx, actor) =>
    allocateApplications(tx, { applicationIds: [of.id], to: actor.accountId, actor }),
  );
  await read(stage, of, caseworker);
}

/** The caseworker asks for further information: both clocks change. */
export async function askMore(
  stage: Stage,
  of: Played,
  asked: { by: string; question: string },
): Promise<void> {
  await playing(await stage.as(asked.by), async (tx, actor) =>
    askInformation(tx, {
      application: await openApplication(tx, of.id),
      question: asked.question,
      actor,
      today: stage.today,
    }),
  );
}

/** The clinician records what became of the leave, all on the stage's day. */
export async function leave(stage: Stage, of: Played, kinds: readonly LeaveEventKind[]): Promise<void> {
  const clinician = await stage.as(of.clinician);
  for (const kind of kinds) {
    const problem = await playing(clinician, async (tx, actor) =>
      recordLeave(tx, {
        file: await readApplication(tx, of.id),
        kind,
        onDay: stage.today,
        note: '',
        today: stage.today,
        actor,
      }),
    );
    if (problem) throw new Error(`Leave could not be ${kind}: ${problem.says}.`);
  }
}
