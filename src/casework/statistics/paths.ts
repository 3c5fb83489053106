/** The addresses of the numbers, each written once. */
export const statisticsPaths = {
  public: () => '/statistics',
  file: () => '/statistics/ownwords-statistics.csv',
  dictionary: () => '/statistics/data-dictionary.csv',
  section: () => '/mhcs/statistics',
  sectionWork: () => '/mhcs/statistics/work',
  sectionFile: () => '/mhcs/statistics/ownwords-section-statistics.csv',
  characteristics: (caseId: number | ':caseId') => `/mhcs/cases/${caseId}/characteristics`,
};
