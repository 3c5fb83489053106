type Id = number | ':id';

/** The addresses of deciding and authorising, each written once; ':id' is that of the application. */
export const decisionPaths = {
  decision: (id: Id) => `/mhcs/applications/${id}/decision`,
  keep: (id: Id) => `/mhcs/applications/${id}/decision/draft`,
  letter: (id: Id) => `/mhcs/applications/${id}/decision/letter`,
  letterPdf: (id: Id) => `/mhcs/applications/${id}/decision/letter.pdf`,
  answer: (id: Id) => `/mhcs/applications/${id}/decision/answer`,
  answerPdf: (id: Id) => `/mhcs/applications/${id}/decision/answer.pdf`,
  send: (id: Id) => `/mhcs/applications/${id}/decision/send`,
  takeBack: (id: Id) => `/mhcs/applications/${id}/decision/take-back`,
  queue: () => '/mhcs/authorise',
  authorise: (id: Id) => `/mhcs/applications/${id}/authorise`,
  sendBack: (id: Id) => `/mhcs/applications/${id}/authorise/send-back`,
};
