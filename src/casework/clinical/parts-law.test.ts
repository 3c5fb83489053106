import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner, type Tx } from '../../platform/database/index.ts';

// A kind in three hands, for this test alone: the person or whoever helps them, one doctor, and another one.
let site: TestSite;
let who: Record<'ash' | 'indy' | 'vale' | 'jo' | 'pat', Visitor>;
let caseId = 0;
before(async () => {
  site = await aSite();
  const [ash, indy, vale, jo, pat] = await Promise.all(
    (['ash.example', 'indy.marrow', 'dr.vale', 'jo.thimble', 'pat.ledger'] as const).map(site.as),
  );
  assert.ok(ash && indy && vale && jo && pat);
  who = { ash, indy, vale, jo, pat };
  caseId = await asOwner(site.database.adminUrl, async db => {
    await sql`insert into casework.document_kind (kind, form, started_by, led_by, filled_by, closed_by, outcomes, matter, second_person)
      values ('trial', 'trial', '{subject,responsible_clinician}', '{responsible_clinician}',
        '{subject,advocate,responsible_clinician,mha_office}', '{responsible_clinician,mha_office}', '{note,return}', 'leave', false)`.execute(
      db,
    );
    await sql`insert into casework.kind_part (kind, part, place, signed_by, sections, by_another) values
      ('trial', 'A', 1, '{subject,advocate}', '{1}', false), ('trial', 'B', 2, '{responsible_clinician}', '{2}', false),
      ('trial', 'C', 3, '{responsible_clinician,mha_office}', '{3}', true)`.execute(db);
    const { rows } = await sql<{ id: number }>`select k.id from people.case k
      join people.account a on a.person_id = k.person_id where a.username = 'ash.example'`.execute(db);
    return rows[0]?.id ?? 0;
  });
});
after(() => site.close());

const begin = async (by: Visitor) => {
  await asOwner(site.database.adminUrl, db =>
    sql`update casework.document set state = 'withdrawn', withdrawn_because = 'A test.' where kind = 'trial' and state in ('draft', 'submitted')`.execute(
      db,
    ),
  );
  return by.transaction(async tx => {
    const { rows } = await sql<{ id: number }>`
      with o as (insert into voice.occasion (case_id, room) values (${caseId}, 'casework') returning id)
      insert into casework.document (case_id, kind, occasion_id, team_id, form_version, created_by)
      select ${caseId}, 'trial', o.id, p.team_id, 'trial 1', access.account_id()
      from o, casework.patient p where p.case_id = ${caseId} returning id`.execute(tx.db);
    return rows[0]?.id ?? 0;
  });
};
const table = (part: 'open' | 'closed') => sql.table(`casework.${part}_answers`);
const writes =
  (id: number, section: string, { part = 'open' as 'open' | 'closed', carried = '{}' } = {}) =>
  async (tx: Tx) => {
    await sql`insert into ${table(part)} (document_id, case_id, section, answers, carried, changed_by)
      values (${id}, ${caseId}, ${section}, '{"said": "Canary."}', ${carried}::jsonb, access.account_id())
      on conflict (document_id, section) do update set answers = excluded.answers, carried = excluded.carried,
        changed_by = excluded.changed_by`.execute(tx.db);
  };
const signs = (id: number, part: string) => async (tx: Tx) => {
  await sql`insert into casework.part_signature (document_id, case_id, part, signed_name, signed_by)
    values (${id}, ${caseId}, ${part}, 'A Name', access.account_id())`.execute(tx.db);
};
const takesBack = (id: number, part: string) => async (tx: Tx) => {
  const { rows } = await sql`update casework.part_signature set taken_back_at = now()
    where document_id = ${id} and part = ${part} and taken_back_at is null returning id`.execute(tx.db);
  return rows.length;
};
const sends = (id: number) => async (tx: Tx) => {
  await sql`update casework.document set state = 'submitted' where id = ${id}`.execute(tx.db);
};
const refused = (by: Visitor, work: (tx: Tx) => Promise<unknown>, code: string) =>
  assert.rejects(by.transaction(work), { code });

