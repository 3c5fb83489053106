/** A part of a sentence, and its language where it is another than the sentence's. */
export type Piece = { readonly text: string; readonly lang?: string };

// Characters that no message and no value has.
const [opens, closes] = ['\u0002', '\u0003'];
const hole = new RegExp(`${opens}(\\w+)${closes}`);

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
  const names = Object.keys(values) as Name[];
  const holes = Object.fromEntries(names.map(name => [name, `${opens}${name}${closes}`]));
  return sentence(holes as Record<Name, string>)
    .split(hole)
    .map((text, at) => (at % 2 === 0 ? { text } : { text: values[text as Name], lang }))
    .filter(({ text }) => text !== '');
}
