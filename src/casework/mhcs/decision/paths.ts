type Id = number | ':id';

/** The addresses of deciding and authorising, each written once; ':id' is that of the application. */
export const decisionPaths = {
  decision: (id: Id) => `/mhcs/documents/${id}/decision`,
  keep: (id: Id) => `/mhcs/documents/${id}/decision/draft`,
  letter: (id: Id) => `/mhcs/documents/${id}/decision/letter`,
  letterPdf: (id: Id) => `/mhcs/documents/${id}/decision/letter.pdf`,
  answer: (id: Id) => `/mhcs/documents/${id}/decision/answer`,
  answerPdf: (id: Id) => `/mhcs/documents/${id}/decision/answer.pdf`,
  send: (id: Id) => `/mhcs/documents/${id}/decision/send`,
  takeBack: (id: Id) => `/mhcs/documents/${id}/decision/take-back`,
  queue: () => '/mhcs/authorise',
  authorise: (id: Id) => `/mhcs/documents/${id}/authorise`,
  sendBack: (id: Id) => `/mhcs/documents/${id}/authorise/send-back`,
};
