import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asOwner } from '../../platform/database/index.ts';
import { roles } from '../../platform/web/index.ts';
import { hasAuthorityLevel, kindsBelow, roleFits, rolesOf, unitKinds } from './roles-of-units.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

test('a ward has no caseworker, a casework team no nurse, and nobody holds a role as a patient', () => {
  const cases: [role: string, kind: string, fits: boolean][] = [
    ['caseworker', 'ward', false],
    ['ward_staff', 'ward', true],
    ['ward_staff', 'mhcs_team', false],
    ['caseworker', 'mhcs_team', true],
    ['responsible_clinician', 'hospital', true],
    ['responsible_clinician', 'probation_area', false],
    ['victim_liaison_officer', 'probation_area', true],
    ['victim_liaison_officer', 'hospital', false],
    ['administrator', 'ward', false],
    ['administrator', 'system', true],
    ['subject', 'hospital', false],
    ['anything', 'hospital', false],
    ['ward_staff', 'constructor', false],
  ];
  for (const [role, kind, fits] of cases) assert.equal(roleFits(role, kind), fits, `${role} in ${kind}`);
});

test('the program and the database agree on every role in every kind of unit', async () => {
  const rows = await asOwner(database.adminUrl, async db => {
    const asked = sql<{ role: string; kind: string; fits: boolean; level: boolean }>`
      select role, kind, access.role_fits(role, kind) as fits, access.has_authority_level(role) as level
      from unnest(${[...roles]}::text[]) role cross join unnest(${[...unitKinds]}::text[]) kind`;
    return (await asked.execute(db)).rows;
  });
  assert.equal(rows.length, roles.length * unitKinds.length);
  for (const { role, kind, fits, level } of rows) {
    assert.equal(roleFits(role, kind), fits, `${role} in ${kind}`);
    assert.equal(hasAuthorityLevel(role), level, role);
  }
});

test('the program and the database agree on which unit stands in which', async () => {
  const rows = await asOwner(database.adminUrl, async db => {
    const asked = sql<{ kind: string; parent: string | null }>`
      select kind, access.parent_kind_of(kind) as parent from unnest(${[...unitKinds]}::text[]) kind`;
    return (await asked.execute(db)).rows;
  });
  for (const { kind, parent } of rows) {
    const parents = unitKinds.filter(each => (kindsBelow[each] as readonly string[]).includes(kind));
    assert.deepEqual(parents, parent === null ? [] : [parent], kind);
  }
});

test('every role but the patient’s is to be had somewhere', () => {
  const had = new Set(Object.values(rolesOf).flat() as string[]);
  assert.deepEqual(
    roles.filter(role => role !== 'subject' && !had.has(role)),
    [],
  );
});
