import type { Entry } from '../record/entry.ts';
import { apa } from './apa.ts';
import { chicago } from './chicago.ts';
import { type Cited, citedFrom, type InList } from './cited.ts';
import { harvard } from './harvard.ts';
import { ieee } from './ieee.ts';
import { mla } from './mla.ts';
import { oscola } from './oscola.ts';
import type { Rich } from './rich.ts';
import { vancouver } from './vancouver.ts';

/** The styles, by what an address calls them. Their names are theirs in every language. */
export const styles = {
  apa: { name: 'APA', edition: '7', write: apa },
  harvard: { name: 'Harvard (Cite Them Right)', edition: '12', write: harvard },
  vancouver: { name: 'Vancouver', edition: '2', write: vancouver },
  chicago: { name: 'Chicago', edition: '18', write: chicago },
  mla: { name: 'MLA', edition: '9', write: mla },
  ieee: { name: 'IEEE', edition: '2023', write: ieee },
  oscola: { name: 'OSCOLA', edition: '4', write: oscola },
} as const satisfies Readonly<
  Record<string, { name: string; edition: string; write: (cited: Cited) => Rich }>
>;

export type Style = keyof typeof styles;
export const styleNames = Object.keys(styles) as [Style, ...Style[]];

/**
 * An entry as a style cites it.
 * @param where in a list with the letter that the list gives it, or alone
 */
export const cite = (entry: Entry, style: Style, where: InList = { letter: '', isListed: false }): Rich =>
  styles[style].write({ ...citedFrom(entry), ...where });
