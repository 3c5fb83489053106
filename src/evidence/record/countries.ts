import { type TextKey, type Translate, textIn } from '../../platform/language/index.ts';
import type { Said } from './languages.ts';

/**
 * The countries that records are about, in the reader's language. Those with a code of ISO 3166 have their Welsh names
 * from Unicode's list (CLDR), which comes with Node; it has none for the parts of the United Kingdom, and those are ours.
 */
const parts: ReadonlyMap<string, TextKey> = new Map([
  ['england', 'evidence.country.england'],
  ['wales', 'evidence.country.wales'],
  ['scotland', 'evidence.country.scotland'],
  ['northern ireland', 'evidence.country.northernIreland'],
  ['england and wales', 'evidence.country.englandAndWales'],
  ['great britain', 'evidence.country.greatBritain'],
  ['international', 'evidence.country.international'],
]);

/** Names that catalogues use beside the one of that list. */
const otherNames: readonly [name: string, code: string][] = [
  ['uk', 'GB'],
  ['usa', 'US'],
  ['united states of america', 'US'],
  ['republic of ireland', 'IE'],
  ['the netherlands', 'NL'],
  ['turkey', 'TR'],
  ['czech republic', 'CZ'],
];

const namesIn = (reader: string) => new Intl.DisplayNames([reader], { type: 'region', fallback: 'none' });
const folded = (name: string) => name.trim().toLocaleLowerCase('en');
const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));

let welshNames: ReadonlyMap<string, string> | undefined;

/** The Welsh name of every country by its English one. */
function welshByEnglish(): ReadonlyMap<string, string> {
  const [english, welsh] = [namesIn('en'), namesIn('cy')];
  const codes = letters.flatMap(one => letters.map(other => one + other));
  const named = codes.map(code => [english.of(code) ?? '', code] as const).filter(([name]) => name !== '');
  return new Map(
    [...named, ...otherNames].map(([name, code]) => [folded(name), welsh.of(code) ?? name] as const),
  );
}

/** A country as a reader reads it; on a Welsh page one that the lists do not name is marked as the English it will be. */
export function sayCountry(written: string, t: Translate): Said {
  if (t.language !== 'cy') return { text: written };
  const key = parts.get(folded(written));
  if (key !== undefined) return { text: t(key) };
  welshNames ??= welshByEnglish();
  const text = welshNames.get(folded(written));
  return text === undefined ? { text: written, lang: 'en' } : { text };
}

/** What records may call a country of which somebody writes the name, in either language; nothing for other words. */
export function countriesCalled(name: string): readonly string[] {
  welshNames ??= welshByEnglish();
  const welsh = textIn('cy');
  const all = [...welshNames, ...[...parts].map(([english, key]) => [english, welsh(key)] as const)];
  const meant = all.find(([english]) => english === folded(name))?.[1] ?? name;
  return all.flatMap(([english, cy]) => (folded(cy) === folded(meant) ? [english] : []));
}
