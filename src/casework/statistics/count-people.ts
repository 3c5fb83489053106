import type { CountTable } from '../../platform/statistics/index.ts';
import { registerStatuses } from '../rules/register/standings.ts';
import { birthdaysEach, type RegisterColumns, unknownDay } from './read-register.ts';
import { type Dimension, dimensions, statuses, valuesOf } from './tables.ts';

const [inHospital, ended] = [registerStatuses.indexOf('in hospital'), registerStatuses.indexOf('ended')];
const nobody = -1;
const ageUnknown = valuesOf.age.length - 1;
const epoch = Temporal.PlainDate.from('1970-01-01');

/**
 * Who is restricted on a day by status, divided by one thing at a time: the rule is that of casework.restricted_on, the
 * “active on date X” of the Ministry's analysts, and a test holds the two equal.
 */
export function countPeople(
  register: RegisterColumns,
  day: Temporal.PlainDate,
): Record<Dimension, CountTable> {
  const on = epoch.until(day).days;
  const counts = dimensions.map(dimension => new Int32Array(valuesOf[dimension].length * statuses.length));
  for (let person = 0; person < register.people; person += 1) {
    const status = statusOn(register, person, on);
    const family = status === ended ? nobody : familyOn(register, person, on);
    if (family === nobody) continue;
    const { sex, ethnicity, offence } = register;
    const marks = [family, sex[person], ageOn(register, person, on), ethnicity[person], offence[person]];
    counts.forEach((table, of) => {
      const cell = (marks[of] ?? 0) * statuses.length + status;
      table[cell] = (table[cell] ?? 0) + 1;
    });
  }
  return Object.fromEntries(
    dimensions.map((dimension, of) => [dimension, tableOf(dimension, counts[of] ?? new Int32Array())]),
  ) as Record<Dimension, CountTable>;
}

function tableOf(dimension: Dimension, counts: Int32Array): CountTable {
  const rows = valuesOf[dimension];
  return {
    ...{ rows, columns: statuses },
    counts: rows.map((_, row) => [...counts.subarray(row * statuses.length, (row + 1) * statuses.length)]),
  };
}

/** Whoever has not moved yet is in hospital. */
function statusOn({ movementsFrom, movedOn, status }: RegisterColumns, person: number, on: number): number {
  const first = movementsFrom[person] ?? 0;
  for (let at = (movementsFrom[person + 1] ?? 0) - 1; at >= first; at -= 1)
    if ((movedOn[at] ?? 0) <= on) return status[at] ?? inHospital;
  return inHospital;
}

/** The first of the authorities that are in force, in the order in which they govern. */
function familyOn(register: RegisterColumns, person: number, on: number): number {
  const { authoritiesFrom, since, until, family } = register;
  const behind = authoritiesFrom[person + 1] ?? 0;
  for (let at = authoritiesFrom[person] ?? 0; at < behind; at += 1)
    if ((since[at] ?? 0) <= on && (until[at] ?? 0) > on) return family[at] ?? nobody;
  return nobody;
}

function ageOn({ birthdays }: RegisterColumns, person: number, on: number): number {
  const first = person * birthdaysEach;
  if (birthdays[first] === unknownDay) return ageUnknown;
  let band = 0;
  while (band < birthdaysEach && (birthdays[first + band] ?? 0) <= on) band += 1;
  return band;
}
