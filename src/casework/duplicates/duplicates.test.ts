import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';
import { identifierPaths } from '../mhcs/identifiers/paths.ts';
import { duplicatePaths } from './paths.ts';
import { likelyPairs } from './queries/likely-pairs.ts';
import { pairPath } from './show-all.ts';

let site: TestSite;
let robin: Visitor;
let sky: Visitor;
let records = 0;
before(async () => {
  site = await aSite();
  robin = await site.as('robin.quill');
  sky = await site.as('sky.inkwell');
});
after(() => site.close());

const owner = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);

/** A record of a restricted patient without an account, as an import makes one. */
async function aRecord(family: string, given: string, born: string | null) {
  records += 1;
  const [row] = await owner(sql<{ person: number; case: number }>`
    with who as (insert into people.person (family_name, given_names, born_on) values (${family}, ${given}, ${born}) returning id),
      opened as (insert into people.case (person_id, room) select id, 'casework' from who returning id, person_id),
      known as (insert into casework.patient (case_id, mhcs_reference, authority, hospital_id, team_id)
        select opened.id, ${`DUP/${records}`}, 's37/41', p.hospital_id, p.team_id
        from opened, (select * from casework.patient order by case_id limit 1) p returning case_id)
    select person_id as person, id as case from opened, known`);
  assert.ok(row);
  // The trigger that names a patient runs before the person of the same statement can be seen.
  await owner(sql`update casework.patient set case_id = case_id where case_id = ${row.case}`);
  return row;
}
/** Two records of one person, born on a day on which nobody else here is. */
async function aPair(family: string) {
  const born = Temporal.PlainDate.from('1930-01-01')
    .add({ days: records * 411 })
    .toString();
  return [await aRecord(family, 'Nan', born), await aRecord(family, 'Nan', born)] as const;
}
const number = (person: number, kind: string, value: string) =>
  owner(sql`insert into people.identifier (person_id, kind, value, typed, source)
    values (${person}, ${kind}, ${value}, ${value}, 'a letter')`);
const pairsOf = async (person: number, who = robin) =>
  (await who.transaction(tx => likelyPairs(tx))).filter(({ one, other }) =>
    [one.id, other.id].includes(person),
  );

type Two = readonly [{ person: number }, { person: number }];
const propose = ([one, other]: Two, who = robin, kept = one.person) =>
  who.post(
    duplicatePaths.propose(one.person, other.person),
    { kept: String(kept), reason: 'Both were born on that day.' },
    pairPath(one.person, other.person),
  );
const mergeOf = async ([one, other]: Two) => {
  const [row] = await owner(sql<{ id: number; state: string }>`select id, state from people.merge
    where kept_id = any (${[one.person, other.person]}) and merged_id = any (${[one.person, other.person]}) order by id desc`);
  assert.ok(row);
  return row;
};
const move = async (pair: Two, what: string, who: Visitor) => {
  const { id } = await mergeOf(pair);
  const [one, other] = pair;
  return who.post(
    duplicatePaths.merge(id),
    { what, undoReason: 'They are twins.' },
    pairPath(one.person, other.person),
  );
};
/** Everything that a merge may touch. */
const world = (pair: Two) =>
  owner(sql`select
    (select json_agg(k order by k.id) from people.case k) as cases,
    (select json_agg(p order by p.case_id) from casework.patient p) as patients,
    (select json_agg(p order by p.id) from people.person p) as persons,
    (select json_agg(a order by a.id) from people.account a) as accounts,
    (select json_agg(c order by c.id) from people.circle c) as circles,
    (select json_agg(i order by i.id) from people.identifier i where i.person_id = any (${pair.map(p => p.person)})) as numbers`);

