import { sql } from 'kysely';
import { invitePerson } from '../src/casework/clinical/commands/invite-person.ts';
import { saveSection, versionOf } from '../src/casework/clinical/commands/save-section.ts';
import { startApplication } from '../src/casework/clinical/commands/start-application.ts';
import { submitApplication } from '../src/casework/clinical/commands/submit-application.ts';
import { type ApplicationFile, readApplication } from '../src/casework/clinical/queries/read-application.ts';
import { answersOf, leaveForm } from '../src/casework/clinical/walked.ts';
import { type Actor, asOwner, type Tx } from '../src/platform/database/index.ts';
import type { Answers, Section } from '../src/platform/forms/index.ts';
import { todayIn } from '../src/platform/time/index.ts';
import type { TestSite, Visitor } from './browser-without-browser.ts';
import { type AnswersFor, completeAnswers } from './leave-answers.ts';

/** Words that nobody could write by chance, to be looked for on pages. */
export const someWords = {
  progress: 'I have done the whole relapse course. I water the beans at the allotment each Tuesday.',
  risk: 'I know my early signs now. When I do not sleep I tell Jo on the first night.',
  consider: 'My mum is ill and I would like to see the sea again.',
};

/** What a test wants; all of it has a default. */
export type Wanted = {
  /** Username of a patient of the small world. */
  patient?: string;
  /** Answers in place of the ordinary ones. */
  answers?: Answers;
  /** What the person says, by prompt. */
  words?: Record<string, string>;
};

/** An application in some state, with the people around it signed in. */
export type Application = {
  id: number;
  caseId: number;
  occasionId: number;
  clinician: Visitor;
  person: Visitor;
  /** The sealed statement, once it was said. */
  statementId?: number;
};

type Patient = AnswersFor & { caseId: number; clinician: string };

/**
 * Makes a leave application in a state, by the real commands, as the people whose part it is:
 * `await aLeaveApplication(site, { patient: 'ash.example' }).submitted()`.
 */
export function aLeaveApplication(site: TestSite, wanted: Wanted = {}) {
  const username = wanted.patient ?? 'ash.example';
  return {
    /** Started by the responsible clinician, with nothing but what the record knows. */
    started: () => started(site, username),
    /** Every required question answered. */
    drafted: () => drafted(site, username, wanted),
    /** Shown to the person, who was asked to say their part. */
    invited: async () => invited(await drafted(site, username, wanted)),
    /** The person has said their part. */
    said: async () => said(await invited(await drafted(site, username, wanted)), wanted.words),
    /** Signed and sent to MHCS. */
    submitted: async () =>
      submitted(site, await said(await invited(await drafted(site, username, wanted)), wanted.words)),
  };
}

async function patientOf(site: TestSite, username: string): Promise<Patient> {
  return asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<Patient>`
      select p.case_id as "caseId", p.authority, f.extremism_level as "extremismLevel",
        f.mappa_category as "mappaCategory", f.mappa_level as "mappaLevel", clinician.username as clinician
      from people.account a join people.case k on k.person_id = a.person_id
      join casework.patient p on p.case_id = k.id left join casework.patient_flags f on f.case_id = k.id
      join people.circle c on c.case_id = k.id and c.capacity = 'responsible_clinician'
      join people.account clinician on clinician.id = c.account_id
      where a.username = ${username}`.execute(db);
    const [row] = rows;
    if (!row) throw new Error(`The small world has no patient "${username}".`);
    return row;
  });
}

/** The account behind a visitor, as the pipeline would hand it to a command. */
export async function actorOf(tx: Tx): Promise<Actor> {
  const { rows } = await sql<Actor>`
    select id as "accountId", person_id as "personId", display_name as name, username, language
    from people.account where id = access.account_id()`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error('Nobody is signed in.');
  return row;
}

async function started(site: TestSite, username: string): Promise<Application & { patient: Patient }> {
  const patient = await patientOf(site, username);
  const clinician = await site.as(patient.clinician);
  const person = await site.as(username);
  const { caseId } = patient;
  const { id, occasionId } = await clinician.transaction(async tx => {
    const made = await startApplication(tx, { caseId, actor: await actorOf(tx) });
    return readApplication(tx, made);
  });
  return { id, caseId, occasionId, clinician, person, patient };
}

async function drafted(site: TestSite, username: string, wanted: Wanted): Promise<Application> {
  const { patient, ...application } = await started(site, username);
  await application.clinician.transaction(async tx => {
    const file = await readApplication(tx, application.id);
    const answers = completeAnswers({ ...patient, known: answersOf(file.open) }, wanted.answers);
    const actor = await actorOf(tx);
    for (const section of leaveForm.sections) await save(tx, { file, section, answers, actor });
  });
  return application;
}

type Save = { file: ApplicationFile; section: Section; answers: Answers; actor: Actor };

async function save(tx: Tx, { file, section, answers, actor }: Save): Promise<void> {
  const ids = new Set(section.questions.map(({ id }) => id));
  const own = Object.fromEntries(Object.entries(answers).filter(([id]) => ids.has(id)));
  await saveSection(tx, {
    file,
    section,
    actor,
    answers: own,
    audience: 'closed',
    version: versionOf(file, section.id),
    now: Temporal.Now.instant(),
  });
}

async function invited(application: Application): Promise<Application> {
  await application.clinician.transaction(async tx =>
    invitePerson(tx, { file: await readApplication(tx, application.id), actor: await actorOf(tx) }),
  );
  return application;
}

async function said(
  application: Application,
  words: Record<string, string> = someWords,
): Promise<Application & { statementId: number }> {
  const { caseId, occasionId } = application;
  const statementId = await application.person.transaction(async tx => {
    const { accountId } = await actorOf(tx);
    const { rows } = await sql<{ id: number }>`
      insert into voice.statement (case_id, occasion_id, shown_id, entered_by, route, language, parts)
      select ${caseId}, ${occasionId}, max(id), ${accountId}, 'typed', 'en',
        ${JSON.stringify(Object.entries(words).map(([prompt, text]) => ({ prompt, text })))}::jsonb
      from voice.shown where occasion_id = ${occasionId} returning id`.execute(tx.db);
    await tx.db
      .insertInto('voice.opportunity')
      .values({ case_id: caseId, occasion_id: occasionId, outcome: 'said', recorded_by: accountId })
      .execute();
    tx.record('voice.statement.sealed', { caseId, detail: { statement: rows[0]?.id ?? null } });
    return rows[0]?.id ?? 0;
  });
  return { ...application, statementId };
}

async function submitted<A extends Application>(site: TestSite, application: A): Promise<A> {
  const today = todayIn(site.clock);
  const outcome = await application.clinician.transaction(async tx => {
    const actor = await actorOf(tx);
    return submitApplication(tx, {
      applicationId: application.id,
      actor,
      signedName: actor.name,
      sightConfirmedOn: today,
      sightNote: '',
      today,
      now: site.clock.now(),
    });
  });
  if (!outcome.ok) {
    const blocked = outcome.gates.filter(({ state }) => state === 'blocked').map(({ gate }) => gate);
    throw new Error(`The application is blocked by ${blocked.join(', ')}.`);
  }
  return application;
}
