import { sql } from 'kysely';
import { withdrawApplication } from '../../src/casework/clinical/commands/withdraw-application.ts';
import { readApplication } from '../../src/casework/clinical/queries/read-application.ts';
import { asOwner } from '../../src/platform/database/index.ts';
import type { Answers } from '../../src/platform/forms/index.ts';
import type { TestSite } from '../browser-without-browser.ts';
import { type Application, aLeaveApplication } from '../leave-applications.ts';
import { canaries } from './canaries.ts';
import { addTheRest } from './cast.ts';
import { consult, keepVictimNote } from './closed-story.ts';
import { anAgencySpoke } from './condition-story.ts';
import { attachLater, attachReports } from './files-story.ts';
import {
  answerWhatWasAsked,
  askForInformation,
  decide,
  draftDecision,
  handIn,
  takeLeave,
} from './section-story.ts';
import { releaseOne, sectionWrites, tellVictim, victimsCome } from './victim-story.ts';
import { recordUnable, sayMore, takeBackWords, writeBeside, writeDrafts } from './voice-story.ts';

/** The applications of the story; `here` is the case on which everybody's standing is measured. */
export type FullHouse = {
  /** Sent, every consultation answered, information asked for, a decision drafted with its replies. */
  here: Application;
  /** The same person's earlier one: decided, answered, leave taken. */
  decided: Application;
  /** The same person's next one, still being written. */
  next: Application;
  /** Another hospital's, another person's. */
  elsewhere: Application;
  /** Of a case that is closed even to national readers outside its circle. */
  shut: Application;
};

/** What differs in a world where nothing closed ever happened. */
export type World = { closed: boolean; victims?: boolean };

/**
 * One person with everything that can stand in a case, told by the real commands by those whose part it is, and
 * two other cases beside it. Each protected field carries its canary.
 */
export async function fullHouse(site: TestSite, world: World = { closed: true }): Promise<FullHouse> {
  await addTheRest(site);
  if (!world.closed) await forgetFlags(site);
  const decided = await earlier(site);
  const here = await inFullSwing(site, world);
  const begun = await aLeaveApplication(site, {
    answers: { context: `Again. ${canaries.open.word}` },
  }).said();
  await takeBackWords(begun);
  const next = await sayMore(begun, { progress: 'Said anew.' });
  await writeDrafts(site, next);
  await recordUnable(site, next);
  await attachLater(site, next);
  if (world.closed)
    await consult(site, next, { whom: ['victim_liaison_officer'], plainly: true, unanswered: true });
  const elsewhere = await aLeaveApplication(site, {
    patient: 'gale.placeholder',
    words: { progress: canaries.otherWords.word },
  }).submitted();
  await overAndDone(site, world);
  const shut = await aLeaveApplication(site, {
    patient: 'indigo.demo',
    words: { risk: canaries.shutWords.word },
    answers: world.closed ? shutAnswers : {},
  }).said();
  if (world.closed)
    await consult(site, shut, { whom: ['mappa_coordinator', 'counter_terrorism_manager'], plainly: true });
  await handIn(site, shut);
  await sectionWrites(site, here.caseId);
  if (world.closed) {
    const officer = await site.as('vic.lantern');
    await keepVictimNote(officer, here);
    await anAgencySpoke(site, here.caseId);
    if (world.victims !== false) {
      await victimsCome(site, officer, { here: here.caseId, elsewhere: elsewhere.caseId });
      await releaseOne(site, officer, here.caseId);
      await tellVictim(site, officer, here.caseId);
    }
  }
  return { here, decided, next, elsewhere, shut };
}

const closedAnswers: Answers = {
  victimStatus: 'active',
  officerContact: `At the office. ${canaries.closed.word}`,
  closedViews: `Others think so. ${canaries.closedView.word}`,
};
const undertaken: Answers = { mappaNotifiedOn: '', mappaUndertaking: 'yes' };
const shutAnswers: Answers = {
  extremismConcern: `Concern. ${canaries.shutClosed.word}`,
  counterTerrorismAskedOn: '2026-10-01',
  counterTerrorismAnsweredOn: '2026-10-08',
  counterTerrorismView: 'No objection.',
};

async function forgetFlags(site: TestSite): Promise<void> {
  await asOwner(site.database.adminUrl, db =>
    sql`update casework.patient_flags set noteworthy = not noteworthy, mappa_category = null, mappa_level = null,
      extremism_level = 'none'`.execute(db),
  );
}

async function earlier(site: TestSite): Promise<Application> {
  const application = await aLeaveApplication(site, {
    words: { progress: `Then. ${canaries.earlierWords.word}` },
  }).submitted();
  await decide(site, application);
  await takeLeave(site, application);
  return application;
}

/** One that was withdrawn, in the other case: who was consulted has left it, and keeps what they answered. */
async function overAndDone(site: TestSite, { closed }: World): Promise<void> {
  const over = await aLeaveApplication(site, { patient: 'gale.placeholder' }).drafted();
  if (closed) await consult(site, over, { whom: ['offender_manager'], plainly: true });
  await over.clinician.transaction(async tx =>
    withdrawApplication(tx, await readApplication(tx, over.id), 'Another plan.'),
  );
}

async function inFullSwing(site: TestSite, { closed }: World): Promise<Application> {
  const application = await aLeaveApplication(site, {
    answers: {
      context: `Escorted leave went well. ${canaries.open.word}`,
      leaveHistory: [
        {
          kind: 'escorted',
          from: '2026-02-02',
          amount: 'Twice a week',
          destination: 'Larkmoor',
          purpose: 'Shopping',
          concerns: 'None',
        },
      ],
      ...(closed ? { ...closedAnswers, ...undertaken } : {}),
    },
    words: { progress: `To be taken back. ${canaries.withdrawn.word}` },
  }).said();
  await takeBackWords(application);
  const spoken = await sayMore(application, {
    progress: `I have done the course. ${canaries.words.word}`,
    risk: 'I know my early signs.',
  });
  await writeBeside(site, spoken);
  await attachReports(site, spoken, { closed });
  if (closed) await consult(site, application);
  await handIn(site, application);
  await sayMore(application, { consider: 'One more thing, after it was sent.' });
  await askForInformation(site, application);
  await answerWhatWasAsked(site, application);
  await draftDecision(site, application);
  // Asked once more, and not answered yet.
  await askForInformation(site, application);
  return spoken;
}
