import type { Role } from '../../platform/web/index.ts';

/** Who works on documents about a patient: in the hospital, in the community, and in the prison from which they come. */
export const careTeam = [
  'responsible_clinician',
  'ward_staff',
  'mha_office',
  'social_supervisor',
  'clinical_supervisor',
  'prison_healthcare',
] as const satisfies readonly Role[];
