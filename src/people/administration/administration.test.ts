import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: TestSite;
let lou: Visitor;
let uma: Visitor;
before(async () => {
  site = await aSite();
  lou = await site.as('admin.larkmoor');
  uma = await site.as('admin.system');
});
after(() => site.close());

async function idOf(table: 'account' | 'unit', name: string): Promise<number> {
  return asOwner(site.database.adminUrl, async db => {
    const row =
      table === 'account'
        ? db.selectFrom('people.account').select('id').where('username', '=', name)
        : db.selectFrom('people.unit').select('id').where('name', '=', name);
    return (await row.executeTakeFirstOrThrow()).id;
  });
}

async function membershipOf(username: string): Promise<number> {
  const account = await idOf('account', username);
  return asOwner(site.database.adminUrl, async db => {
    const row = db
      .selectFrom('people.membership')
      .select('id')
      .where('account_id', '=', account)
      .orderBy('id', 'desc');
    return (await row.executeTakeFirstOrThrow()).id;
  });
}

/** A page with a form, for its hidden keys. */
const formOfLou = '/account';

const on = (day: string) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return { 'on-day': date, 'on-month': month, 'on-year': year };
};

test('an administrator sees the people of the units below their own, and nobody else', async () => {
  const text = (await lou.get('/administration')).text();
  for (const name of ['Dr Morgan Vale', 'Jo Thimble', 'Max Spool', 'Lou Keyring'])
    assert.ok(text.includes(name), name);
  for (const name of ['Robin Quill', 'Vic Lantern', 'Uma Keystone', 'Indy Marrow', 'Ash Example', 'Sample'])
    assert.ok(!text.includes(name), name);
  assert.match((await uma.get('/administration')).text(), /Robin Quill/);
});

test('no page of administration holds a patient’s name, username or reference', async () => {
  const vale = await idOf('account', 'dr.vale');
  const ward = await idOf('unit', 'Heron Ward');
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
    const main = (await uma.get(path)).html.split('<main')[1]?.replace(/value="[^"]*"/g, '') ?? '';
    assert.doesNotMatch(
      main,
      /\b(Ash|Bryn|Cleo|Dale|Eden|Fen|Gale|Haven|Indigo|Jules|Kai|Lark)\b|EX\/00/,
      path,
    );
  }
});

