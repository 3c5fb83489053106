import { z } from 'zod';
import { idNumber, pageNumber } from '../../platform/web/index.ts';
import { leaveTypes } from '../forms/leave-2024-proposal.ts';
import { orders, tabs } from './queries/worklist.ts';

const id = idNumber.optional().catch(undefined);

/** A filter that makes no sense is left out: a worklist with too much on it is better than an error. */
export const worklistQuery = z.object({
  tab: z.enum(tabs).catch('all'),
  sort: z.enum(orders).catch('due'),
  way: z.enum(['up', 'down']).catch('up'),
  page: pageNumber,
  team: z
    .union([z.literal('all'), idNumber])
    .optional()
    .catch(undefined),
  mine: z.literal('yes').optional().catch(undefined),
  caseworker: id,
  hospital: id,
  type: z.enum(leaveTypes).optional().catch(undefined),
});
/** What the address of the worklist asks for. */
export type WorklistQuery = z.infer<typeof worklistQuery>;
