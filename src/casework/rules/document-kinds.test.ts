import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asOwner } from '../../platform/database/index.ts';
import { formsOf } from '../forms/forms.ts';
import { delegationTable } from './delegation.ts';
import { documentKinds, kindRules } from './document-kinds.ts';
import { instrumentRules } from './instruments.ts';
import { workPriorities } from './priority.ts';

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
    select kind, form, started_by as "startedBy", led_by as "ledBy", filled_by as "filledBy", closed_by as "closedBy",
      asked_in as "askedIn", outcomes, matter, second_person as "secondPerson", place_in as "placeIn",
      one_of_them as "oneOfThem", sets_conditions as "setsConditions", leave, only_under as "onlyUnder",
      begun_by_section as "begunBySection", of_the_person as "ofThePerson"
    from casework.document_kind order by kind`);
  const known = documentKinds
    .map(kind => {
      const { form, startedBy, ledBy, filledBy, closedBy, asks, outcomes, matter, secondPerson } =
        kindRules[kind];
      const askedIn = asks?.question ?? null;
      const { placeIn = [], setsConditions = null, leave = false, onlyUnder = null } = kindRules[kind];
      const { begunBySection = false, ofThePerson = false } = kindRules[kind];
      const oneOfThem = asks?.oneOfThem ?? false;
      return {
        ...{ kind, form, startedBy, ledBy, filledBy, closedBy, askedIn },
        ...{ outcomes, matter, secondPerson, placeIn, oneOfThem, setsConditions, leave, onlyUnder },
        ...{ begunBySection, ofThePerson },
      };
    })
    .toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
  assert.deepEqual(kept, known);
});

test('the parts of documents in several hands are the same in the database and in the program', async () => {
  const kept = await rowsOf(sql`
    select kind, part, place, signed_by as "signedBy", sections, by_another as "byAnother"
    from casework.kind_part order by kind, place`);
  const known = documentKinds
    .flatMap(kind =>
      (kindRules[kind].parts ?? []).map(({ part, signedBy, sections, byAnother = false }, at) => {
        return { kind, part, place: at + 1, signedBy, sections, byAnother };
      }),
    )
    .toSorted((one, other) => (one.kind === other.kind ? 0 : one.kind < other.kind ? -1 : 1));
  assert.deepEqual(kept, known);
});

test('who signs a part may fill the document in, and its sections stand in its forms and in no other part', () => {
  for (const kind of documentKinds) {
    const { parts = [], filledBy } = kindRules[kind];
    const named = parts.flatMap(({ sections }) => sections);
    assert.equal(new Set(named).size, named.length, kind);
    for (const { signedBy } of parts)
      assert.ok(
        signedBy.every(role => filledBy.includes(role)),
        kind,
      );
    for (const form of formsOf(kind))
      assert.ok(
        named.every(id => form.sections.some(section => section.id === id)),
        kind,
      );
  }
});

test('what can be asked for is the same in the database and in the program', async () => {
  const kept = await rowsOf(sql`
    select kind, asked, matter, movement, legal_test as test, authority from casework.document_asks order by kind, asked`);
  const known = documentKinds.flatMap(kind =>
    Object.entries(kindRules[kind].asks?.matters ?? {}).map(
      ([asked, { matter, movement = null, test = null, authority = null }]) => {
        return { kind, asked, matter, movement, test, authority };
      },
    ),
  );
  const inOrder = known.toSorted((one, other) =>
    `${one.kind}\n${one.asked}` < `${other.kind}\n${other.asked}` ? -1 : 1,
  );
  assert.deepEqual(kept, inOrder);
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

test('the instruments are the same in the database and in the rules', async () => {
  const kept = await rowsOf<{ id: string }>(sql`
    select matter as id, asked, version, form, power, in_force_from as "inForceFrom", in_force_until as "inForceUntil"
    from casework.instrument_rule order by matter, asked`);
  const known = instrumentRules.map(({ version, value, inForceFrom, inForceUntil }) => ({
    ...{ id: value.matter, asked: value.asked ?? '', version, form: value.form, power: value.power },
    ...{ inForceFrom, inForceUntil: inForceUntil ?? null },
  }));
  const inOrder = known.toSorted((one, other) =>
    `${one.id}\n${one.asked}` < `${other.id}\n${other.asked}` ? -1 : 1,
  );
  assert.deepEqual(kept, inOrder);
});

test('the order of work in the worklist is the same in the database and in the rules', async () => {
  const kept = await rowsOf<{ kind: string; asked: string }>(sql`
    select kind, asked, priority, rank, in_force_from as "inForceFrom", in_force_until as "inForceUntil", source
    from casework.work_priority`);
  const inOrder = (rows: readonly { kind: string; asked: string }[]) =>
    rows.toSorted((one, other) => (`${one.kind}\n${one.asked}` < `${other.kind}\n${other.asked}` ? -1 : 1));
  assert.deepEqual(inOrder(kept), inOrder(workPriorities()));
});

test('each thing that a request can ask for has its place in the triage', () => {
  const placed = new Set(workPriorities().map(({ kind, asked }) => `${kind}, ${asked}`));
  const without = documentKinds.flatMap(kind =>
    Object.keys(kindRules[kind].asks?.matters ?? {})
      .filter(asked => !placed.has(`${kind}, ${asked}`) && !placed.has(`${kind}, `))
      .map(asked => `${kind}, ${asked}`),
  );
  assert.deepEqual(without, []);
});
