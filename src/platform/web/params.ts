import { z } from 'zod';

/** A number that names a row, in an address or a form: whole, above zero, and exact as a JavaScript number. */
export const idNumber = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** What an address with ':id' takes. */
export const idParams = z.object({ id: idNumber });

/** What an address with ':caseId' takes. */
export const caseParams = z.object({ caseId: idNumber });
