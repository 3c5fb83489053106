import { z } from 'zod';
import { smallNumber } from '../platform/web/index.ts';

const published = 'none: what has been published, in which nobody’s case stands' as const;

/** A page or a file that anybody may read; a replica may answer it. */
export const publicReading = {
  method: 'GET',
  access: 'anyone',
  mayLag: true,
  audit: published,
} as const;

/** The same records as those see them who keep the library. */
export const librarianReading = { method: 'GET', access: ['librarian'], audit: published } as const;

/** What an address of the library with ':number' takes: the number of a record. */
export const numberParams = z.object({ number: smallNumber });

/** What an address of the library with ':id' takes: a term, a recommendation, an organisation. */
export const smallIdParams = z.object({ id: smallNumber });
