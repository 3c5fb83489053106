import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type AdministrationSite, administrationSite, onDay } from '../../../test/administration.ts';
import { testDay } from '../../../test/days.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: AdministrationSite;
before(async () => {
  site = await administrationSite();
});
after(() => site.close());

test('an administrator sees the people of the units below their own, and nobody else', async () => {
  const text = (await site.lou.get('/administration')).text();
  for (const name of ['Dr Morgan Vale', 'Jo Thimble', 'Max Spool', 'Lou Keyring'])
    assert.ok(text.includes(name), name);
  for (const name of ['Robin Quill', 'Vic Lantern', 'Uma Keystone', 'Indy Marrow', 'Ash Example', 'Sample'])
    assert.ok(!text.includes(name), name);
  assert.match((await site.uma.get('/administration')).text(), /Robin Quill/);
});

test('no page of administration holds a patient’s name, username or reference', async () => {
  const vale = await site.accountId('dr.vale');
  const ward = await site.unitId('Heron Ward');
  const pages = [
    '/administration',
    '/administration?words=example',
    '/administration?words=ash',
    `/administration/accounts/${vale}`,
    '/administration/units',
    `/administration/units/${ward}`,
    `/administration/invite?unit=${ward}`,
  ];
  for (const path of pages) {
    const main = (await site.uma.get(path)).html.split('<main')[1]?.replace(/value="[^"]*"/g, '') ?? '';
    assert.doesNotMatch(
      main,
      /\b(Ash|Bryn|Cleo|Dale|Eden|Fen|Gale|Haven|Indigo|Jules|Kai|Lark)\b|EX\/00/,
      path,
    );
  }
});

test('an administrator reaches no case and no person by the database either', async () => {
  for (const who of [site.lou, site.uma]) {
    const seen = await who.transaction(async tx => [
      ...(await tx.db.selectFrom('people.case').select('id').execute()),
      ...(await tx.db.selectFrom('people.person').select('id').execute()),
      ...(await tx.db.selectFrom('people.circle').select('id').execute()),
      ...(await tx.db.selectFrom('people.account').select('id').where('person_id', 'is not', null).execute()),
    ]);
    assert.deepEqual(seen, []);
  }
});

for (const username of [
  'dr.vale',
  'jo.thimble',
  'ash.example',
  'robin.quill',
  'nat.charter',
  'ada.tally',
  'vic.lantern',
]) {
  test(`${username} finds no administration`, async () => {
    const who = await site.as(username);
    const account = await site.accountId('kit.button');
    for (const path of [
      '/administration',
      '/administration/invite',
      '/administration/units',
      `/administration/accounts/${account}`,
    ])
      assert.equal((await who.get(path)).status, 404, path);
    assert.equal(
      (await who.post(`/administration/accounts/${account}/end`, onDay(testDay), '/account')).status,
      404,
    );
    assert.doesNotMatch((await who.get('/account')).html, /href="\/administration/);
  });
}

test('people are found by words, unit, role and state', async () => {
  const brackenfield = await site.unitId('Brackenfield Hospital');
  const found = async (query: string) => {
    const html = (await site.lou.get(`/administration?${query}`)).html;
    return [...html.matchAll(/accounts\/\d+">([^<]+)</g)].map(match => match[1]);
  };
  assert.deepEqual(await found('words=VALE'), ['Dr Morgan Vale']);
  assert.deepEqual(await found('words=jo.thimble%40'), ['Jo Thimble']);
  assert.deepEqual(await found(`unit=${brackenfield}`), [
    'Dr Avery Finch',
    'Fran Folio',
    'Max Spool',
    'Sam Tinder',
  ]);
  assert.deepEqual(await found(`unit=${brackenfield}&role=ward_staff`), ['Max Spool', 'Sam Tinder']);
  assert.deepEqual(await found('role=administrator'), ['Lou Keyring']);
  assert.deepEqual(await found('state=ended'), []);
  assert.deepEqual(await found('words=quill'), []);
});

test('fifty stand on a page, with the way to the others', async () => {
  const ward = await site.unitId('Wren Ward');
  await asOwner(site.database.adminUrl, db =>
    sql`with made as (insert into people.account (username, display_name)
        select 'temp.' || n, 'Temp ' || lpad(n::text, 3, '0') from generate_series(1, 120) n returning id)
      insert into people.membership (account_id, unit_id, role) select id, ${ward}, 'ward_staff' from made`.execute(
      db,
    ),
  );
  const first = await site.lou.get('/administration?words=temp');
  assert.equal(first.html.match(/<th scope="row"/g)?.length, 50);
  assert.match(first.text(), /120 accounts/);
  const last = await site.lou.get('/administration?words=temp&page=99');
  assert.equal(last.html.match(/<th scope="row"/g)?.length, 20);
  assert.match(first.html, /href="\/administration\?words=temp&amp;page=2"/);
});

test('administration is there in Welsh', async () => {
  const who = await site.as('admin.system');
  await who.post('/language', { to: 'cy', back: '/administration' }, '/administration');
  const account = await site.accountId('jo.thimble');
  assert.match((await who.get('/administration')).text(), /Gwahodd rhywun/);
  assert.match((await who.get(`/administration/accounts/${account}`)).text(), /Beth y gallwch ei wneud/);
  await who.post('/language', { to: 'en', back: '/administration' }, '/administration');
});
