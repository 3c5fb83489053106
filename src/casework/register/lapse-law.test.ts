import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { freshDatabase, type TestDatabase } from '../../../test/database.ts';
import { asOwner, type DB } from '../../platform/database/index.ts';
import { factsFromRegister } from '../rules/clocks/from-register.ts';
import { restrictionsEndOn } from '../rules/clocks/restrictions-end.ts';
import { authorityKinds, endsOnRelease } from '../rules/register/authorities.ts';
import { type Authority, restrictionsLapsedOn } from '../rules/register/authority-days.ts';

let database: TestDatabase;
let caseId = 0;
before(async () => {
  database = await freshDatabase();
  caseId = await asOwner(database.adminUrl, async db => {
    const row = await db
      .selectFrom('casework.patient')
      .select('case_id')
      .where('mhcs_reference', '=', 'EX/0001')
      .executeTakeFirstOrThrow();
    return row.case_id;
  });
});
after(() => database.drop());

const today = '2024-06-15';
const beginning = '2010-01-01';
const day = fc
  .integer({ min: -1200, max: 400 })
  .map(days => Temporal.PlainDate.from(today).add({ days }).toString());
const maybe = fc.option(day, { nil: null });
const authority: fc.Arbitrary<Authority> = fc.record({
  kind: fc.constantFrom(...authorityKinds.map(({ code }) => code)),
  orderOn: fc.constant(beginning),
  receivedOn: fc.constant(null),
  endedOn: fc.option(day, { nil: null, freq: 4 }),
  releaseOn: maybe,
  expiresOn: maybe,
  precedence: fc.integer({ min: 1, max: 9 }),
});

class Undone extends Error {}

/** What the program's job does with a case of these authorities: the day on which it ends the restrictions, or null. */
async function lapsedInDatabase(authorities: readonly Authority[]): Promise<string | null> {
  let lapsed: string | null = null;
  await asOwner(database.adminUrl, async db => {
    await standUnder(db, authorities);
    await sql`select * from casework.expire_restrictions(${today}::date)`.execute(db);
    const { rows } = await sql<{ on: string }>`select actual_on as on from casework.movement
      where case_id = ${caseId} and kind = 'restrictions expired'`.execute(db);
    lapsed = rows[0]?.on ?? null;
    throw new Undone();
  }).catch(error => {
    if (!(error instanceof Undone)) throw error;
  });
  return lapsed;
}

async function standUnder(db: Kysely<DB>, authorities: readonly Authority[]): Promise<void> {
  await sql`update casework.patient set order_on = ${beginning} where case_id = ${caseId}`.execute(db);
  await sql`delete from casework.authority where case_id = ${caseId}`.execute(db);
  await sql`update casework.movement set actual_on = ${beginning} where case_id = ${caseId}`.execute(db);
  for (const one of authorities) {
    await sql`insert into casework.authority (case_id, kind, order_on, ended_on, release_on, expires_on, precedence)
      values (${caseId}, ${one.kind}, ${one.orderOn}, ${one.endedOn}, ${one.releaseOn}, ${one.expiresOn}, ${one.precedence})`.execute(
      db,
    );
  }
}

test('the rule that says when restrictions lapsed and the job that ends them agree, whatever the authorities', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(authority, { minLength: 1, maxLength: 4 }), async authorities => {
      assert.equal(await lapsedInDatabase(authorities), restrictionsLapsedOn(authorities, today));
    }),
    { numRuns: 80 },
  );
});

const undecided = authority.map(one => ({
  ...one,
  endedOn: null,
  // A release date stands with a sentence; the rules of the register refuse another.
  releaseOn: endsOnRelease(one.kind) ? one.releaseOn : null,
}));

test('the clock of restrictions that end by themselves ends on the same day as the register', () => {
  fc.assert(
    fc.property(fc.array(undecided, { minLength: 1, maxLength: 4 }), authorities => {
      const facts = factsFromRegister({ authorities, movements: [] });
      const on = Temporal.PlainDate.from(today);
      const end = restrictionsEndOn(facts, on)?.toString() ?? null;
      assert.equal(end !== null && end <= today ? end : null, restrictionsLapsedOn(authorities, today));
    }),
    { numRuns: 500 },
  );
});
