import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { aPicture, upload } from '../../../test/uploads.ts';
import {
  aVictim,
  aZone,
  byVictimDoor,
  caseOf,
  lastRequest,
  register,
  say,
  takeOn,
} from '../../../test/victim-side.ts';
import { asOwner } from '../../platform/database/index.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { liaisonPaths } from './paths.ts';

let site: TestSite;
let vic: Visitor;
let val: Visitor;
let robin: Visitor;
let caseId: number;
let victim: number;

const owner = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);

before(async () => {
  site = await aSite();
  await owner(sql`with a as (insert into people.account (username, display_name, door, demonstration)
      values ('val.idle', 'Val Idle', 'circle', true) returning id)
    insert into people.membership (account_id, unit_id, role, from_on) select a.id, u.id, 'victim_liaison_officer', '2020-01-01'
      from a join people.unit u on u.kind = 'probation_area'`);
  vic = await site.as('vic.lantern');
  val = await site.as('val.idle');
  robin = await site.as('robin.quill');
  assert.match((await vic.get(liaisonPaths.cases())).text(), /You have no case yet/);
  caseId = await takeOn(site, vic, 'ash.example');
  assert.match((await vic.get(liaisonPaths.case(caseId))).text(), /No victim is registered/);
  victim = await register(vic, caseId);
});
after(() => site.close());

test('the officer who took the case on reads it in the list, with how many victims there are', async () => {
  assert.match((await vic.get(liaisonPaths.cases())).text(), /EXAMPLE, Ash\s+1\s+0/);
});

test('another officer gets the same answer for this case as for one that does not exist', async () => {
  const { reference, bornOn } = await caseOf(site, 'ash.example');
  const tries = [
    { reference, ...dayBoxes('born', bornOn) },
    { reference, ...dayBoxes('born', '1950-01-01') },
    { reference: 'EX/9999', ...dayBoxes('born', bornOn) },
  ];
  const said = [];
  for (const tried of tries) {
    const seen = await val.post(liaisonPaths.takeOn(), tried, liaisonPaths.cases());
    said.push([seen.status, /There is no case that you can take on/.test(seen.text())]);
  }
  assert.deepEqual(said, [
    [422, true],
    [422, true],
    [422, true],
  ]);
  const tried = await owner(sql`select from victim.event where event = 'victim.case.not-found'`);
  assert.equal(tried.length, 3);
});

test('no page of the case exists for an officer who does not stand in it, nor for anybody else', async () => {
  const pages = [
    liaisonPaths.case(caseId),
    liaisonPaths.victim(caseId, victim),
    liaisonPaths.register(caseId),
    liaisonPaths.details(caseId, victim),
    liaisonPaths.statements(caseId, victim),
    liaisonPaths.paper(caseId, victim),
    liaisonPaths.officers(caseId),
  ];
  for (const username of [
    'val.idle',
    'dr.vale',
    'ash.example',
    'robin.quill',
    'pat.ledger',
    'ada.tally',
    'mo.parley',
  ]) {
    const visitor = await site.as(username);
    for (const page of pages) assert.equal((await visitor.get(page)).status, 404, `${username} ${page}`);
  }
});

test('6.6: a victim’s contact details are sealed where they lie, and read by their officer alone', async () => {
  const rows = await owner(sql<{ sealed: Buffer }>`select sealed from victim.registration`);
  assert.ok(rows.length > 0);
  // Letters that look like chance are looked through for whole phrases only: three of them in a row happen.
  for (const { sealed } of rows) {
    const forms = [sealed, Buffer.from(sealed.toString(), 'base64url')];
    const readable = forms.some(bytes =>
      /Zoe Inventeda|Pretend Lane|01632 960/.test(bytes.toString('latin1')),
    );
    assert.equal(readable, false);
  }
  assert.match(
    (await vic.get(liaisonPaths.victim(caseId, victim))).text(),
    /Zoe Inventeda[\s\S]*7 Pretend Lane[\s\S]*01632/,
  );
  const own = await byVictimDoor(site, val, tx =>
    tx.db.selectFrom('victim.registration').selectAll().execute(),
  );
  assert.deepEqual(own, []);
});

test('a form with a mistake comes back whole, with a summary of what is wrong', async () => {
  const seen = await vic.post(liaisonPaths.register(caseId), {
    ...aVictim,
    name: ' ',
    basis: '',
    how: 'Only in Welsh',
  });
  assert.equal(seen.status, 422);
  assert.match(
    seen.text(),
    /Enter the victim’s name[\s\S]*Say why the victim is registered[\s\S]*Only in Welsh/,
  );
  assert.match(seen.html, /href="#name"[\s\S]*value="changes" checked/);
});

