/**
 * Where somebody stands in the register after each movement. `absent` says absconded or escaped: the law still counts
 * them in their hospital (MHA 1983 s18 with s41(3)(d)), but only there can a return follow.
 */
export const standings = [
  'before',
  'in hospital',
  'absent from hospital',
  'in trial leave hospital',
  'absent from trial leave',
  'conditionally discharged',
  'in custody',
  'ended',
] as const;
export type Standing = (typeof standings)[number];

/** What casework.patient.status holds. */
export const registerStatuses = [
  'in hospital',
  'in trial leave hospital',
  'conditionally discharged',
  'in custody',
  'ended',
] as const;
export type RegisterStatus = (typeof registerStatuses)[number];

const statusByStanding: Record<Standing, RegisterStatus> = {
  before: 'in hospital',
  'in hospital': 'in hospital',
  'absent from hospital': 'in hospital',
  'in trial leave hospital': 'in trial leave hospital',
  'absent from trial leave': 'in trial leave hospital',
  'conditionally discharged': 'conditionally discharged',
  'in custody': 'in custody',
  ended: 'ended',
};

/** The status of somebody who stands there, in the words of the case system. */
export function statusOf(standing: Standing): RegisterStatus {
  return statusByStanding[standing];
}
