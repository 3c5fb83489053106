import { plain } from './fields.ts';

/** A unit that a row can name. */
export type Place = {
  id: number;
  kind: 'hospital' | 'ward' | 'mhcs_team';
  name: string;
  parentId: number;
  parent: string;
  security: string | null;
};

/** A responsible clinician whom a row can name, and the units in which they are one. */
export type Clinician = { accountId: number; username: string; units: readonly number[] };

/** Units by the names that files give them. */
export type Places = ReadonlyMap<string, readonly Place[]>;

const keyOf = (kind: Place['kind'], name: string) => `${kind} ${plain(name)}`;

/** Units under their name, and under "provider / name" for names that are given twice. */
export function placesBy(all: readonly Place[]): Places {
  const places = new Map<string, Place[]>();
  for (const place of all)
    for (const name of new Set([place.name, `${place.parent} / ${place.name}`])) {
      const key = keyOf(place.kind, name);
      places.set(key, [...(places.get(key) ?? []), place]);
    }
  return places;
}

/** The units of a kind that a name can mean. */
export function placesNamed(places: Places, kind: Place['kind'], name: string): readonly Place[] {
  return places.get(keyOf(kind, name)) ?? [];
}