test('two officers who change one victim: the second is told, and nothing is lost', async () => {
  const path = liaisonPaths.details(caseId, victim);
  const change = { ...aVictim, standing: 'active', telephone: '01632 960 002' };
  assert.equal((await vic.post(path, { ...change, version: '1' })).status, 303);
  for (const version of ['1', '', 'x', '-1', '1e999', '99999999999'])
    assert.equal((await vic.post(path, { ...change, version })).status, 409, version);
  assert.match((await vic.get(liaisonPaths.victim(caseId, victim))).text(), /960 002/);
});

test('6.5: representations are kept word for word, and only those for the tribunal stand on its paper', async () => {
  const path = liaisonPaths.representations(caseId, victim);
  await say(vic, path, { about: 'tribunal', words: 'I am  still afraid.\r\nEvery day.' });
  await say(vic, path, { about: 'conditions', words: 'Not in our street.' });
  const page = await vic.get(liaisonPaths.victim(caseId, victim));
  assert.ok(page.html.includes('I am  still afraid.'));
  const paper = (await vic.get(liaisonPaths.paper(caseId, victim))).text();
  assert.match(paper, /still afraid/);
  assert.doesNotMatch(paper, /our street|Pretend Lane|01632/);
});

test('6.5: a personal statement is kept from March 2024 on, and stands on no paper', async () => {
  const path = liaisonPaths.statements(caseId, victim);
  const words = { words: 'It changed my life.', language: 'en' };
  const early = await vic.post(path, { ...words, ...dayBoxes('given', '2024-02-29') });
  assert.equal(early.status, 422);
  assert.match(early.text(), /from 1 March 2024[\s\S]*It changed my life/);
  assert.equal(
    (await vic.post(path, { ...words, ...dayBoxes('given', testDay.add({ days: 1 })) })).status,
    422,
  );
  await say(vic, path, words);
  assert.match((await vic.get(liaisonPaths.victim(caseId, victim))).text(), /It changed my life/);
  assert.doesNotMatch((await vic.get(liaisonPaths.paper(caseId, victim))).text(), /changed my life/);
});

test('6.6: a personal statement can be read by no door but the victim’s, and changed by none', async () => {
  for (const username of ['dr.vale', 'ash.example', 'robin.quill', 'lee.warrant', 'ada.tally']) {
    const visitor = await site.as(username);
    await assert.rejects(
      visitor.transaction(tx => tx.db.selectFrom('victim.personal_statement').selectAll().execute()),
      { code: '42501' },
      username,
    );
  }
  await assert.rejects(
    byVictimDoor(site, vic, tx =>
      tx.db.updateTable('victim.personal_statement').set({ language: 'cy' }).execute(),
    ),
    { code: '42501' },
  );
});

test('LG-9: an exclusion zone is drawn from its corners, and a boundary that is none is refused with what was typed', async () => {
  const path = liaisonPaths.zones(caseId, victim);
  const wrong = await vic.post(path, {
    text: 'Not to enter the zone.',
    corners: 'SK 100 100\nby the oak',
    why: '',
  });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text(), /Line 2 is not a grid reference[\s\S]*by the oak/);
  await say(vic, path, { text: 'Not to enter the old town.', corners: aZone, why: 'I live there.' });
  const page = await vic.get(liaisonPaths.victim(caseId, victim));
  assert.match(page.html, /<svg[^>]*role="img"[\s\S]*<polygon points="[\d., ]+"/);
  assert.match(page.text(), /1 km²[\s\S]*SK 100 100, SK 110 100/);
});

