/** The priorities of the triage, first to last; which work has which stands in priority.ts. */
export const priorities = [
  'critical',
  'fast track',
  'hospital transfer',
  'other',
  'community leave',
] as const;
export type Priority = (typeof priorities)[number];
