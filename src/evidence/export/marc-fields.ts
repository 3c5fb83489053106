import { flat } from './remainder.ts';
import { around, element } from './xml.ts';

export type Subfields = readonly (readonly [code: string, value: string | undefined])[];

/** A field with what is known of its subfields; nothing where none is. */
export function field(tag: string, indicators: string, subfields: Subfields): string {
  const inside = subfields.flatMap(([code, value]) =>
    value === undefined ? [] : [element('subfield', flat(value), { code })],
  );
  const [ind1 = ' ', ind2 = ' '] = indicators;
  return around('datafield', inside.join(''), { tag, ind1, ind2 });
}

export const each = (values: readonly string[] | undefined, of: (value: string) => string): string =>
  (values ?? []).map(of).join('');
