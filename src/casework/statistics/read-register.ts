import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { families } from '../rules/register/authorities.ts';
import { registerStatuses } from '../rules/register/standings.ts';
import { notRecorded, valuesOf } from './tables.ts';

/** Days are numbers, counted from 1970; what has no end has none. */
type AuthorityRow = [caseId: number, since: number, until: number | null, family: string];
type MovementRow = [caseId: number, on: number, status: string];
type PersonRow = [
  caseId: number,
  birthdays: (number | null)[],
  sex: string | null,
  ethnicity: string | null,
  offence: string | null,
];
type Rows = { authorities: AuthorityRow[]; movements: MovementRow[]; people: PersonRow[] };

/** What is known of each person for counting, in columns of small numbers, without saying whose they are. */
export type RegisterColumns = {
  people: number;
  /** Where the authorities and the movements of each person begin; those of the next begin where they end. */
  authoritiesFrom: Int32Array;
  movementsFrom: Int32Array;
  since: Int32Array;
  until: Int32Array;
  family: Uint8Array;
  movedOn: Int32Array;
  status: Uint8Array;
  /** Three for each person: the days on which they become 21, 40 and 60. */
  birthdays: Int32Array;
  sex: Uint8Array;
  ethnicity: Uint8Array;
  offence: Uint8Array;
};

/** How many birthdays divide the bands of age. */
export const birthdaysEach = 3;
/** A birthday that nobody knows. */
export const unknownDay = -(2 ** 31);
const never = 2 ** 31 - 1;

/**
 * The whole register as far as the reader may see the cases, with every day of it. Authorities of one person stand in the
 * order in which they govern, movements in that in which they happened. One query.
 */
export async function readRegister(tx: Tx): Promise<RegisterColumns> {
  const { rows } = await sql<Rows>`
    with kept as (
      select a.case_id, k.family, a.precedence, coalesce(a.order_on, a.received_on) as since,
        nullif(coalesce(a.ended_on, least(a.release_on, a.expires_on), 'infinity'), 'infinity') as until
      from casework.authority a join casework.restricting() k on k.code = a.kind
      where a.superseded_by is null and not a.struck_out
    )
    select (select coalesce(json_agg(json_build_array(case_id, since - date '1970-01-01', until - date '1970-01-01', family)
        order by case_id, precedence, since), '[]') from kept) as authorities,
      (select coalesce(json_agg(json_build_array(m.case_id, m.actual_on - date '1970-01-01', casework.status_of(m.standing))
        order by m.case_id, m.actual_on, m.day_order, m.sequence), '[]')
        from casework.movement m where m.superseded_by is null and not m.struck_out) as movements,
      (select coalesce(json_agg(json_build_array(p.case_id, array[
          (p.born_on + interval '21 years')::date - date '1970-01-01', (p.born_on + interval '40 years')::date - date '1970-01-01',
          (p.born_on + interval '60 years')::date - date '1970-01-01'], c.sex, left(c.ethnicity, 1), c.offence_group) order by p.case_id), '[]')
        from casework.patient p left join casework.characteristics c on c.case_id = p.case_id) as people`.execute(
    tx.db,
  );
  return inColumns(rows[0] ?? { authorities: [], movements: [], people: [] });
}

function inColumns({ authorities, movements, people }: Rows): RegisterColumns {
  const cases = people.map(([caseId]) => caseId);
  const marked = (dimension: 'sex' | 'ethnicity' | 'offence', of: (row: PersonRow) => string | null) =>
    Uint8Array.from(people, row => placeOf(valuesOf[dimension], of(row) ?? notRecorded));
  return {
    people: people.length,
    authoritiesFrom: beginnings(cases, authorities),
    movementsFrom: beginnings(cases, movements),
    since: Int32Array.from(authorities, row => row[1]),
    until: Int32Array.from(authorities, row => row[2] ?? never),
    family: Uint8Array.from(authorities, row => placeOf(families, row[3])),
    movedOn: Int32Array.from(movements, row => row[1]),
    status: Uint8Array.from(movements, row => placeOf(registerStatuses, row[2])),
    birthdays: Int32Array.from(people.flatMap(row => row[1].map(day => day ?? unknownDay))),
    sex: marked('sex', row => row[2]),
    ethnicity: marked('ethnicity', row => row[3]),
    offence: marked('offence', row => row[4]),
  };
}

function placeOf(values: readonly string[], value: string): number {
  const place = values.indexOf(value);
  if (place < 0) throw new Error(`${value} is counted nowhere.`);
  return place;
}

/** Both are in the order of cases. */
function beginnings(cases: readonly number[], rows: readonly (AuthorityRow | MovementRow)[]): Int32Array {
  const from = new Int32Array(cases.length + 1);
  let at = 0;
  cases.forEach((caseId, index) => {
    from[index] = at;
    while (rows[at]?.[0] === caseId) at += 1;
  });
  from[cases.length] = at;
  if (at < rows.length) throw new Error('A row of the register is of nobody.');
  return from;
}
