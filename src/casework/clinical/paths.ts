type Id = number | ':id';

/** The addresses of the clinical side, each written once; ':id' makes the pattern of a route. */
export const clinicalPaths = {
  patients: () => '/patients',
  patient: (caseId: number | ':caseId') => `/patients/${caseId}`,
  startLeave: (caseId: number | ':caseId') => `/patients/${caseId}/leave`,
  application: (id: Id) => `/leave/${id}`,
  section: (id: Id, section: string) => `/leave/${id}/sections/${section}`,
  keepSection: (id: Id, section: string) => `/leave/${id}/sections/${section}/draft`,
  check: (id: Id) => `/leave/${id}/check`,
  print: (id: Id) => `/leave/${id}/print`,
  pdf: (id: Id) => `/leave/${id}/application.pdf`,
  word: (id: Id) => `/leave/${id}/application.docx`,
  consultations: (id: Id) => `/leave/${id}/consultations`,
  remind: (id: Id, consultation: number | ':consultation') =>
    `/leave/${id}/consultations/${consultation}/remind`,
  undertaking: (id: Id) => `/leave/${id}/undertaking`,
  words: (id: Id) => `/leave/${id}/words`,
  submit: (id: Id) => `/leave/${id}/submit`,
  withdraw: (id: Id) => `/leave/${id}/withdraw`,
  reopen: (id: Id) => `/leave/${id}/reopen`,
  information: (id: Id) => `/leave/${id}/information`,
  decision: (id: Id) => `/leave/${id}/decision`,
  letterPdf: (id: Id) => `/leave/${id}/decision.pdf`,
  letterWord: (id: Id) => `/leave/${id}/decision.docx`,
  answerPdf: (id: Id) => `/leave/${id}/answer.pdf`,
  leave: (id: Id) => `/leave/${id}/leave`,
  myConsultations: () => '/consultations',
  consultation: (id: Id) => `/consultations/${id}`,
};
