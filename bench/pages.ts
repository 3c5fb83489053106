/** A page that is measured: who opens it, and what it must reach on two cores. */
export type MeasuredPage = {
  id: string;
  title: string;
  username: string;
  /** `:caseId` stands for a case that this account may open. */
  path: string;
  floor?: { requestsPerSecond: number; p95Ms: number };
};

const issueFloor = { requestsPerSecond: 400, p95Ms: 60 };

export const measuredPages: readonly MeasuredPage[] = [
  {
    id: 'worklist',
    title: 'MHCS worklist, 50 rows',
    username: 'robin.quill',
    path: '/mhcs/worklist',
    floor: issueFloor,
  },
  {
    id: 'case',
    title: 'A patient’s case page',
    username: 'robin.quill',
    path: '/mhcs/cases/:caseId',
    floor: issueFloor,
  },
  { id: 'patients', title: 'A clinician’s patients', username: 'dr.vale', path: '/patients' },
  { id: 'person', title: 'A person’s own first page', username: 'ash.example', path: '/my' },
];
