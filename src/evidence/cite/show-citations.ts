import type { Entry } from '../record/entry.ts';
import { html, plain } from './rich.ts';
import { cite, type Style, styleNames, styles } from './styles.ts';

/** An entry in some styles, each as words and as HTML to be copied. */
export function showCitations(entry: Entry, wanted: readonly Style[] = styleNames) {
  return wanted.map(style => {
    const rich = cite(entry, style);
    return { style, name: styles[style].name, html: html(rich), text: plain(rich) };
  });
}
