/** A part of a sentence, and its language where it is another than the sentence's. */
export type Piece = { readonly text: string; readonly lang?: string | undefined };

// Characters that no message and no value has.
const [opens, closes] = ['\u0002', '\u0003'];
const hole = new RegExp(`${opens}(\\w+)${closes}`);

/**
 * A sentence in pieces, with what it is given between its own words.
 * @param given by the names that the sentence gives them: each in pieces too
 * @param sentence says it with whatever it is given in their place
 */
export function piecesOf<Name extends string>(
  given: Readonly<Record<Name, readonly Piece[]>>,
  sentence: (holes: Record<Name, string>) => string,
): Piece[] {
  const names = Object.keys(given) as Name[];
  const holes = Object.fromEntries(names.map(name => [name, `${opens}${name}${closes}`]));
  return sentence(holes as Record<Name, string>)
    .split(hole)
    .flatMap((text, at) => (at % 2 === 0 ? [{ text }] : given[text as Name]))
    .filter(({ text }) => text !== '');
}

/**
 * A sentence in pieces, of which the values that are in another language say so: the name of a law, the mark of a form.
 * A reader's voice then does not say them as words of the sentence.
 * @param lang the language of the values
 * @param values by the names that the sentence gives them
 * @param sentence says it with whatever it is given in their place
 */
export function markedIn<Name extends string>(
  lang: string,
  values: Readonly<Record<Name, string>>,
  sentence: (holes: Record<Name, string>) => string,
): Piece[] {
  const given = Object.entries<string>(values).map(([name, text]) => [name, [{ text, lang }]]);
  return piecesOf(Object.fromEntries(given) as Record<Name, Piece[]>, sentence);
}
