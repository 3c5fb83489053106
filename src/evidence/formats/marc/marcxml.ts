import type { XmlManner } from '../xml/read-xml.ts';
import { inside, textIn } from '../xml/tree.ts';
import { fillMarc } from './fill-marc.ts';

/** MARC 21 in XML (the Library of Congress' MARCXML). */
export const marcxml: XmlManner = {
  record: 'record',
  fill(element, about) {
    const controls = inside(element, 'controlfield').map(
      one => [one.attributes.tag ?? '', textIn(one)] as const,
    );
    const fields = inside(element, 'datafield').map(one => ({
      tag: one.attributes.tag ?? '',
      indicators: `${one.attributes.ind1 ?? ' '}${one.attributes.ind2 ?? ' '}`,
      subfields: inside(one, 'subfield').map(part => [part.attributes.code ?? '', textIn(part)] as const),
    }));
    const leader = textIn(inside(element, 'leader')[0]);
    return fillMarc({ leader, controls: new Map(controls), fields }, about);
  },
};
