import { decodeHTML } from 'entities';
import type { Seen } from './walker.ts';

/** Every field of the form on a page that is sent to `action`, as a browser would send it untouched. */
export function wholeForm(page: Seen, action: string): Record<string, string[]> {
  const opening = page.html.indexOf(`action="${action}"`);
  if (opening < 0) throw new Error(`There is no form for ${action}.`);
  const form = page.html.slice(opening, page.html.indexOf('</form>', opening));
  const fields: Record<string, string[]> = {};
  const keep = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), decodeHTML(value)];
  };
  for (const [, tag = '', inside = ''] of form.matchAll(/<(?:textarea)([^>]*)>([\s\S]*?)<\/textarea>|$/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    // A parser drops the first line break of a textarea; sending turns every one into CR LF.
    if (name) keep(name, inside.replace(/^\n/, '').replace(/\r?\n/g, '\r\n'));
  }
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const [name, type] = [/name="([^"]*)"/.exec(tag)?.[1], /type="([^"]*)"/.exec(tag)?.[1]];
    const isSent = type === 'radio' || type === 'checkbox' ? tag.includes(' checked') : true;
    if (name && isSent) keep(name, /value="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  return fields;
}