describe('how names sound', () => {
  const alike = [
    ['Llwyd', 'Lloyd', 'LLOYD'],
    ['Rhys', 'Rees', 'Reece'],
    ['ap Hywel', 'Powell'],
    ['ap Rhys', 'Price'],
    ['ap Richard', 'Pritchard', 'Prichard'],
    ['ab Owen', 'Bowen'],
    ['Huws', 'Hughes'],
    ['Ffion', 'Phion', 'Fion'],
    ['Gwyn', 'Wynne', 'Gwynne'],
    ['Siân', 'Sian', 'Shan', 'Sia\u0302n'],
    ['Dafydd', 'David', 'Davydd'],
    ['Davies', 'Davis', 'Dafis'],
    ['Ifan', 'Evan'],
    ['Katherine', 'Catherine', 'Catrin'],
    ['O’Brien', "O'Brien", 'OBrien', 'O Brien'],
    ['Robert', 'Rupert'],
  ];
  for (const names of alike)
    it(`${names.join(', ')} sound alike`, async () => {
      const rows = await owner(
        sql<{ sound: string }>`select distinct people.sound_of(n) as sound from unnest(${names}::text[]) n`,
      );
      assert.equal(rows.length, 1, JSON.stringify(rows));
    });

  it('Llwyd, Rhys, Powell and Ifan do not, and a name without Latin letters has no sound', async () => {
    const names = ['Llwyd', 'Rhys', 'Powell', 'Ifan', '王'];
    const rows = await owner(
      sql<{ sound: string }>`select distinct people.sound_of(n) as sound from unnest(${names}::text[]) n`,
    );
    assert.equal(rows.length, 5);
    assert.ok(rows.some(({ sound }) => sound === ''));
  });
});

describe('likely pairs', () => {
  const cases: [
    why: string,
    one: [string, string, string | null],
    other: [string, string, string | null],
    likely: boolean,
  ][] = [
    [
      'the same birthday and a family name that sounds alike',
      ['Llwydmoor', 'Ada', '1971-05-06'],
      ['Lloydmor', 'Ida', '1971-05-06'],
      true,
    ],
    [
      'the same birthday and given name, after a marriage',
      ['Quarrel', 'Ffion', '1972-05-06'],
      ['Bantam', 'Phion', '1972-05-06'],
      true,
    ],
    ['names swapped', ['Tobin', 'Marlow', '1973-05-06'], ['Marlow', 'Tobin', '1973-05-06'], true],
    ['day and month swapped', ['Zander', 'Ula', '1974-05-06'], ['Sander', 'Ula', '1974-06-05'], true],
    ['one digit of the year', ['Yelder', 'Ula', '1964-05-06'], ['Yelder', 'Ula', '1974-05-06'], true],
    ['an unknown birthday', ['Jorrick', 'Una', null], ['Jorrick', 'Una', '1975-05-06'], true],
    ['another birthday', ['Krimble', 'Una', '1960-01-02'], ['Krimble', 'Una', '1975-05-06'], false],
    ['nothing but the birthday', ['Bassoon', 'Lil', '1976-05-06'], ['Trumpet', 'Guy', '1976-05-06'], false],
  ];
  for (const [why, one, other, likely] of cases)
    it(`${why} ${likely ? 'is' : 'is not'} enough`, async () => {
      const first = await aRecord(...one);
      const second = await aRecord(...other);
      const found = (await pairsOf(first.person)).filter(pair => pair.other.id === second.person);
      assert.equal(found.length, likely ? 1 : 0);
    });

  it('the same number comes first, whatever the names are', async () => {
    const one = await aRecord('Aardwolf', 'Bo', '1950-01-01');
    const other = await aRecord('Zebrano', 'Cy', '1990-12-31');
    for (const { person } of [one, other]) await number(person, 'pnc', '1979/0163001B');
    const [first] = await robin.transaction(tx => likelyPairs(tx));
    assert.deepEqual(
      [first?.one.id, first?.other.id, first?.alike.sharedKinds],
      [one.person, other.person, ['pnc']],
    );
    const page = await robin.get(duplicatePaths.pair(one.person, other.person));
    assert.match(page.text(), /The same PNC number[\s\S]*Aardwolf/);
    assert.match(page.text(), /1979\/0163001B[\s\S]*1979\/0163001B/);
  });

  it('are not shown, and have no page, when a case of one is shut to the actor', async () => {
    const [one, other] = await aPair('Shuttering');
    assert.equal((await pairsOf(one.person)).length, 1);
    await owner(sql`update people.case set readers = 'circle' where id = ${other.case}`);
    assert.deepEqual(await pairsOf(one.person), []);
    assert.equal((await robin.get(duplicatePaths.pair(one.person, other.person))).status, 404);
  });

  it('are nobody’s business outside the section', async () => {
    for (const name of ['dr.vale', 'pat.ledger', 'ash.example', 'kit.button']) {
      const visitor = await site.as(name);
      assert.notEqual((await visitor.get(duplicatePaths.all())).status, 200, name);
      await assert.rejects(
        visitor.transaction(tx => sql`select from people.merge`.execute(tx.db)),
        /permission denied/,
      );
    }
  });
});

