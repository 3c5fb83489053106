/** The addresses of evidence grades. */
export const gradePaths = {
  meaning: () => '/evidence/grades',
  work: (scale: string) => `/evidence/grades/work?scale=${scale}`,
  workPath: () => '/evidence/grades/work',
  grade: (number: number | ':number', scale: string) => `/evidence/${number}/grade/${scale}`,
  settle: (number: number | ':number', scale: string) => `/evidence/${number}/grade/${scale}/settle`,
};
