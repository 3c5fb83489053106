import { z } from 'zod';
import type { Ask } from '../../platform/web/index.ts';

const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const caseParams = z.object({ caseId: id });
export const victimParams = z.object({ caseId: id, victim: id });
export const requestParams = z.object({ caseId: id, request: id });

export type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
export type VictimAsk = Ask<z.infer<typeof victimParams>, unknown>;
export type RequestAsk = Ask<z.infer<typeof requestParams>, unknown>;

/** Who comes in, and by which door: the same for every address of the victim side. */
export const byVictimDoor = { access: ['victim_liaison_officer'], door: 'victim' } as const;
