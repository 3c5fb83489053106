import { holds, type Room } from '../platform/web/index.ts';
import { checkRoutes } from './check.ts';
import { askAgain } from './jobs/ask-again.ts';
import { howRoutes } from './my/how.ts';
import { partRoutes } from './my/part.ts';
import { readBackRoutes } from './my/read-back.ts';
import { readersRoutes } from './my/readers.ts';
import { sealedRoutes } from './my/sealed.ts';
import { startRoutes } from './my/start.ts';
import { voicePaths } from './paths.ts';
import { receiptPdfRoutes } from './receipt-pdf.ts';
import { commentRoutes } from './staff/comment.ts';
import { occasionRoutes } from './staff/occasion.ts';
import { opportunityRoutes } from './staff/opportunity.ts';
import { mayWriteDown } from './staff/roles.ts';
import { toAskAgainRoutes } from './staff/to-ask-again.ts';
import { translationRoutes } from './staff/translation.ts';
import { writeRoutes } from './staff/write.ts';
import { writtenBackRoutes } from './staff/written-back.ts';

export { checkStatements, type StatementsVerdict } from './check-statements.ts';
export { addTranslation } from './commands/add-translation.ts';
export { closeOccasion } from './commands/close-occasion.ts';
export { endOccasion } from './commands/end-occasion.ts';
export { handOver } from './commands/hand-over.ts';
export { inviteToSpeak, showAgain } from './commands/invite-to-speak.ts';
export { openOccasion } from './commands/open-occasion.ts';
export { recordOpportunity } from './commands/record-opportunity.ts';
export { sealStatement } from './commands/seal-statement.ts';
export { takeBack } from './commands/take-back.ts';
export { type ReplyToWrite, writeReply } from './commands/write-reply.ts';
export { clashes, markOf } from './draft.ts';
export { groupReaders, type ReaderGroup, sectionAmong } from './group-readers.ts';
export { showReader } from './my/readers.ts';
export { voicePaths } from './paths.ts';
export { type AskingPromptId, askingPrompts, type PromptId } from './prompts.ts';
export { type Reader, readersOfCase } from './queries-readers.ts';
export { type Outcome, type Standing, standing } from './queries-standing.ts';
export { readStatements } from './queries-statements.ts';
export {
  languageName,
  promptTitle,
  type ShownPart,
  type ShownStatement,
  showHow,
  showStatements,
} from './show-statement.ts';
export type { Comment, Part, SpeakingRoute, Statement, StatementReply, Translation } from './statement.ts';

/** Statements in a person's own words, replies, who read them. */
export const voice: Room = {
  name: 'voice',
  routes: [
    ...startRoutes,
    ...partRoutes,
    ...howRoutes,
    ...readBackRoutes,
    ...sealedRoutes,
    ...readersRoutes,
    ...receiptPdfRoutes,
    ...checkRoutes,
    ...occasionRoutes,
    ...opportunityRoutes,
    ...writeRoutes,
    ...writtenBackRoutes,
    ...commentRoutes,
    ...translationRoutes,
    ...toAskAgainRoutes,
  ],
  jobs: [askAgain],
  navigation: actor => {
    if (holds(actor, 'subject')) return [{ href: voicePaths.readers(), text: 'voice.nav.readers' }];
    return holds(actor, ...mayWriteDown) ? [{ href: voicePaths.toAskAgain(), text: 'voice.nav.words' }] : [];
  },
};
