import type { Room } from '../platform/web/index.ts';

export { closeOccasion } from './commands/close-occasion.ts';
export { handOver } from './commands/hand-over.ts';
export { inviteToSpeak } from './commands/invite-to-speak.ts';
export { openOccasion } from './commands/open-occasion.ts';
export { takeBack } from './commands/take-back.ts';
export { type ReplyToWrite, writeReply } from './commands/write-reply.ts';
export { type PromptId, prompts } from './prompts.ts';
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
export const voice: Room = { name: 'voice', routes: [] };
