import type { z } from 'zod';
import type { Ask, idParams } from '../../platform/web/index.ts';

/** A request about one application. */
export type ApplicationAsk = Ask<z.infer<typeof idParams>, unknown>;
