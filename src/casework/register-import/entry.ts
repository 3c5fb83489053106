import type { StoredKind } from '../../people/index.ts';
import type { Authority } from '../rules/register/authority-days.ts';
import type { Movement } from '../rules/register/history.ts';

export type FiledAuthority = Authority & { court: string };
export type FiledMovement = Omit<Movement, 'sequence'> & { fromPlace: string; toPlace: string };

/** An entry of the register as it goes out into a file and comes in from one; days as 'YYYY-MM-DD'. */
export type FiledEntry = {
  reference: string;
  familyName: string;
  givenNames: string;
  otherNames: string;
  bornOn: string | null;
  language: 'en' | 'cy';
  hospital: string;
  ward: string;
  /** Of the ward, or else of the hospital; empty where nobody has said it. */
  security: string;
  /** The accounts of the responsible clinicians, by their user names. */
  clinician: string;
  team: string;
  namedPlace: string;
  boundary: string;
  status: string;
  /** The day of the last movement. */
  statusOn: string | null;
  mappaCategory: number | null;
  mappaLevel: number | null;
  noteworthy: boolean;
  extremism: string;
  longTermLeave: boolean;
  supervisedDischarge: boolean;
  technicalRecall: boolean;
  /** The one that governs first. */
  authorities: FiledAuthority[];
  /** As they followed each other. */
  movements: FiledMovement[];
} & Partial<Record<StoredKind, string>>;

export const securityLevels = ['high', 'medium', 'low', 'other'] as const;
export const extremismLevels = ['none', 'low', 'medium', 'high', 'critical'] as const;
