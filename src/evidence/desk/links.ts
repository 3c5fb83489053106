import type { TextKey } from '../../platform/language/index.ts';
import { evidencePaths } from '../paths.ts';

/** Where a librarian goes from the desk. Whoever adds a page for librarians adds a line. */
export const deskLinks: readonly { readonly href: string; readonly text: TextKey }[] = [
  { href: evidencePaths.add(), text: 'finding.desk.add' },
  { href: evidencePaths.search(), text: 'finding.desk.search' },
];
