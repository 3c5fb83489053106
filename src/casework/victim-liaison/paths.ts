/** The addresses of the victim side. */
export const liaisonPaths = {
  notes: (caseId: number | ':caseId') => `/liaison/${caseId}`,
};
