import type { Role } from '../../platform/web/index.ts';

/** Who around the person may do what with their words, as the policies of migrations/0006_voice.sql have it. */
export const mayRead: readonly Role[] = [
  'responsible_clinician',
  'ward_staff',
  'mha_office',
  'advocate',
  'solicitor',
  'social_supervisor',
  'clinical_supervisor',
  'prison_healthcare',
];
export const mayWriteDown: readonly Role[] = [
  'ward_staff',
  'advocate',
  'prison_healthcare',
  'social_supervisor',
  'clinical_supervisor',
];
export const mayRecord: readonly Role[] = [
  'ward_staff',
  'advocate',
  'responsible_clinician',
  'mha_office',
  'social_supervisor',
  'clinical_supervisor',
  'prison_healthcare',
];
