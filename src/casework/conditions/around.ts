import type { z } from 'zod';
import type { Ask, caseParams, Role } from '../../platform/web/index.ts';
import { careTeam } from '../clinical/care-team.ts';

/** Everybody around the case but the person, who has pages of their own. */
export const aroundThePerson = [...careTeam, 'advocate', 'solicitor'] as const satisfies readonly Role[];

export type CareAsk = Ask<z.infer<typeof caseParams>, unknown>;
