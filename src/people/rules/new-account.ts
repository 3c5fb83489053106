import { z } from 'zod';
import { isUsername } from './propose-username.ts';

// Line ends, other control characters, and marks that turn the direction of what follows in a list.
const disturbing = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** A name as it stands in lists and on papers. */
export const nameOf = (empty: string, bad: string) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(120, bad)
    .refine(text => !disturbing.test(text), bad);

/** Who is invited; the role and the level are read beside it, because they depend on the unit. */
export const newAccount = z.object({
  name: nameOf('people.invite.nameEmpty', 'people.invite.nameBad'),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email('people.invite.emailBad').max(254, 'people.invite.emailBad')),
  jobTitle: z
    .string()
    .trim()
    .max(120, 'people.invite.jobTitleBad')
    .refine(text => !disturbing.test(text), 'people.invite.jobTitleBad'),
  username: z
    .string()
    .trim()
    .toLowerCase()
    .refine(text => text === '' || isUsername(text), 'people.invite.usernameBad'),
});
