import { sql } from 'kysely';
import { decide } from '../src/casework/demonstration/decide.ts';
import { fill, invite, say, start, submit } from '../src/casework/demonstration/play.ts';
import type { DocumentKind } from '../src/casework/rules/document-kinds.ts';
import { asOwner } from '../src/platform/database/index.ts';
import type { Answers } from '../src/platform/forms/index.ts';
import type { TestSite } from './browser-without-browser.ts';
import { type Application, someWords, stageOf } from './leave-applications.ts';

export type WantedDischarge = { patient?: string; kind?: DocumentKind; answers?: Answers };

/** An application for discharge, said to and sent, by the real commands. */
export async function aDischarge(site: TestSite, wanted: WantedDischarge = {}): Promise<Application> {
  const stage = stageOf(site);
  const played = await start(stage, wanted.patient ?? 'ash.example', wanted.kind ?? 'discharge application');
  await fill(stage, played, wanted.answers);
  await invite(stage, played);
  const statementId = await say(stage, played, someWords);
  await submit(stage, played);
  const [clinician, person] = await Promise.all([stage.as(played.clinician), stage.as(played.patient)]);
  return { ...played, clinician, person, statementId };
}

/** A decision that grants a discharge; what is left out is ordinary. */
export const granted = {
  kind: 'grant',
  authorisedBy: 'nat.charter',
  reasons: 'Invented reasons: stable for a year, and the place is right.',
  answer: 'We said yes. You can leave hospital when your place is ready.',
  conditions: [
    'To live at Pretend House and nowhere else without agreement.',
    'To keep away from Sample Street.',
  ],
  answerConditions: ['Live at Pretend House. Ask first before you move.', 'Keep away from Sample Street.'],
  onLiberty: [false, false],
} as const;

type Granting = Partial<Parameters<typeof decide>[2]>;

/** Decides it by the real commands: written by a caseworker, issued by somebody high enough. */
export async function decideOn(site: TestSite, of: { id: number }, deciding: Granting = {}): Promise<void> {
  const { conditions, answerConditions, onLiberty, ...rest } = granted;
  await decide(stageOf(site), of, {
    ...rest,
    ...{ conditions: [...conditions], answerConditions: [...answerConditions], onLiberty: [...onLiberty] },
    ...deciding,
  });
}

/** Lets somebody new in as the social supervisor of a patient, as an office would. Answers the username. */
export async function aSupervisor(site: TestSite, patient: string): Promise<string> {
  const username = `super.${patient.split('.')[0]}`;
  await asOwner(site.database.adminUrl, async db => {
    await sql`
      with a as (insert into people.account (username, email, display_name, job_title, phone, door, demonstration)
        values (${username}, ${`${username}@example.invalid`}, 'Uli Pretend', 'Social worker', '01632 960 009',
          access.door_of('social_supervisor'), true) returning id),
        m as (insert into people.membership (account_id, unit_id, role, from_on)
          select a.id, u.id, 'social_supervisor', date '2020-01-01' from a join people.unit u on u.name = 'Larkmoor Care')
      insert into people.circle (case_id, account_id, capacity, basis, from_on)
      select k.id, a.id, 'social_supervisor', 'arranged for a test', date '2024-01-01' from a
      join people.account who on who.username = ${patient} join people.case k on k.person_id = who.person_id`.execute(
      db,
    );
  });
  return username;
}
