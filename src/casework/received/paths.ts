type CaseId = number | ':caseId';
type Id = number | ':id';
type Received = number | ':received';

const inCase = (caseId: CaseId, received: Received) => `/mhcs/cases/${caseId}/received/${received}`;
const withDocument = (id: Id, received: Received) => `/documents/${id}/received/${received}`;

/** The addresses of what came another way, each written once: for the section, the hospital and the person. */
export const receivedPaths = {
  inCase: (caseId: CaseId) => `/mhcs/cases/${caseId}/received`,
  fileInCase: inCase,
  strikeOutInCase: (caseId: CaseId, received: Received) => `${inCase(caseId, received)}/strike-out`,
  withDocument: (id: Id) => `/documents/${id}/received`,
  fileWithDocument: withDocument,
  strikeOutWithDocument: (id: Id, received: Received) => `${withDocument(id, received)}/strike-out`,
  mine: () => '/my/papers',
  fileOfMine: (received: Received) => `/my/papers/${received}`,
};
