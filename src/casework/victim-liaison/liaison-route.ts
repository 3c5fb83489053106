import { z } from 'zod';
import { type Ask, type caseParams, idNumber } from '../../platform/web/index.ts';

export const victimParams = z.object({ caseId: idNumber, victim: idNumber });
export const requestParams = z.object({ caseId: idNumber, request: idNumber });

export type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
export type VictimAsk = Ask<z.infer<typeof victimParams>, unknown>;
export type RequestAsk = Ask<z.infer<typeof requestParams>, unknown>;

/** Who comes in, and by which door: the same for every address of the victim side. */
export const byVictimDoor = { access: ['victim_liaison_officer'], door: 'victim' } as const;
