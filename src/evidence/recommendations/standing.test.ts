import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { sideBySide } from '../../../test/side-by-side.ts';
import { asOwner } from '../../platform/database/index.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { insertLink, type NewLink, recordRecommendation } from './commands/record-links.ts';
import { chainStates } from './states.ts';

let site: TestSite;
let page: Visitor;
let record = 0;
before(async () => {
  site = await aSite();
  page = await site.as('lib.page');
  const added = await page.transaction(tx =>
    addRecords(tx, [{ type: 'report', title: 'An invented inspection of standing' }], 'librarian'),
  );
  record = added[0] ?? 0;
});
after(() => site.close());

const owner = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
const on = testDay.toString();
const answer = (of: number, kind: 'accepted' | 'rejected' = 'accepted'): NewLink => ({
  ...{ link: 'responses', of, kind, says: 'Yes or no.', on, signedBy: 'A. Reply', source: '' },
});
const action = (of: number, days: number): NewLink => ({
  ...{ link: 'actions', of, does: 'Train them.', owner: 'Head of training' },
  dueOn: testDay.add({ days }).toString(),
});
const ask = async (dueOn: string | undefined) => {
  const id = await page.transaction(tx =>
    recordRecommendation(tx, {
      ...{ record, asks: 'Ask.', paragraph: '', theme: 'Councils', madeOn: '2020-01-01', dueOn },
      addressees: ['Office of One', 'Office of Two'],
    }),
  );
  const asked = await owner(
    sql<{
      id: number;
    }>`select addressee as id from evidence.recommended_to where recommendation = ${id} order by 1`,
  );
  return { id, of: asked.map(row => row.id) };
};

/** What is kept beside what the answers and actions themselves say, where the two are not the same. */
const astray = () =>
  owner(sql`select t.* from evidence.recommended_to t
    where (t.answer, t.actions, t.done, t.verified, t.next_due) is distinct from
      (select (s.answer, s.actions, s.done, s.verified, s.next_due) from evidence.standing_of(t.recommendation, t.addressee) s)`);

test('where a recommendation stands is kept as its answers and actions say it, whatever happens to them', async () => {
  const step = fc.record({
    what: fc.constantFrom(
      'accept',
      'reject',
      'act',
      'complete',
      'look',
      'find wanting',
      'strike',
      'together',
    ),
    which: fc.nat(1),
    days: fc.integer({ min: -30, max: 30 }),
    table: fc.constantFrom('response', 'action', 'completion'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.boolean(), async (steps, isDue) => {
      const { id, of } = await ask(isDue ? '2020-06-01' : undefined);
      const ofThis = sql`(select x.id from evidence.action x where x.recommendation = ${id} and x.struck_because is null)`;
      for (const { what, which, days, table } of steps) {
        const to = of[which] ?? 0;
        await asOwner(site.database.adminUrl, async db => {
          if (what === 'accept') await insertLink(db, id, answer(to));
          if (what === 'reject') await insertLink(db, id, answer(to, 'rejected'));
          if (what === 'act') await insertLink(db, id, action(to, days));
          if (what === 'complete')
            await sql`insert into evidence.completion (action, done_on, shown_in) select a.id, ${on}::date, 'A list.' from evidence.action a
              where a.id in ${ofThis} and a.addressee = ${to} and not exists (select from evidence.completion c
                left join evidence.verification v on v.completion = c.id where c.action = a.id and c.struck_because is null
                  and v.verdict is distinct from 'not verified') limit 1`.execute(db);
          if (what === 'look' || what === 'find wanting')
            await sql`insert into evidence.verification (completion, verdict, says, verified_on, verified_by)
              select c.id, ${what === 'look' ? 'verified' : 'not verified'}, 'Seen.', ${on}::date, 'G. Balance' from evidence.completion c
              where c.action in ${ofThis} and c.struck_because is null and not exists (select from evidence.verification v where v.completion = c.id)
              limit 1`.execute(db);
          if (what === 'strike') {
            const own = table === 'completion' ? sql`action in ${ofThis}` : sql`recommendation = ${id}`;
            await sql`update evidence.${sql.raw(table)} set struck_because = 'A mistake.' where id = (select min(id) from evidence.${sql.raw(table)}
              where ${own} and struck_because is null)`.execute(db);
          }
          if (what === 'together')
            for (const of_table of ['response', 'action'])
              await sql`update evidence.${sql.raw(of_table)} set addressee = ${to} where recommendation = ${id}`.execute(
                db,
              );
        });
        assert.deepEqual(await astray(), [], what);
      }
    }),
    { numRuns: 25 },
  );
});

test('two who write at the same time are both counted', async () => {
  const { id, of } = await ask(undefined);
  const [to = 0] = of;
  const ends = await sideBySide(
    site.database.adminUrl,
    meeting =>
      asOwner(site.database.adminUrl, async db => {
        await insertLink(db, id, answer(to));
        await meeting();
      }),
    () => asOwner(site.database.adminUrl, db => insertLink(db, id, action(to, 9))),
  );
  assert.deepEqual(
    ends.map(({ status }) => status),
    ['fulfilled', 'fulfilled'],
  );
  assert.deepEqual(await astray(), []);
  assert.deepEqual(
    await owner(
      sql`select state, actions from evidence.recommended_to where recommendation = ${id} and addressee = ${to}`,
    ),
    [{ state: 'begun', actions: 1 }],
  );
});

test('a state never goes back while more is done, and is verified only when every action is', async () => {
  const rows = await owner(
    sql<{
      answer: string | null;
      actions: number;
      done: number;
      verified: number;
      state: string;
      better: string;
    }>`
      select answer, actions, done, verified, evidence.chain_state(answer, actions, done, verified) as state,
        evidence.chain_state(answer, actions, actions, verified) as better
      from unnest('{null,accepted,accepted in part,rejected}'::text[]) answer, generate_series(0, 5) actions,
        generate_series(0, actions) done, generate_series(0, done) verified`,
  );
  const place = (state: string) => (chainStates as readonly string[]).indexOf(state);
  assert.ok(rows.length > 200);
  for (const { answer, actions, done, verified, state, better } of rows) {
    const said = `${answer} ${actions} ${done} ${verified}: ${state}`;
    assert.ok(place(state) >= 0 && place(better) >= place(state), said);
    if (answer === null || answer === 'rejected') assert.equal(state, answer ?? 'waiting', said);
    else assert.equal(state === 'verified', actions > 0 && verified === actions, said);
  }
});

test('nobody writes where it stands themselves', async () => {
  const { id, of } = await ask(undefined);
  await assert.rejects(
    page.transaction(tx => sql`update evidence.recommended_to set actions = 3`.execute(tx.db)),
    { code: '42501' },
  );
  await assert.rejects(
    page.transaction(tx =>
      sql`insert into evidence.recommended_to (recommendation, addressee, answer) values (${id}, ${of[0]}, 'accepted')`.execute(
        tx.db,
      ),
    ),
    { code: '42501' },
  );
});