test('LG-9: a picture of the map goes with a zone, sealed where it lies, without its place, and leaves the partition by no door', async () => {
  const path = liaisonPaths.zones(caseId, victim);
  const fields = { text: 'Not to enter the harbour.', corners: aZone, why: '' };
  const send = (name: string, bytes: Uint8Array, who = vic) =>
    upload(site, who, { path, fields, file: { name, bytes } });
  for (const [name, bytes] of [
    ['map.png', Buffer.from('%PDF-1.7 no picture')],
    ['map.png', (await aPicture()).subarray(0, 50)],
    ['map.jpg', Buffer.alloc(0)],
  ] as const) {
    const seen = await send(name, bytes);
    assert.equal(seen.status, 422);
    assert.match(seen.html, /Not to enter the harbour\.[\s\S]*SK 110 110/);
  }
  const before = await lastRequest(site, caseId);
  assert.equal((await send('../my street.jpg', await aPicture('jpeg'))).status, 303);
  const request = await lastRequest(site, caseId);
  assert.ok(request > before);
  const href = liaisonPaths.map(caseId, request);
  assert.ok(
    (await vic.get(liaisonPaths.victim(caseId, victim))).html.includes(`<img class="ow-map" src="${href}"`),
  );
  const cookie = [...vic.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const map = await site.app.inject({ url: href, headers: { cookie } });
  assert.equal(map.headers['content-type'], 'image/jpeg');
  assert.match(String(map.headers['content-disposition']), /^attachment; filename="map-\d+\.jpg"$/);
  assert.equal(map.rawPayload.subarray(0, 2).toString('hex'), 'ffd8');
  assert.ok(!map.rawPayload.includes('Zqlocation'));
  const [row] = await owner(
    sql<{ sealed: Buffer }>`select sealed from victim.zone_map where request_id = ${request}`,
  );
  assert.ok(row && !row.sealed.includes(map.rawPayload.subarray(0, 12)));
  for (const username of ['val.idle', 'dr.vale', 'ash.example', 'robin.quill', 'ada.tally']) {
    const who = await site.as(username);
    assert.equal((await who.get(href)).status, 404, username);
    if (username !== 'val.idle')
      await assert.rejects(
        who.transaction(tx => tx.db.selectFrom('victim.zone_map').select('case_id').execute()),
        { code: '42501' },
      );
  }
  const others = await byVictimDoor(site, val, tx =>
    tx.db.selectFrom('victim.zone_map').select('case_id').execute(),
  );
  assert.deepEqual(others, []);
});

test('a map goes with a zone alone, and with none that is released or taken back', async () => {
  const draw = (request: number) =>
    byVictimDoor(site, vic, tx =>
      sql`insert into victim.zone_map (request_id, case_id, media_type, scan, sealed, recorded_by)
        values (${request}, ${caseId}, 'image/png', 'clean', 'x', access.account_id())`.execute(tx.db),
    );
  await say(vic, liaisonPaths.zones(caseId, victim), { text: 'Not to be near.', corners: aZone, why: '' });
  const zone = await lastRequest(site, caseId);
  await vic.post(liaisonPaths.withdraw(caseId, zone), {}, liaisonPaths.victim(caseId, victim));
  await assert.rejects(draw(zone), { code: 'OW143' });
  await say(vic, liaisonPaths.conditions(caseId, victim), { text: 'Not to write.', why: '' });
  await assert.rejects(draw(await lastRequest(site, caseId)), { code: 'OW143' });
});

test('6.6: nobody of the section sees a request that is not released', async () => {
  await say(vic, liaisonPaths.conditions(caseId, victim), { text: 'Unreleased wish.', why: 'Fear.' });
  const page = (await robin.get(conditionPaths.putForward(caseId))).text();
  assert.match(page, /No condition has been put forward/);
  assert.match((await robin.get(conditionPaths.all())).text(), /No condition waits/);
});

test('6.6: wording that tells who asked is not released', async () => {
  const request = await lastRequest(site, caseId);
  const path = liaisonPaths.release(caseId, request);
  for (const wording of [
    'Not to contact Zoe.',
    'Not to go near the victim.',
    'Not to enter 7 Pretend Lane.',
    ' ',
  ]) {
    const seen = await vic.post(path, { wording });
    assert.equal(seen.status, 422, wording);
    assert.ok(seen.html.includes(wording.trim()), wording);
  }
  assert.match(
    (await robin.get(conditionPaths.putForward(caseId))).text(),
    /No condition has been put forward/,
  );
});

test('6.6: what is released is the wording alone; the answer comes back to the officer without its reason', async () => {
  const request = await lastRequest(site, caseId);
  assert.equal(
    (await vic.post(liaisonPaths.release(caseId, request), { wording: 'Not to enter Madeuptown.' })).status,
    303,
  );
  const released = await owner(sql<{
    row: object;
  }>`select to_jsonb(c) - 'id' - 'case_id' - 'put_forward_on' as row
    from casework.proposed_condition c`);
  assert.deepEqual(
    released.map(({ row }) => row),
    [
      {
        text: 'Not to enter Madeuptown.',
        outcome: null,
        changed_text: null,
        reason: null,
        answered_by: null,
        answered_on: null,
      },
    ],
  );
  assert.match((await robin.get(conditionPaths.all())).text(), /EXAMPLE, Ash/);
  const [{ id } = { id: 0 }] = await owner(sql<{ id: number }>`select id from casework.proposed_condition`);
  const path = conditionPaths.answer(caseId, id);
  const empty = await robin.post(
    path,
    { outcome: 'declined', changedText: '', reason: '' },
    conditionPaths.putForward(caseId),
  );
  assert.match(empty.text(), /Give the reason/);
  const answer = {
    outcome: 'changed',
    changedText: 'Not to enter the old town.',
    reason: 'He is ill there.',
  };
  assert.equal((await robin.post(path, answer, conditionPaths.putForward(caseId))).status, 303);
  assert.equal((await robin.post(path, answer, conditionPaths.putForward(caseId))).status, 409);
  const page = (await vic.get(liaisonPaths.victim(caseId, victim))).text();
  assert.match(page, /Included in other words[\s\S]*Not to enter the old town/);
  assert.doesNotMatch(page, /He is ill there/);
});

test('a request that is released or taken back stays as it is', async () => {
  const request = await lastRequest(site, caseId);
  const again = await vic.post(liaisonPaths.release(caseId, request), { wording: 'Not to enter Elsewhere.' });
  assert.equal(again.status, 409);
  const back = await vic.post(
    liaisonPaths.withdraw(caseId, request),
    {},
    liaisonPaths.victim(caseId, victim),
  );
  assert.equal(back.status, 409);
  await say(vic, liaisonPaths.conditions(caseId, victim), { text: 'A wish taken back.', why: '' });
  const other = await lastRequest(site, caseId);
  assert.equal(
    (await vic.post(liaisonPaths.withdraw(caseId, other), {}, liaisonPaths.victim(caseId, victim))).status,
    303,
  );
  assert.equal((await vic.post(liaisonPaths.release(caseId, other), { wording: 'A wish.' })).status, 409);
});

test('an officer reads nothing of what the section puts forward itself', async () => {
  await robin.post(conditionPaths.putForward(caseId), { text: 'To take depot medication.' });
  const seen = await byVictimDoor(site, vic, tx =>
    tx.db.selectFrom('casework.proposed_condition').select('text').execute(),
  );
  assert.deepEqual(seen, [{ text: 'Not to enter Madeuptown.' }]);
  await assert.rejects(
    byVictimDoor(site, vic, tx => tx.db.selectFrom('casework.proposed_condition').select('reason').execute()),
    { code: '42501' },
  );
});

test('the last officer of a case with a victim cannot leave it; one who let another in can', async () => {
  const leave = () => vic.post(liaisonPaths.leave(caseId), {}, liaisonPaths.case(caseId));
  const alone = await leave();
  assert.equal(alone.status, 409);
  assert.match(alone.text(), /only liaison officer/);
  const path = liaisonPaths.officers(caseId);
  assert.equal((await vic.post(path, { username: 'nobody.at-all' })).status, 422);
  assert.equal((await vic.post(path, { username: 'robin.quill' })).status, 409);
  assert.equal((await vic.post(path, { username: 'val.idle' })).status, 303);
  assert.equal((await val.get(liaisonPaths.victim(caseId, victim))).status, 200);
  assert.equal((await leave()).status, 303);
  assert.equal((await vic.get(liaisonPaths.victim(caseId, victim))).status, 404);
  await val.post(path, { username: 'vic.lantern' });
  assert.equal((await vic.get(liaisonPaths.victim(caseId, victim))).status, 200);
});

test('the stream of the case says nothing of the victim side; its own stream says all', async () => {
  const told = await owner(
    sql<{
      event: string;
    }>`select event from audit.event where event like 'victim.%' or purpose like '%liaison%'`,
  );
  assert.deepEqual(told, []);
  const own = await owner(
    sql<{ event: string }>`select distinct event from victim.event where case_id = ${caseId}`,
  );
  for (const event of [
    'registration.kept',
    'statement.kept',
    'condition.released',
    'file.read',
    'officer.left',
  ])
    assert.ok(
      own.some(row => row.event === `victim.${event}`),
      event,
    );
});

test('every page of the victim side speaks Welsh', async () => {
  await vic.post('/language', { to: 'cy', back: '/liaison' }, liaisonPaths.cases());
  assert.match((await vic.get(liaisonPaths.victim(caseId, victim))).text(), /Datganiad personol/);
  await vic.post('/language', { to: 'en', back: '/liaison' }, liaisonPaths.cases());
});
