import { answerConsultation } from '../../src/casework/clinical/commands/answer-consultation.ts';
import { askConsultee } from '../../src/casework/clinical/commands/ask-consultee.ts';
import { remindConsultee } from '../../src/casework/clinical/commands/remind-consultee.ts';
import { readApplication } from '../../src/casework/clinical/queries/read-application.ts';
import { myConsultation } from '../../src/casework/clinical/queries/read-consultations.ts';
import { liaisonPaths } from '../../src/casework/victim-liaison/paths.ts';
import type { Answers } from '../../src/platform/forms/index.ts';
import { todayIn } from '../../src/platform/time/index.ts';
import type { TestSite, Visitor } from '../browser-without-browser.ts';
import { type Application, actorOf } from '../leave-applications.ts';
import { canaries } from './canaries.ts';

/** What happens where the person does not look: asking others, and what a victim told. */

const answered = {
  victim_liaison_officer: {
    username: 'vic.lantern',
    question: `What should we know? ${canaries.victimAsked.word}`,
    answer: {
      contact: 'active',
      victimConsulted: 'yes',
      newZone: 'no',
      dispute: 'no',
      conditions: `Keep away. ${canaries.victimSaid.word}`,
    },
  },
  mappa_coordinator: {
    username: 'mo.parley',
    question: `What does MAPPA think? ${canaries.mappaAsked.word}`,
    answer: {
      category: '3',
      level: '1',
      comments: `Discussed. ${canaries.mappaSaid.word}`,
      chairAgrees: 'no',
    },
  },
  offender_manager: {
    username: 'oz.harbour',
    question: `And probation? ${canaries.managerAsked.word}`,
    answer: { onLeave: `Agreed. ${canaries.managerSaid.word}`, onRemission: 'Not needed.' },
  },
  counter_terrorism_manager: {
    username: 'cam.turnstile',
    question: `Is anything known? ${canaries.terrorismAsked.word}`,
    answer: { views: `Nothing new. ${canaries.terrorismSaid.word}` },
  },
} as const satisfies Record<string, { username: string; question: string; answer: Answers }>;

/** The same without canaries. */
const plain: Answers = { comments: 'Discussed.', views: 'Nothing new.', onLeave: 'Agreed.' };

type Consultee = keyof typeof answered;
const consultees = Object.keys(answered) as Consultee[];

type Consulting = {
  whom?: readonly Consultee[];
  /** Without canaries, for another case or application. */
  plainly?: boolean;
  unanswered?: boolean;
};

/** Asks each, reminds the first, and lets them answer. */
export async function consult(
  site: TestSite,
  application: Application,
  { whom = consultees, plainly = false, unanswered = false }: Consulting = {},
): Promise<void> {
  for (const consultee of whom) {
    const { username, question, answer } = answered[consultee];
    const asked = await site.as(username);
    const accountId = await asked.transaction(async tx => (await actorOf(tx)).accountId);
    const id = await application.clinician.transaction(async tx =>
      askConsultee(tx, {
        file: await readApplication(tx, application.id),
        actor: await actorOf(tx),
        consultee,
        accountId,
        question: plainly ? 'What do you think?' : question,
      }),
    );
    if (consultee === 'victim_liaison_officer') await remind(site, application, id);
    if (unanswered) continue;
    await asked.transaction(async tx =>
      answerConsultation(tx, {
        consultation: await myConsultation(tx, accountId, id),
        answers: plainly ? { ...answer, ...plain } : answer,
        now: site.clock.now(),
      }),
    );
  }
}

async function remind(site: TestSite, application: Application, consultationId: number): Promise<void> {
  await application.clinician.transaction(async tx =>
    remindConsultee(tx, {
      file: await readApplication(tx, application.id),
      consultationId,
      actor: await actorOf(tx),
      today: todayIn(site.clock),
    }),
  );
}

/** The liaison officer's own note, by its page: only the program holds the key. */
export async function keepVictimNote(officer: Visitor, { caseId }: Application): Promise<void> {
  const note = `Lives near the harbour. ${canaries.victimNote.word}`;
  const kept = await officer.post(liaisonPaths.notes(caseId), { note });
  if (kept.status !== 303) throw new Error(`The note was not kept: ${kept.text()}`);
}
