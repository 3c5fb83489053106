import type { Role } from '../../../platform/web/index.ts';
import type { KindRules } from './kind-rules.ts';

/** Led by the responsible clinician and filled in by their team. */
export const byClinician = {
  ledBy: ['responsible_clinician'],
  filledBy: ['responsible_clinician', 'ward_staff', 'mha_office'],
  closedBy: ['responsible_clinician', 'mha_office'],
} as const satisfies Pick<KindRules, 'ledBy' | 'filledBy' | 'closedBy'>;

export const supervisors = ['social_supervisor', 'clinical_supervisor'] as const satisfies readonly Role[];

/** Led by whoever supervises somebody in the community. */
export const bySupervisors = {
  ledBy: ['responsible_clinician', 'social_supervisor', 'clinical_supervisor'],
  filledBy: ['responsible_clinician', 'social_supervisor', 'clinical_supervisor', 'mha_office'],
  closedBy: ['responsible_clinician', 'social_supervisor', 'clinical_supervisor', 'mha_office'],
} as const satisfies Pick<KindRules, 'ledBy' | 'filledBy' | 'closedBy'>;

/** A request for one thing, which is granted, refused or sent back; no time for deciding it is known. */
export const request = {
  oneAtATime: true,
  takesPictureOver: true,
  outcomes: ['grant', 'refuse', 'return'],
  secondPerson: true,
  decisionClock: false,
} as const satisfies Partial<KindRules>;
