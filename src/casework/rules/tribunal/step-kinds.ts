/** What is done in a case before the tribunal; who records each, and when, stands in steps.ts. */
export const stepKinds = [
  'received',
  'reports asked',
  'supervisors named',
  'hospital reports sent',
  'clinician report sent',
  'social report sent',
  'words sent',
  'state comments sent',
  'hearing',
  'adjourned',
] as const;
export type StepKind = (typeof stepKinds)[number];
