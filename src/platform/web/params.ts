import { z } from 'zod';

/** A number that names a row, in an address or a form: whole, above zero, and exact as a JavaScript number. */
export const idNumber = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** The same where the rows are counted in PostgreSQL’s `integer`: what is larger names none, and would be refused there. */
export const smallNumber = idNumber.max(2_147_483_647);

/** What an address with ':id' takes. */
export const idParams = z.object({ id: idNumber });

/** What an address with ':caseId' takes. */
export const caseParams = z.object({ caseId: idNumber });

/** Which page of a list, from an address: the first for anything that is none. More than the longest list that there is. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1);

/** An address that says no more than which page. */
export const pageQuery = z.object({ page: pageNumber });
export type PageQuery = z.infer<typeof pageQuery>;