test('an administrator reaches no case and no person by the database either', async () => {
  for (const who of [lou, uma]) {
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
    const account = await idOf('account', 'kit.button');
    for (const path of [
      '/administration',
      '/administration/invite',
      '/administration/units',
      `/administration/accounts/${account}`,
    ])
      assert.equal((await who.get(path)).status, 404, path);
    assert.equal(
      (await who.post(`/administration/accounts/${account}/end`, on('2026-11-23'), '/account')).status,
      404,
    );
    assert.doesNotMatch((await who.get('/account')).html, /href="\/administration/);
  });
}

test('people are found by words, unit, role and state', async () => {
  const brackenfield = await idOf('unit', 'Brackenfield Hospital');
  const found = async (query: string) => {
    const html = (await lou.get(`/administration?${query}`)).html;
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
  const ward = await idOf('unit', 'Wren Ward');
  await asOwner(site.database.adminUrl, db =>
    sql`with made as (insert into people.account (username, display_name)
        select 'temp.' || n, 'Temp ' || lpad(n::text, 3, '0') from generate_series(1, 120) n returning id)
      insert into people.membership (account_id, unit_id, role) select id, ${ward}, 'ward_staff' from made`.execute(
      db,
    ),
  );
  const first = await lou.get('/administration?words=temp');
  assert.equal(first.html.match(/<th scope="row"/g)?.length, 50);
  assert.match(first.text(), /120 accounts/);
  const last = await lou.get('/administration?words=temp&page=99');
  assert.equal(last.html.match(/<th scope="row"/g)?.length, 20);
  assert.match(first.html, /href="\/administration\?words=temp&amp;page=2"/);
});

test('whoever is invited gets a username made of the name, a role in the unit, and a mail that says nothing', async () => {
  const unit = await idOf('unit', 'Otter Ward');
  const fields = {
    unit: String(unit),
    name: 'Siân O’Brien',
    email: 'Sian@Example.Invalid',
    jobTitle: 'Nurse',
    role: 'ward_staff',
  };
  const seen = await lou.post('/administration/invite', fields, `/administration/invite?unit=${unit}`);
  const page = await lou.get(seen.location ?? '');
  assert.match(page.text(), /Siân O’Brien Invited/);
  assert.match(page.text(), /Username sian\.obrien Email sian@example\.invalid/);
  assert.match(page.text(), /What administrators did Invited Lou Keyring/);
  const mail = await asOwner(site.database.adminUrl, async db => {
    const asked = sql<{
      subject: string;
      path: string;
    }>`select subject, path from platform.mail order by id desc limit 1`;
    return (await asked.execute(db)).rows[0];
  });
  assert.equal(mail?.subject, 'people.mail.invitation');
  assert.match(mail?.path ?? '', /^\/invitation\/[\w-]{43}$/);
});

test('an email or username that somebody has is refused, without saying whose it is', async () => {
  const unit = await idOf('unit', 'Otter Ward');
  const invite = (more: Record<string, string>) =>
    lou.post(
      '/administration/invite',
      { unit: String(unit), name: 'New One', email: 'new@example.invalid', role: 'ward_staff', ...more },
      `/administration/invite?unit=${unit}`,
    );
  const email = await invite({ email: 'robin.quill@example.invalid' });
  assert.equal(email.status, 422);
  assert.match(email.text(), /This email cannot be used/);
  assert.doesNotMatch(email.text(), /Robin/);
  assert.match(email.html, /value="New One"/);
  const username = await invite({ username: 'ash.example' });
  assert.match(username.text(), /Somebody has this username/);
  assert.doesNotMatch(username.html, /Ash Example/);
});

test('a role that does not fit the unit is refused by the page', async () => {
  const unit = await idOf('unit', 'Otter Ward');
  const fields = {
    unit: String(unit),
    name: 'Wrong Role',
    email: 'wrong@example.invalid',
    role: 'caseworker',
    level: '3',
  };
  const seen = await lou.post('/administration/invite', fields, `/administration/invite?unit=${unit}`);
  assert.equal(seen.status, 422);
  assert.match(seen.text(), /Choose a role/);
  assert.match(seen.html, /value="Wrong Role"/);
});

const misfits = [
  ['caseworker in a ward', 'Otter Ward', 'caseworker', 1, 'OW030'],
  ['nurse in a casework team', 'Casework Team One', 'ward_staff', null, 'OW030'],
  ['caseworker without an authority level', 'Casework Team One', 'caseworker', null, 'OW031'],
  ['nurse with an authority level', 'Otter Ward', 'ward_staff', 4, 'OW031'],
] as const;
for (const [what, unitName, role, level, code] of misfits) {
  test(`the database itself refuses a ${what}`, async () => {
    const unit = await idOf('unit', unitName);
    const invited = uma.transaction(tx =>
      sql`select access.invite('mis.fit', 'misfit@example.invalid', 'Mis Fit', null, ${unit}, ${role}, ${level}, '\\x00')`.execute(
        tx.db,
      ),
    );
    await assert.rejects(invited, { code });
  });
}

test('the database refuses a role for oneself, for somebody elsewhere, and in a unit elsewhere', async () => {
  const me = await idOf('account', 'admin.larkmoor');
  const robin = await idOf('account', 'robin.quill');
  const jo = await idOf('account', 'jo.thimble');
  const heron = await idOf('unit', 'Heron Ward');
  const plainly = await idOf('unit', 'Speak Plainly Advocacy');
  const adds = (account_id: number, unit_id: number, role: string) =>
    lou.transaction(tx =>
      tx.db.insertInto('people.membership').values({ account_id, unit_id, role }).execute(),
    );
  await assert.rejects(adds(jo, plainly, 'advocate'), { code: '42501' });
  // Whichever lock speaks first: the trigger about the door, or the policy about the account.
  await assert.rejects(adds(robin, heron, 'ward_staff'), { code: /42501|OW033/ });
  await assert.rejects(adds(me, heron, 'ward_staff'), { code: /42501|OW032/ });
});

test('an administrator can have no role beside, because whoever gives access must not use it', async () => {
  const jo = await idOf('account', 'jo.thimble');
  const care = await idOf('unit', 'Larkmoor Care');
  const fields = { unit: String(care), role: 'administrator', ...on('2026-11-23') };
  const seen = await lou.post(
    `/administration/accounts/${jo}/roles`,
    fields,
    `/administration/accounts/${jo}/roles?unit=${care}`,
  );
  assert.equal(seen.status, 409);
  assert.match(seen.text(), /An administrator has no other role/);
});

test('a role is added, shown with its day, and gives its access from that day only', async () => {
  const kit = await idOf('account', 'kit.button');
  const heron = await idOf('unit', 'Heron Ward');
  const who = await site.as('kit.button');
  const cases = () => who.transaction(tx => tx.db.selectFrom('people.case').select('id').execute());
  const before = (await cases()).length;
  const today = Temporal.Now.plainDateISO('Europe/London');
  const add = (day: Temporal.PlainDate) => {
    const fields = { unit: String(heron), role: 'ward_staff', instead: '', ...on(day.toString()) };
    return lou.post(
      `/administration/accounts/${kit}/roles`,
      fields,
      `/administration/accounts/${kit}/roles?unit=${heron}`,
    );
  };
  site.clock.moveTo(`${today}T10:00:00Z`);
  assert.equal((await add(today.add({ days: 5 }))).status, 303);
  assert.equal((await cases()).length, before);
  assert.equal((await add(today)).status, 303);
  assert.equal((await cases()).length, before + 3);
  site.clock.moveTo('2026-11-23T10:00:00Z');
});

test('a nurse who moves to another ward sees its patients from then on, and the old ones no more', async () => {
  const today = Temporal.Now.plainDateISO('Europe/London').toString();
  site.clock.moveTo(`${today}T10:00:00Z`);
  const sam = await idOf('account', 'sam.tinder');
  const badger = await idOf('unit', 'Badger Ward');
  const who = await site.as('sam.tinder');
  const cases = async () =>
    (await who.transaction(tx => tx.db.selectFrom('people.case').select('id').execute())).map(row => row.id);
  const before = await cases();
  const fields = {
    unit: String(badger),
    role: 'ward_staff',
    instead: String(await membershipOf('sam.tinder')),
    ...on(today),
  };
  const seen = await lou.post(
    `/administration/accounts/${sam}/roles`,
    fields,
    `/administration/accounts/${sam}/roles?unit=${badger}`,
  );
  assert.equal(seen.status, 303, seen.text());
  const now = await cases();
  assert.ok(before.length > 0 && now.length > 0);
  assert.deepEqual(
    now.filter(id => before.includes(id)),
    [],
  );
  site.clock.moveTo('2026-11-23T10:00:00Z');
});

test('when a clinician’s role ends, so do their places in cases', async () => {
  const today = Temporal.Now.plainDateISO('Europe/London').toString();
  site.clock.moveTo(`${today}T10:00:00Z`);
  const finch = await idOf('account', 'dr.finch');
  const who = await site.as('dr.finch');
  const cases = () => who.transaction(tx => tx.db.selectFrom('people.case').select('id').execute());
  assert.equal((await cases()).length, 6);
  const role = String(await membershipOf('dr.finch'));
  const seen = await lou.post(
    `/administration/accounts/${finch}/roles/end`,
    { role, ...on(today) },
    `/administration/accounts/${finch}/roles/end?role=${role}`,
  );
  assert.equal(seen.status, 303);
  assert.equal((await cases()).length, 0);
  site.clock.moveTo('2026-11-23T10:00:00Z');
});

test('somebody who has gone elsewhere is out of reach', async () => {
  const robin = await idOf('account', 'robin.quill');
  for (const path of ['', '/roles', '/end']) {
    assert.equal((await lou.get(`/administration/accounts/${robin}${path}`)).status, 404, path);
  }
  for (const path of ['/invitation', '/sign-out', '/reopen'])
    assert.equal(
      (await lou.post(`/administration/accounts/${robin}${path}`, {}, formOfLou)).status,
      403,
      path,
    );
  assert.equal(
    (await lou.post(`/administration/accounts/${robin}/end`, on('2026-11-23'), formOfLou)).status,
    404,
  );
});

test('nobody ends their own account or signs themselves a new invitation', async () => {
  const me = await idOf('account', 'admin.larkmoor');
  const page = await lou.get(`/administration/accounts/${me}`);
  assert.match(page.text(), /This is your own account/);
  assert.doesNotMatch(page.html, /<form method="post" action="\/administration/);
  assert.equal(
    (
      await lou.post(
        `/administration/accounts/${me}/end`,
        on('2026-11-23'),
        `/administration/accounts/${me}/end`,
      )
    ).status,
    403,
  );
  assert.equal((await lou.post(`/administration/accounts/${me}/invitation`, {}, formOfLou)).status, 403);
});

test('an account that also works elsewhere cannot be ended here', async () => {
  const ola = await idOf('account', 'ola.fable');
  const heron = await idOf('unit', 'Larkmoor Hospital');
  await asOwner(site.database.adminUrl, db =>
    db
      .insertInto('people.membership')
      .values({ account_id: ola, unit_id: heron, role: 'social_supervisor' })
      .execute(),
  );
  const seen = await lou.post(
    `/administration/accounts/${ola}/end`,
    on('2026-11-23'),
    `/administration/accounts/${ola}/end`,
  );
  assert.equal(seen.status, 409);
  assert.match(seen.text(), /also works in a unit that is not yours/);
});

const badDays = [
  [{ 'on-day': '31', 'on-month': '4', 'on-year': '2027' }, /not in the calendar/],
  [{ 'on-day': '29', 'on-month': '2', 'on-year': '2027' }, /not in the calendar/],
  [{ 'on-day': '', 'on-month': '', 'on-year': '' }, /write the date|day, the month and the year/],
  [{ 'on-day': '22', 'on-month': '11', 'on-year': '2026' }, /The day has passed/],
  [{ 'on-day': '1', 'on-month': '1', 'on-year': '2062' }, /more than two years away/],
  [{ 'on-day': '1', 'on-month': '1', 'on-year': '27' }, /4 numbers/],
  [{ 'on-day': 'x\0', 'on-month': '\u{1F600}', 'on-year': '<b>' }, /write the date in numbers/],
] as const;
for (const [day, reason] of badDays) {
  test(`the day ${JSON.stringify(Object.values(day))} ends nothing: ${reason.source}`, async () => {
    const max = await idOf('account', 'max.spool');
    const seen = await lou.post(
      `/administration/accounts/${max}/end`,
      day,
      `/administration/accounts/${max}/end`,
    );
    assert.equal(seen.status, 422);
    assert.match(seen.text(), reason);
    assert.match((await lou.get(`/administration/accounts/${max}`)).text(), /Max Spool Open/);
  });
}

test('an ended account is refused at its next request, and the open tab’s form too', async () => {
  const today = Temporal.Now.plainDateISO('Europe/London').toString();
  site.clock.moveTo(`${today}T10:00:00Z`);
  const pat = await idOf('account', 'pat.ledger');
  const who = await site.as('pat.ledger');
  const open = await who.get('/account');
  const seen = await lou.post(
    `/administration/accounts/${pat}/end`,
    on(today),
    `/administration/accounts/${pat}/end`,
  );
  assert.equal(seen.status, 303, seen.text());
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const sent = await site.app.inject({
    method: 'POST',
    url: '/account/sign-out-everywhere',
    payload: new URLSearchParams({
      _csrf: hiddenValue(open.html, '_csrf'),
      _once: hiddenValue(open.html, '_once'),
    }).toString(),
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(sent.statusCode, 401);
  assert.equal((await who.get('/account')).status, 303);
  assert.equal(
    (await site.nobody().post('/sign-in/demonstration', { username: 'pat.ledger' }, '/sign-in')).status,
    422,
  );
  site.clock.moveTo('2026-11-23T10:00:00Z');
});

test('an ended account can be opened again, without its roles', async () => {
  const pat = await idOf('account', 'pat.ledger');
  assert.match((await lou.get(`/administration/accounts/${pat}`)).text(), /Pat Ledger Ended/);
  await lou.post(`/administration/accounts/${pat}/reopen`, {}, `/administration/accounts/${pat}`);
  const text = (await lou.get(`/administration/accounts/${pat}`)).text();
  assert.match(text, /Pat Ledger No role/);
  assert.match(text, /Account opened again Lou Keyring, .* Account ended Lou Keyring/);
  const who = await site.as('pat.ledger');
  assert.deepEqual(await who.transaction(tx => tx.db.selectFrom('people.case').select('id').execute()), []);
});

test('an ended role is refused at the next request', async () => {
  const today = Temporal.Now.plainDateISO('Europe/London').toString();
  site.clock.moveTo(`${today}T10:00:00Z`);
  const second = await site.as('admin.larkmoor');
  const account = await idOf('account', 'admin.larkmoor');
  const role = String(await membershipOf('admin.larkmoor'));
  assert.equal((await second.get('/administration')).status, 200);
  await uma.post(
    `/administration/accounts/${account}/roles/end`,
    { role, ...on(today) },
    `/administration/accounts/${account}/roles/end?role=${role}`,
  );
  assert.equal((await second.get('/administration')).status, 404);
  await asOwner(site.database.adminUrl, db =>
    db.updateTable('people.membership').set({ until_on: null }).where('id', '=', Number(role)).execute(),
  );
  site.clock.moveTo('2026-11-23T10:00:00Z');
});

test('signing somebody out ends their sessions at once', async () => {
  const max = await idOf('account', 'max.spool');
  const who = await site.as('max.spool');
  await lou.post(`/administration/accounts/${max}/sign-out`, {}, `/administration/accounts/${max}`);
  assert.equal((await who.get('/account')).status, 303);
});

test('every change is in the audit with who did it, and no name', async () => {
  const rows = await asOwner(site.database.adminUrl, async db => {
    const asked = sql<{
      event: string;
      by: string;
      detail: object;
    }>`select e.event, a.username as by, e.detail
      from audit.event e join people.account a on a.id = e.account_id where e.event like 'people.%'`;
    return (await asked.execute(db)).rows;
  });
  const done = new Set(rows.filter(row => row.by === 'admin.larkmoor').map(row => row.event));
  for (const event of [
    'people.account.invited',
    'people.account.ended',
    'people.account.reopened',
    'people.account.signed-out',
    'people.membership.added',
    'people.membership.ended',
  ])
    assert.ok(done.has(event), event);
  assert.doesNotMatch(JSON.stringify(rows.map(row => row.detail)), /Pat|Ledger|Siân|example/);
});

test('administration is there in Welsh', async () => {
  const who = await site.as('admin.system');
  await who.post('/language', { to: 'cy', back: '/administration' }, '/administration');
  const account = await idOf('account', 'jo.thimble');
  assert.match((await who.get('/administration')).text(), /Gwahodd rhywun/);
  assert.match((await who.get(`/administration/accounts/${account}`)).text(), /Beth y gallwch ei wneud/);
  await who.post('/language', { to: 'en', back: '/administration' }, '/administration');
});
