import type { Role } from '../../platform/web/index.ts';

/** Who works on documents about a patient: in the hospital, and in the community. */
export const careTeam = [
  'responsible_clinician',
  'ward_staff',
  'mha_office',
  'social_supervisor',
  'clinical_supervisor',
] as const satisfies readonly Role[];
