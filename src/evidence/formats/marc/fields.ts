/** A field of MARC: its tag, its two indicators and its subfields in their order. */
export type MarcField = {
  readonly tag: string;
  readonly indicators: string;
  readonly subfields: readonly (readonly [code: string, value: string])[];
};

/** A record of MARC 21, however it was written. */
export type MarcRecord = {
  readonly leader: string;
  readonly controls: ReadonlyMap<string, string>;
  readonly fields: readonly MarcField[];
};

/** The fields of these tags, in the order of the record. */
export const fieldsOf = ({ fields }: MarcRecord, ...tags: readonly string[]): MarcField[] =>
  fields.filter(({ tag }) => tags.includes(tag));

/** What the subfields of these codes say, in the order of the field. */
export const valuesOf = (field: MarcField | undefined, codes: string): string[] =>
  (field?.subfields ?? []).filter(([code]) => codes.includes(code)).map(([, value]) => value.trim());

/** The first value of a code. */
export const firstOf = (field: MarcField | undefined, code: string): string => valuesOf(field, code)[0] ?? '';

/** Without the signs of ISBD, which a catalogue writes at the end of a part to part it from the next. */
export const unpunctuated = (text: string): string => withoutSigns(text.trim()).replace(stop, '').trim();

// A stop behind an initial, behind another stop or behind one of these is part of what was shortened.
const stop =
  /(?<!\b\p{Lu})(?<!\.)(?<!\b(?:[Ss]\.[ln]|p|pp|v|vols?|S|Bd|Bde|Aufl|Ausg|Jg|Inc|Ltd|Co|Corp|Jr|Sr|etc|Cm|Cmd|Cmnd|ed|edn|éd))\.$/u;

function withoutSigns(text: string): string {
  let end = text.length;
  while ('/:;,=+'.includes(text[end - 1] ?? ' ')) end -= 1;
  return text.slice(0, end).trimEnd();
}
