import { z } from 'zod';

/** A line that somebody typed into an address or a form; what PostgreSQL cannot hold is left out. */
export const typed = z
  .unknown()
  .optional()
  .transform(sent =>
    typeof sent === 'string' ? sent.replaceAll('\0', ' ').toWellFormed().slice(0, 300) : '',
  );
