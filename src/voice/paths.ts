import type { PromptId } from './prompts.ts';

type Id = number | ':occasion';
type StatementId = number | ':statement';
type Prompt = PromptId | ':prompt';

/** The addresses of this room, each written once; ':occasion' makes the pattern of a route. */
export const voicePaths = {
  check: () => '/check',
  readers: () => '/my/readers',
  speak: (id: Id) => `/my/words/${id}`,
  part: (id: Id, prompt: Prompt) => `/my/words/${id}/part/${prompt}`,
  keepPart: (id: Id, prompt: Prompt) => `/my/words/${id}/part/${prompt}/draft`,
  how: (id: Id) => `/my/words/${id}/how`,
  readBack: (id: Id) => `/my/words/${id}/read-back`,
  receipt: (id: Id, statement: StatementId) => `/my/words/${id}/sealed/${statement}`,
  takeBack: (id: Id, statement: StatementId) => `/my/words/${id}/sealed/${statement}/take-back`,
  toAskAgain: () => '/words',
  occasion: (id: Id) => `/words/${id}`,
  opportunity: (id: Id) => `/words/${id}/not-now`,
  write: (id: Id) => `/words/${id}/write`,
  keepWriting: (id: Id) => `/words/${id}/write/draft`,
  writtenBack: (id: Id) => `/words/${id}/write/read-back`,
  comment: (id: Id, statement: StatementId) => `/words/${id}/statements/${statement}/comment`,
  translation: (id: Id, statement: StatementId) => `/words/${id}/statements/${statement}/translation`,
  receiptPdf: (id: Id, statement: StatementId) => `/words/${id}/statements/${statement}/receipt.pdf`,
};
