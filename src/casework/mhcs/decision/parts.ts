import type { Statement, StatementReply } from '../../../voice/index.ts';

/** One part of a standing statement, with the reply to it where there is one. */
export type PartToAnswer = {
  statementId: number;
  prompt: string;
  text: string;
  reply: StatementReply | undefined;
  /** The name of its field, and of its place on a page. */
  field: string;
};

/** Every part that a decision has to answer, in the order in which it was said. */
export function partsOf(statements: readonly Statement[]): PartToAnswer[] {
  return statements
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .flatMap(({ id, parts, replies }) =>
      parts.map(({ prompt, text }, place) => ({
        ...{ statementId: id, prompt, text, field: `reply-${id}-${place}` },
        reply: replies.find(reply => reply.prompt === prompt),
      })),
    );
}
