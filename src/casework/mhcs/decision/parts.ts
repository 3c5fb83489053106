import type { Statement, StatementReply } from '../../../voice/index.ts';

/** One part of a standing statement, with the reply to it where there is one. */
export type PartToAnswer = {
  statementId: number;
  prompt: string;
  text: string;
  reply: StatementReply | undefined;
};

/** Every part that a decision has to answer, in the order in which it was said. */
export function partsOf(statements: readonly Statement[]): PartToAnswer[] {
  return statements
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .flatMap(({ id, parts, replies }) =>
      parts.map(({ prompt, text }) => ({
        statementId: id,
        prompt,
        text,
        reply: replies.find(reply => reply.prompt === prompt),
      })),
    );
}

/** The name of a part in addresses of a page. */
export function anchorOf({ statementId, prompt }: Pick<PartToAnswer, 'statementId' | 'prompt'>): string {
  return `reply-${statementId}-${prompt}`;
}
