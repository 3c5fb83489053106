import type { TextKey } from '../../platform/language/index.ts';
import { bringPaths } from '../bring/paths.ts';
import { duplicatePaths } from '../duplicates/paths.ts';
import { harvestPaths } from '../harvest/paths.ts';
import { linkPaths } from '../links/paths.ts';
import { offerPaths } from '../offers/paths.ts';
import { evidencePaths } from '../paths.ts';
import { recommendationPaths } from '../recommendations/paths.ts';
import { termPaths } from '../thesaurus/paths.ts';
import { worklistPaths } from '../worklist/paths.ts';

/** Where a librarian goes from the desk. Whoever adds a page for librarians adds a line. */
export const deskLinks: readonly { readonly href: string; readonly text: TextKey }[] = [
  { href: worklistPaths.all(), text: 'worklist.title' },
  { href: evidencePaths.add(), text: 'finding.desk.add' },
  { href: offerPaths.queue(), text: 'offers.queue.title' },
  { href: bringPaths.begin(), text: 'bring.nav' },
  { href: harvestPaths.all(), text: 'evidence-harvest.nav' },
  { href: linkPaths.all(), text: 'evidence-links.title' },
  { href: duplicatePaths.all(), text: 'finding.desk.duplicates' },
  { href: termPaths.unmapped(), text: 'terms.unmapped.title' },
  { href: recommendationPaths.list(), text: 'chains.title' },
  { href: evidencePaths.search(), text: 'finding.desk.search' },
];