test('a part is written by its own hands alone, in order, and stays as it was signed', async () => {
  const { ash, indy, vale, pat } = who;
  const id = await begin(ash);
  await ash.transaction(writes(id, '1'));
  await indy.transaction(writes(id, '1'));
  await refused(vale, writes(id, '1'), 'OW231');
  await refused(ash, writes(id, '2'), 'OW231');
  await refused(pat, writes(id, '2', { part: 'closed' }), 'OW231');
  await vale.transaction(writes(id, '2', { part: 'closed' }));
  await refused(vale, signs(id, 'B'), 'OW232');
  await refused(vale, signs(id, 'A'), '42501');
  await refused(ash, signs(id, 'Z'), 'OW004');
  await ash.transaction(signs(id, 'A'));
  await refused(indy, signs(id, 'A'), 'OW230');
  for (const by of [ash, indy]) await refused(by, writes(id, '1'), 'OW230');
  await refused(vale, sends(id), 'OW234');
  await vale.transaction(signs(id, 'B'));
  await refused(vale, writes(id, '2', { part: 'closed' }), 'OW230');
  await refused(vale, sends(id), 'OW234');
});

test('where two doctors are asked, the second is another person, who writes and signs what is theirs', async () => {
  const { ash, vale, pat } = who;
  const id = await begin(ash);
  await ash.transaction(signs(id, 'A'));
  await vale.transaction(writes(id, '3'));
  await vale.transaction(signs(id, 'B'));
  await refused(vale, writes(id, '3'), 'OW231');
  await refused(vale, signs(id, 'C'), '42501');
  await pat.transaction(writes(id, '3'));
  await pat.transaction(signs(id, 'C'));
  await vale.transaction(sends(id));
  await refused(pat, takesBack(id, 'C'), 'OW233');
});

test('a signature is taken back by its signer alone, and not once somebody signed after it', async () => {
  const { ash, indy, vale } = who;
  const id = await begin(ash);
  await ash.transaction(signs(id, 'A'));
  assert.equal(await indy.transaction(takesBack(id, 'A')), 0, 'it is not theirs');
  assert.equal(await ash.transaction(takesBack(id, 'A')), 1);
  await ash.transaction(writes(id, '1'));
  await indy.transaction(signs(id, 'A'));
  await vale.transaction(signs(id, 'B'));
  await refused(indy, takesBack(id, 'A'), 'OW233');
  assert.equal(await vale.transaction(takesBack(id, 'B')), 1);
  assert.equal(await indy.transaction(takesBack(id, 'A')), 1);
});

test('what is taken over may be laid into another’s part, and only a hand of that part confirms it', async () => {
  const { ash, vale } = who;
  const id = await begin(vale);
  const carried = '{"said": "2025-10-01"}';
  await vale.transaction(writes(id, '1', { carried }));
  await refused(vale, writes(id, '1'), 'OW231');
  await refused(ash, signs(id, 'A'), 'OW012');
  await ash.transaction(writes(id, '1'));
  await ash.transaction(signs(id, 'A'));
});

test('the person and their helpers read their own part of a draft, the ward and strangers do not write in it', async () => {
  const { ash, indy, vale, jo } = who;
  const id = await begin(vale);
  await ash.transaction(writes(id, '1'));
  await vale.transaction(writes(id, '2'));
  await vale.transaction(writes(id, '3', { part: 'closed' }));
  const sections = (part: 'open' | 'closed') => async (tx: Tx) => {
    const { rows } = await sql<{ section: string }>`select section from ${table(part)}
      where document_id = ${id} order by section`.execute(tx.db);
    return rows.map(({ section }) => section);
  };
  assert.deepEqual(await ash.transaction(sections('open')), ['1']);
  assert.deepEqual(await indy.transaction(sections('open')), ['1']);
  assert.deepEqual(await vale.transaction(sections('open')), ['1', '2']);
  assert.deepEqual(await ash.transaction(sections('closed')), []);
  await refused(jo, writes(id, '1'), 'OW231');
  await refused(jo, signs(id, 'A'), '42501');
});

test('those whose turn it is are found by name and by their unit, and by nobody from outside', async () => {
  const { ash, vale } = who;
  const id = await begin(ash);
  await ash.transaction(signs(id, 'A'));
  const told = async (by: Visitor) => {
    const { rows } = await by.transaction(tx =>
      sql<{ username: string }>`select a.username from casework.hands_of_turn(${id}) h
        join people.account a on a.id = h order by 1`.execute(tx.db),
    );
    return rows.map(({ username }) => username);
  };
  assert.deepEqual(await told(ash), ['dr.vale']);
  assert.deepEqual(await told(await site.as('dr.finch')), []);
  await vale.transaction(signs(id, 'B'));
  assert.deepEqual(await told(ash), ['dr.vale', 'pat.ledger']);
});
