type CaseId = number | ':caseId';
type Victim = number | ':victim';
type Request = number | ':request';

const ofCase = (caseId: CaseId) => `/liaison/cases/${caseId}`;
const ofVictim = (caseId: CaseId, victim: Victim) => `${ofCase(caseId)}/victims/${victim}`;
const ofRequest = (caseId: CaseId, request: Request) => `${ofCase(caseId)}/requests/${request}`;

/** The addresses of the victim side, each written once. */
export const liaisonPaths = {
  cases: () => '/liaison',
  takeOn: () => '/liaison/take-on',
  notes: (caseId: CaseId) => `/liaison/${caseId}`,
  case: ofCase,
  takeOnAsked: (caseId: CaseId) => `${ofCase(caseId)}/take-on`,
  officers: (caseId: CaseId) => `${ofCase(caseId)}/officers`,
  leave: (caseId: CaseId) => `${ofCase(caseId)}/leave`,
  register: (caseId: CaseId) => `${ofCase(caseId)}/victims`,
  victim: ofVictim,
  details: (caseId: CaseId, victim: Victim) => `${ofVictim(caseId, victim)}/details`,
  representations: (caseId: CaseId, victim: Victim) => `${ofVictim(caseId, victim)}/representations`,
  paper: (caseId: CaseId, victim: Victim) => `${ofVictim(caseId, victim)}/representations/paper`,
  conditions: (caseId: CaseId, victim: Victim) => `${ofVictim(caseId, victim)}/conditions`,
  zones: (caseId: CaseId, victim: Victim) => `${ofVictim(caseId, victim)}/zones`,
  statements: (caseId: CaseId, victim: Victim) => `${ofVictim(caseId, victim)}/statements`,
  told: (caseId: CaseId, victim: Victim) => `${ofVictim(caseId, victim)}/told`,
  release: (caseId: CaseId, request: Request) => `${ofRequest(caseId, request)}/release`,
  map: (caseId: CaseId, request: Request) => `${ofRequest(caseId, request)}/map`,
  withdraw: (caseId: CaseId, request: Request) => `${ofRequest(caseId, request)}/withdraw`,
};
