import type { Place } from '../places.ts';

/** ProCite and Reference Manager wrote the fields that RIS has no tag for into notes, behind their names. */
const places: Readonly<Record<string, Place>> = {
  'call number': 'shelfNumber',
  edition: 'edition',
  history: '+history',
  isbn: 'numbers',
  issn: 'numbers',
  language: 'language',
  notes: 'notes',
  'place of publication': 'place',
  'proceedings title': 'container',
  'publisher name': 'publisher',
  'record id': 'nowhere',
  'record number': 'nowhere',
  scale: '+scale',
  'series editor': 'by series editor',
  'series title': 'series',
  'series volume id': 'seriesNumber',
  'series volume identification': 'seriesNumber',
  size: '+size',
  'volume id': 'volume',
};

/** The field that a note names before its colon, and what it says of it. */
export function labelled(note: string): { readonly place: Place; readonly text: string } | undefined {
  const [, label = '', text = ''] = /^([A-Z][A-Za-z ]{2,30}):\s+(.+)$/s.exec(note) ?? [];
  const key = label.toLowerCase();
  const place = Object.hasOwn(places, key) ? places[key] : undefined;
  return place === undefined ? undefined : { place, text };
}
