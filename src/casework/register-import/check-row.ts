import { storedKinds } from '../../people/index.ts';
import { restricts } from '../rules/register/authorities.ts';
import { beginningOf, endOf } from '../rules/register/authority-days.ts';
import { type AuthorityRefusal, refuseAuthority } from '../rules/register/may-hold.ts';
import { checkMovements } from './check-movements.ts';
import type { FiledAuthority, FiledEntry } from './entry.ts';
import { type FieldName, fields } from './fields.ts';
import { type Clinician, type Place, type Places, placesNamed } from './places.ts';
import type { RowProblem } from './problem.ts';
import type { Said } from './read-row.ts';

/** An entry that can be brought in: units by their numbers, the numbers of the person one by one. */
export type ReadyEntry = Omit<
  FiledEntry,
  'hospital' | 'ward' | 'team' | 'status' | 'statusOn' | 'security' | 'clinician'
> & {
  hospitalId: number;
  wardId: number | null;
  teamId: number;
  clinicianIds: number[];
  numbers: { kind: string; value: string; typed: string }[];
};

/**
 * Whether a row that was read can become an entry, by the rules that hold for whoever records it on a page.
 * @returns the entry, or every problem that was found
 */
export function checkRow(
  said: Said,
  { places, clinicians, today }: { places: Places; clinicians: readonly Clinician[]; today: string },
): { entry: ReadyEntry } | { problems: RowProblem[] } {
  const problems: RowProblem[] = fields
    .filter(({ name, needed }) => needed && name !== 'reference' && said[name as keyof Said] === undefined)
    .map(({ name }) => ({ field: name, says: 'import.problem.needed' }));
  const authorities = [said.authority, ...(said.further ?? [])].filter(one => one !== undefined);
  problems.push(...authorityProblems(authorities, today));
  if ((said.mappaCategory === undefined) !== (said.mappaLevel === undefined))
    problems.push({
      field: said.mappaCategory === undefined ? 'mappaCategory' : 'mappaLevel',
      says: 'import.problem.mappaBoth',
    });
  const stand = findPlaces(said, places, problems);
  const clinicianIds = findClinicians(said, clinicians, { hospital: stand?.hospital, problems });
  const ordered = inPrecedence(authorities, today);
  const moved = checkMovements(said, ordered, today);
  if ('problem' in moved) problems.push(moved.problem);
  if (problems.length > 0 || 'problem' in moved || !stand) return { problems };
  const { hospital: _, ...units } = stand;
  return {
    entry: { ...textsOf(said), ...units, clinicianIds, authorities: ordered, movements: moved.movements },
  };
}

function textsOf(said: Said) {
  return {
    reference: said.reference ?? '',
    familyName: said.familyName ?? '',
    givenNames: said.givenNames ?? '',
    otherNames: said.otherNames ?? '',
    bornOn: said.bornOn ?? null,
    language: said.language ?? 'en',
    namedPlace: said.namedPlace ?? said.hospital ?? '',
    boundary: said.boundary ?? '',
    mappaCategory: said.mappaCategory ?? null,
    mappaLevel: said.mappaLevel ?? null,
    noteworthy: said.noteworthy ?? false,
    extremism: said.extremism ?? 'none',
    longTermLeave: said.longTermLeave ?? false,
    supervisedDischarge: said.supervisedDischarge ?? false,
    technicalRecall: said.technicalRecall ?? false,
    numbers: storedKinds.flatMap(kind => {
      const [value, typed] = [said[kind], said.typed[kind]];
      return value && typed ? [{ kind, value, typed }] : [];
    }),
  };
}

const fieldOfRefusal: Record<AuthorityRefusal['field'], FieldName> = {
  kind: 'authority',
  order: 'orderOn',
  ended: 'endedOn',
  release: 'releaseOn',
  expires: 'expiresOn',
  precedence: 'precedence',
};

function authorityProblems(authorities: readonly FiledAuthority[], today: string): RowProblem[] {
  const refused = authorities.flatMap((authority, at): RowProblem[] => {
    const refusal = refuseAuthority(authority, today);
    if (!refusal) return [];
    return [{ field: at === 0 ? fieldOfRefusal[refusal.field] : 'furtherAuthorities', says: refusal.says }];
  });
  const none = authorities.length > 0 && !authorities.some(({ kind }) => restricts(kind));
  return none ? [...refused, { field: 'authority', says: 'import.problem.unrestricted' }] : refused;
}

/** The one that governs first, as the database has it. */
function inPrecedence(authorities: readonly FiledAuthority[], today: string): FiledAuthority[] {
  const key = (one: FiledAuthority) =>
    [
      restricts(one.kind) ? 0 : 1,
      (endOf(one) ?? '9999') <= today ? 1 : 0,
      one.precedence,
      beginningOf(one) ?? '',
    ].join(' ');
  return [...authorities].sort((one, other) => key(one).localeCompare(key(other)));
}

function findPlaces(said: Said, places: Places, problems: RowProblem[]) {
  const find = (field: 'hospital' | 'team' | 'ward', all: readonly Place[]): Place | undefined => {
    if (all.length === 1) return all[0];
    problems.push({ field, says: `import.problem.${all.length === 0 ? 'no' : 'many'}.${field}` });
    return undefined;
  };
  const hospital = said.hospital
    ? find('hospital', placesNamed(places, 'hospital', said.hospital))
    : undefined;
  const team = said.team ? find('team', placesNamed(places, 'mhcs_team', said.team)) : undefined;
  const inHospital = ({ parentId }: Place) => parentId === hospital?.id;
  const ward =
    said.ward && hospital
      ? find('ward', placesNamed(places, 'ward', said.ward).filter(inHospital))
      : undefined;
  if (!hospital || !team) return undefined;
  const secured = ward?.security ?? hospital.security;
  if (said.security !== undefined && said.security !== secured)
    problems.push(
      secured === null
        ? { field: 'security', says: 'import.problem.securityUnknown' }
        : { field: 'security', says: 'import.problem.securityDiffers', values: { level: secured } },
    );
  return { hospital, hospitalId: hospital.id, teamId: team.id, wardId: ward?.id ?? null };
}

/** Each named account, if it is a responsible clinician of that hospital; nobody is made up or let in from elsewhere. */
function findClinicians(
  { clinician = '' }: Said,
  all: readonly Clinician[],
  { hospital, problems }: { hospital: Place | undefined; problems: RowProblem[] },
): number[] {
  if (clinician === '') return [];
  const named = clinician.split('; ').map(username => all.find(one => one.username === username));
  const found = named.filter(one => one !== undefined);
  if (found.length < named.length) problems.push({ field: 'clinician', says: 'import.problem.no.clinician' });
  else if (hospital && !found.every(({ units }) => units.some(unit => isOf(hospital, unit))))
    problems.push({ field: 'clinician', says: 'import.problem.elsewhere.clinician' });
  return found.map(({ accountId }) => accountId);
}

const isOf = ({ id, parentId }: Place, unit: number) => unit === id || unit === parentId;
