import type { Wish } from './wishes.ts';

type Id = number | ':id';
type CaseId = number | ':caseId';

/** The addresses where a person asks for something themselves, or a helper for them; ':id' is what is being written. */
export const ownPaths = {
  mine: () => '/my/ask',
  helped: (caseId: CaseId) => `/people-i-help/${caseId}/ask`,
  wish: (caseId: CaseId, wish: Wish | ':wish') => `/my/ask/${caseId}/${wish}`,
  step: (id: Id, step: string) => `/my/asking/${id}/${step}`,
  keep: (id: Id, step: string) => `/my/asking/${id}/${step}/keep`,
  send: (id: Id) => `/my/asking/${id}/send`,
  throwAway: (id: Id) => `/my/asking/${id}/throw-away`,
  takeBack: (documentId: Id) => `/my/documents/${documentId}/take-back`,
};
