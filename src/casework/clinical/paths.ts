type Id = number | ':id';

/** The addresses of the clinical side, each written once; ':id' makes the pattern of a route. */
export const clinicalPaths = {
  patients: () => '/patients',
  patient: (caseId: number | ':caseId') => `/patients/${caseId}`,
  /** Where a kind of document is begun, by the series of its forms. */
  start: (caseId: number | ':caseId', form: string) => `/patients/${caseId}/${form}`,
  application: (id: Id) => `/documents/${id}`,
  section: (id: Id, section: string) => `/documents/${id}/sections/${section}`,
  keepSection: (id: Id, section: string) => `/documents/${id}/sections/${section}/draft`,
  part: (id: Id, part: string) => `/documents/${id}/parts/${part}`,
  takePartBack: (id: Id, part: string) => `/documents/${id}/parts/${part}/take-back`,
  beginView: (id: Id) => `/documents/${id}/begin-view`,
  check: (id: Id) => `/documents/${id}/check`,
  print: (id: Id) => `/documents/${id}/print`,
  pdf: (id: Id) => `/documents/${id}/application.pdf`,
  word: (id: Id) => `/documents/${id}/application.docx`,
  consultations: (id: Id) => `/documents/${id}/consultations`,
  remind: (id: Id, consultation: number | ':consultation') =>
    `/documents/${id}/consultations/${consultation}/remind`,
  undertaking: (id: Id) => `/documents/${id}/undertaking`,
  words: (id: Id) => `/documents/${id}/words`,
  submit: (id: Id) => `/documents/${id}/submit`,
  withdraw: (id: Id) => `/documents/${id}/withdraw`,
  reopen: (id: Id) => `/documents/${id}/reopen`,
  information: (id: Id) => `/documents/${id}/information`,
  decision: (id: Id) => `/documents/${id}/decision`,
  letterPdf: (id: Id) => `/documents/${id}/decision.pdf`,
  letterWord: (id: Id) => `/documents/${id}/decision.docx`,
  answerPdf: (id: Id) => `/documents/${id}/answer.pdf`,
  leave: (id: Id) => `/documents/${id}/leave`,
  myConsultations: () => '/consultations',
  consultation: (id: Id) => `/consultations/${id}`,
};