describe('joining and parting', () => {
  it('takes two people: whoever proposes cannot confirm, by the page or past it', async () => {
    const pair = await aPair('Twopence');
    assert.equal((await propose(pair)).status, 303);
    assert.match(
      (await robin.get(pairPath(pair[0].person, pair[1].person))).text(),
      /Somebody else has to confirm/,
    );
    const refused = await move(pair, 'confirm', robin);
    assert.equal(refused.status, 409);
    assert.match(refused.text(), /Whoever proposes it cannot confirm it/);
    const { id } = await mergeOf(pair);
    await assert.rejects(
      robin.transaction(tx => sql`update people.merge set state = 'merged' where id = ${id}`.execute(tx.db)),
      { code: 'OW110' },
    );
    await assert.rejects(owner(sql`update people.merge set state = 'merged' where id = ${id}`), {
      code: 'OW110',
    });
    assert.equal((await move(pair, 'confirm', sky)).status, 303);
    assert.equal((await mergeOf(pair)).state, 'merged');
    assert.equal((await move(pair, 'askToPart', sky)).status, 303);
    assert.equal((await move(pair, 'part', sky)).status, 409);
    assert.equal((await move(pair, 'part', robin)).status, 303);
    assert.equal((await mergeOf(pair)).state, 'undone');
  });

  it('tells the second of two who say something of a pair at once that somebody was faster', async () => {
    const proposed = await aPair('Fasterby');
    assert.equal((await propose(proposed)).status, 303);
    const differ = ([one, other]: Two, who: Visitor) =>
      who.post(
        duplicatePaths.notSame(one.person, other.person),
        { differentReason: 'One of them was in court on that day.' },
        pairPath(one.person, other.person),
      );
    for (const late of [await propose(proposed, sky), await differ(proposed, sky)]) {
      assert.equal(late.status, 409);
      assert.match(late.text(), /Somebody else was faster/);
    }
    const apart = await aPair('Slowerby');
    assert.equal((await differ(apart, robin)).status, 303);
    assert.equal((await differ(apart, sky)).status, 409);
  });

  it('never joins what somebody has found to be two people meanwhile', async () => {
    const pair = await aPair('Twofold');
    await propose(pair);
    await owner(sql`insert into people.not_same (one_id, other_id, reason, said_by)
      select ${pair[0].person}, ${pair[1].person}, 'Twins.', id from people.account where username = 'sky.inkwell'`);
    const refused = await move(pair, 'confirm', sky);
    assert.equal(refused.status, 409);
    assert.match(refused.text(), /found these to be two people/);
  });

  it('is found by every name of the person under whom a case stands now, and by no other', async () => {
    const pair = await aPair('Manynames');
    const [kept, gone] = pair;
    await owner(sql`update people.person set other_names = 'Keptname' where id = ${kept.person}`);
    await owner(sql`update people.person set other_names = 'Gonename' where id = ${gone.person}`);
    const keys = () =>
      owner(sql<{ key: string }>`select key from casework.search_key where case_id = ${gone.case}
        and key like '%name' order by key`);
    await propose(pair);
    await move(pair, 'confirm', sky);
    assert.deepEqual(await keys(), [{ key: 'keptname' }]);
    await move(pair, 'askToPart', sky);
    await move(pair, 'part', robin);
    assert.deepEqual(await keys(), [{ key: 'gonename' }]);
  });

  it('puts all cases under one person and undoes exactly that', async () => {
    const pair = await aPair('Exacting');
    const [one, other] = pair;
    await number(one.person, 'nhs', '9990000050');
    await number(other.person, 'nhs', '9990000069');
    await number(other.person, 'cro', '085227/65L');
    await owner(
      sql`insert into people.account (username, display_name, person_id) values ('nan.exacting', 'Nan', ${other.person})`,
    );
    const was = await world(pair);
    await propose(pair);
    assert.deepEqual(await world(pair), was, 'a proposal moves nothing');
    await move(pair, 'confirm', sky);
    const cases = await owner(
      sql<{ id: number }>`select id from people.case where person_id = ${one.person} order by id`,
    );
    assert.deepEqual(
      cases.map(({ id }) => id),
      [one.case, other.case],
    );
    const numbers = await owner(
      sql`select value from people.identifier where person_id = ${one.person} and ended_at is null order by id`,
    );
    assert.deepEqual(numbers, [{ value: '9990000050' }, { value: '085227/65L' }]);
    const [account] = await owner(
      sql<{ person: number }>`select person_id as person from people.account where username = 'nan.exacting'`,
    );
    assert.equal(account?.person, one.person);
    assert.match((await robin.get(pairPath(one.person, other.person))).text(), /this record is set aside/);
    assert.deepEqual(await pairsOf(one.person), []);
    await move(pair, 'askToPart', robin);
    await move(pair, 'part', sky);
    assert.deepEqual(await world(pair), was);
  });

  it('leaves a case that was opened afterwards where it was opened', async () => {
    const pair = await aPair('Afterward');
    const [one, other] = pair;
    await propose(pair);
    await move(pair, 'confirm', sky);
    const [later] = await owner(
      sql<{
        id: number;
      }>`insert into people.case (person_id, room) values (${one.person}, 'casework') returning id`,
    );
    await move(pair, 'askToPart', robin);
    await move(pair, 'part', sky);
    const cases = await owner(sql<{
      id: number;
      person: number;
    }>`select id, person_id as person from people.case
      where person_id = any (${[one.person, other.person]}) order by id`);
    assert.deepEqual(cases, [
      { id: one.case, person: one.person },
      { id: other.case, person: other.person },
      { id: later?.id, person: one.person },
    ]);
  });

  it('names the case in the lists by the person under whom it stands', async () => {
    const one = await aRecord('Staywell', 'Nan', '1981-02-03');
    const other = await aRecord('Staywel', 'Nan', '1981-02-03');
    const pair = [one, other] as const;
    const named = () =>
      owner(sql`select family_name as name from casework.patient where case_id = ${other.case}`);
    await propose(pair);
    await move(pair, 'confirm', sky);
    assert.deepEqual(await named(), [{ name: 'Staywell' }]);
    await move(pair, 'askToPart', robin);
    await move(pair, 'part', sky);
    assert.deepEqual(await named(), [{ name: 'Staywel' }]);
  });

  it('is refused in words while both have an account, or while one is joined to a third', async () => {
    const pair = await aPair('Thirdly');
    const [one, other] = pair;
    const third = await aRecord('Thirdly', 'Nan', '1980-02-03');
    for (const [place, { person }] of pair.entries())
      await owner(
        sql`insert into people.account (username, display_name, person_id) values (${`third.${place}`}, 'Nan', ${person})`,
      );
    await propose(pair);
    assert.match((await move(pair, 'confirm', sky)).text(), /Both records have an account/);
    await owner(sql`update people.account set ended_on = access.today() where username = 'third.1'`);
    assert.equal((await move(pair, 'confirm', sky)).status, 303);
    const chain = [one, third] as const;
    await propose(chain, robin, third.person);
    assert.match((await move(chain, 'confirm', sky)).text(), /joined to another one/);
    assert.equal(
      (await owner(sql`select from people.case where person_id = ${one.person}`)).length,
      2,
      other.person.toString(),
    );
  });

  it('may be turned down, and asked to part may be answered by leaving them joined', async () => {
    const pair = await aPair('Turnstone');
    await propose(pair);
    assert.equal((await move(pair, 'turnDown', robin)).status, 303);
    assert.equal((await pairsOf(pair[0].person)).length, 1);
    await propose(pair);
    await move(pair, 'confirm', sky);
    await move(pair, 'askToPart', robin);
    assert.equal((await move(pair, 'keep', sky)).status, 303);
    assert.equal((await mergeOf(pair)).state, 'merged');
    assert.equal((await move(pair, 'part', sky)).status, 409);
  });

  it('tells each case in the audit, by ids alone', async () => {
    const pair = await aPair('Audition');
    await propose(pair);
    await move(pair, 'confirm', sky);
    const rows = await owner(sql<{ event: string; detail: object }>`select event, detail from audit.event
      where case_id = any (${pair.map(each => each.case)}) order by id`);
    assert.deepEqual(
      rows.map(({ event }) => event),
      ['people.merge.proposed', 'people.merge.proposed', 'people.merge.confirmed', 'people.merge.confirmed'],
    );
    assert.doesNotMatch(JSON.stringify(rows), /Audition|born/);
  });

  it('asks for a reason and for the record that stays, and gives back what was typed', async () => {
    const [one, other] = await aPair('Typewell');
    const path = duplicatePaths.propose(one.person, other.person);
    const empty = await robin.post(path, { reason: ' ' }, pairPath(one.person, other.person));
    assert.equal(empty.status, 422);
    assert.match(empty.text(), /Choose which record stays[\s\S]*Say how you know/);
    const foreign = await robin.post(
      path,
      { kept: '1', reason: 'I know <them>' },
      pairPath(one.person, other.person),
    );
    assert.equal(foreign.status, 422);
    assert.match(foreign.html, /I know &lt;them&gt;/);
  });

  it('is never between people of whom one is hidden from the actor', async () => {
    const pair = await aPair('Hideaway');
    await propose(pair);
    await owner(sql`update people.case set readers = 'circle' where id = ${pair[1].case}`);
    const { id } = await mergeOf(pair);
    const seen = await sky.transaction(tx => sql`select from people.merge where id = ${id}`.execute(tx.db));
    assert.equal(seen.rows.length, 0);
    const blind = await sky.post(
      duplicatePaths.merge(id),
      { what: 'confirm' },
      identifierPaths.identifiers(pair[0].case),
    );
    assert.equal(blind.status, 404);
    await assert.rejects(
      sky.transaction(async tx =>
        sql`insert into people.not_same (one_id, other_id, reason, said_by)
          select ${pair[0].person}, ${pair[1].person}, 'x', access.account_id()`.execute(tx.db),
      ),
      /row-level security/,
    );
  });
});

describe('two people', () => {
  it('once found to be two, they leave the list, cannot be joined, and may be taken back', async () => {
    const pair = await aPair('Twinning');
    const [one, other] = pair;
    const said = await robin.post(
      duplicatePaths.notSame(one.person, other.person),
      { differentReason: 'They are twins.' },
      pairPath(one.person, other.person),
    );
    assert.equal(said.status, 303);
    assert.deepEqual(await pairsOf(one.person), []);
    assert.match((await sky.get(duplicatePaths.all())).text(), /They are twins/);
    await assert.rejects(
      sky.transaction(tx =>
        sql`insert into people.merge (kept_id, merged_id, reason, proposed_by)
          select ${one.person}, ${other.person}, 'x', access.account_id()`.execute(tx.db),
      ),
      { code: 'OW112' },
    );
    const [row] = await owner(
      sql<{ id: number }>`select id from people.not_same where one_id = ${one.person}`,
    );
    const back = await sky.post(
      duplicatePaths.takeBack(row?.id ?? 0),
      {},
      pairPath(one.person, other.person),
    );
    assert.equal(back.status, 303);
    assert.equal((await pairsOf(one.person)).length, 1);
  });
});
