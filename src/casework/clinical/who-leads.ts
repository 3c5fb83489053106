import type { TextKey } from '../../platform/language/index.ts';
import { type DocumentKind, kindRules } from '../rules/document-kinds.ts';

/** The sentence for anybody who tries what only those can do who lead a document of this kind: it names them. */
export function onlyWhoLeads(kind: DocumentKind): TextKey {
  const { ledBy } = kindRules[kind];
  if (ledBy.includes('prison_healthcare')) return 'casework.refusal.onlyHealthcare';
  const supervised = ledBy.includes('clinical_supervisor');
  if (!supervised) return 'casework.refusal.onlyClinician';
  return ledBy.includes('responsible_clinician')
    ? 'casework.refusal.onlyClinicianOrSupervisor'
    : ledBy.includes('social_supervisor')
      ? 'casework.refusal.onlySupervisors'
      : 'casework.refusal.onlyClinicalSupervisor';
}
