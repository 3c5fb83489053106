import { z } from 'zod';
import type { Ask } from '../../platform/web/index.ts';

export const idParams = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

/** A request about one application. */
export type ApplicationAsk = Ask<z.infer<typeof idParams>, unknown>;
