import { LRUCache } from 'lru-cache';

/**
 * The languages in which publications are written: records have them as the codes of ISO 639 ("en", "eng", "wel"), or in
 * words where a file said them so; readers read words of their own language.
 */
const namesIn = new Map<string, Intl.DisplayNames>();
// Every page of a record asks for a name or two, and most are of a few languages.
const names = new LRUCache<string, string>({ max: 1000 });

function named(code: string, reader: string): string | undefined {
  const known = names.get(`${reader} ${code}`) ?? nameOf(code, reader) ?? '';
  names.set(`${reader} ${code}`, known);
  return known || undefined;
}

function nameOf(code: string, reader: string): string | undefined {
  const all = namesIn.get(reader) ?? new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' });
  namesIn.set(reader, all);
  try {
    return all.of(code);
  } catch {
    // Files have codes that look like one and are none: “en-us-utf8”, “en-GB-oed”.
    return undefined;
  }
}

/**
 * A language as a reader reads it: `en` as “English” or “Saesneg”. What is no code stays as it was written; several
 * stand with commas between them.
 * @param written as the record has it: one code, or several with spaces, commas or semicolons between
 * @param reader the language of the page
 */
export function languageText(written: string, reader: string): string {
  const parts = written.split(/[\s,;]+/).filter(part => part !== '');
  const isCode = (part: string) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(part);
  const words = parts.map(part => (isCode(part) ? named(part, reader) : undefined));
  return words.length > 0 && words.every(word => word !== undefined) ? words.join(', ') : written;
}

/** The same with what the record has, for whoever compares: two codes may stand for one language. */
export function languageAndCode(written: string, reader: string): string {
  const word = languageText(written, reader);
  return word === written ? word : `${word} (${written})`;
}

/** Words as a page shows them, and their language where it is another than the page's. */
export type Said = { readonly text: string; readonly lang?: string | undefined };

/** The language of a publication's own words where a page is in another; nothing where it is the same, or not sure. */
export function otherLanguage(written: string | null | undefined, reader: string): string | undefined {
  const tag = languageTag(written ?? undefined);
  return tag?.split('-')[0] === reader ? undefined : tag;
}

// A list of records asks for each of them, and most are in one of a few languages.
const tags = new LRUCache<string, string>({ max: 500 });

/** The language of a publication's own words, as a page marks it for whoever reads aloud; nothing where it is not sure. */
export function languageTag(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const tag = tags.get(written) ?? tagOf(written) ?? '';
  tags.set(written, tag);
  return tag === '' ? undefined : tag;
}

/** Of a code, or of the name that a file has instead of one. */
function tagOf(written: string): string | undefined {
  const isCode = /^[a-z]{2,3}(-[a-z]{2})?$/i.test(written) && named(written, 'en') !== undefined;
  return isCode ? Intl.getCanonicalLocales(written)[0] : languageCode(written);
}

const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(97 + at));
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
let codes: ReadonlyMap<string, string> | undefined;

/** The code of a language by its English or Welsh name, `cy` for “Welsh” and “Cymraeg”; nothing for other words. */
export function languageCode(name: string): string | undefined {
  codes ??= new Map(
    letters
      .flatMap(one => letters.map(other => one + other))
      .flatMap(code =>
        ['cy', 'en'].flatMap(reader => {
          const word = named(code, reader);
          // An outdated code has the name of the one that took its place.
          const isOwn = Intl.getCanonicalLocales(code)[0] === code;
          return word === undefined || !isOwn ? [] : [[plain(word), code] as const];
        }),
      ),
  );
  return codes.get(plain(name.trim()));
}
