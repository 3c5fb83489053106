import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asOwner } from '../../platform/database/index.ts';
import { delegationTable } from './delegation.ts';
import { documentKinds, kindRules } from './document-kinds.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.drop());

async function rowsOf<T>(query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return asOwner(database.adminUrl, async db => (await query.execute(db)).rows);
}

test('the kinds of documents are the same in the database and in the program', async () => {
  const kept = await rowsOf(sql`
    select kind, form, started_by as "startedBy", outcomes, matter, second_person as "secondPerson"
    from casework.document_kind order by kind`);
  const known = documentKinds
    .map(kind => {
      const { decisionClock: _clock, consults: _consults, ...rules } = kindRules[kind];
      return { kind, ...rules };
    })
    .toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
  assert.deepEqual(kept, known);
});

test('the delegation table is the same in the database and in the rules', async () => {
  const kept = await rowsOf<{ id: string }>(sql`
    select matter || ', ' || flag as id, level, in_force_from as "inForceFrom", in_force_until as "inForceUntil", source
    from casework.delegation`);
  const known = delegationTable.map(({ id, value, inForceFrom, inForceUntil, source }) => ({
    ...{ id, level: value.level, inForceFrom, inForceUntil: inForceUntil ?? null, source: source.name },
  }));
  const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
  assert.deepEqual(kept.toSorted(byId), known.toSorted(byId));
});
