import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../test/browser-without-browser.ts';
import { asOwner } from '../platform/database/index.ts';

/** Everything that can be typed into, sent to or asked of this room; the answer is always a sentence. */

let site: TestSite;
let visitors: Record<'nobody' | 'dr.vale' | 'admin.system', Visitor>;
let ids: { account: number; unit: number };
before(async () => {
  site = await aSite();
  visitors = {
    nobody: site.nobody(),
    'dr.vale': await site.as('dr.vale'),
    'admin.system': await site.as('admin.system'),
  };
  ids = await asOwner(site.database.adminUrl, async db => ({
    account: (
      await db
        .selectFrom('people.account')
        .select('id')
        .where('username', '=', 'jo.thimble')
        .executeTakeFirstOrThrow()
    ).id,
    unit: (
      await db
        .selectFrom('people.unit')
        .select('id')
        .where('name', '=', 'Heron Ward')
        .executeTakeFirstOrThrow()
    ).id,
  }));
});
after(() => site.close());

const corpus: Record<string, string> = {
  nothing: '',
  spaces: '   ',
  'ten thousand words': 'word '.repeat(10_000),
  emoji: '\u{1F600}\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  'right to left': '\u202e\u05e9\u05dc\u05d5\u05dd\u202c',
  'combining marks': `a${'\u0301'.repeat(1000)}`,
  script: '<script>alert(1)</script>',
  template: '{{7*7}}#{7*7}<%= 7 %>',
  SQL: "'; drop table people.account; --",
  NUL: 'a\0b',
  'half of a pair': '\ud800',
  formula: '=HYPERLINK("http://evil.example")',
  path: '../../etc/passwd',
  'header injection': 'a\r\nSet-Cookie: x=1',
  'Turkish i': '\u0130\u0131',
  Welsh: '\u0175\u0177',
  apostrophe: "O\u2019Brien O'Brien",
  Null: 'Null',
  'a huge number': '99999999999999999999999999',
};

type Form = { who: keyof typeof visitors; from(): string; path(): string; fields: readonly string[] };
const forms: readonly Form[] = [
  {
    who: 'nobody',
    from: () => '/sign-in',
    path: () => '/sign-in',
    fields: ['username', 'passphrase', 'next', 'unfinished', 'shared'],
  },
  {
    who: 'nobody',
    from: () => '/sign-in',
    path: () => '/sign-in/demonstration',
    fields: ['username', 'next', 'unfinished'],
  },
  {
    who: 'nobody',
    from: () => '/sign-in',
    path: () => '/sign-in/code',
    fields: ['code', 'next', 'unfinished'],
  },
  { who: 'nobody', from: () => '/sign-in', path: () => '/sign-in/recovery-code', fields: ['code'] },
  { who: 'nobody', from: () => '/sign-in', path: () => '/sign-in/second-factor', fields: ['code'] },
  { who: 'nobody', from: () => '/sign-in', path: () => '/language', fields: ['to', 'easyRead', 'back'] },
  {
    who: 'nobody',
    from: () => '/sign-in',
    path: () => '/invitation/nothing',
    fields: ['passphrase', 'again'],
  },
  { who: 'dr.vale', from: () => '/account', path: () => '/sign-in/resume', fields: ['unfinished', 'next'] },
  { who: 'dr.vale', from: () => '/account', path: () => '/session/stay', fields: ['back'] },
  {
    who: 'dr.vale',
    from: () => '/account/passphrase',
    path: () => '/account/passphrase',
    fields: ['passphrase', 'newPassphrase', 'again'],
  },
  {
    who: 'dr.vale',
    from: () => '/account/second-factor',
    path: () => '/account/second-factor',
    fields: ['passphrase', 'want'],
  },
  {
    who: 'admin.system',
    from: () => `/administration/invite?unit=${ids.unit}`,
    path: () => '/administration/invite',
    fields: ['unit', 'name', 'email', 'jobTitle', 'username', 'role', 'level'],
  },
  {
    who: 'admin.system',
    from: () => `/administration/accounts/${ids.account}/roles?unit=${ids.unit}`,
    path: () => `/administration/accounts/${ids.account}/roles`,
    fields: ['unit', 'role', 'level', 'instead', 'on-day', 'on-month', 'on-year'],
  },
  {
    who: 'admin.system',
    from: () => `/administration/accounts/${ids.account}/end`,
    path: () => `/administration/accounts/${ids.account}/end`,
    fields: ['on-day', 'on-month', 'on-year'],
  },
  {
    who: 'admin.system',
    from: () => `/administration/accounts/${ids.account}/end`,
    path: () => `/administration/accounts/${ids.account}/roles/end`,
    fields: ['role', 'on-day'],
  },
  {
    who: 'admin.system',
    from: () => `/administration/units/${ids.unit}`,
    path: () => `/administration/units/${ids.unit}/below`,
    fields: ['kind', 'name', 'securityLevel'],
  },
];

/** No fault of ours, no escape of what was typed, no word of our insides. */
function assertCalm(seen: { status: number; html: string }, what: string): void {
  assert.ok(seen.status < 500, `${what} gave ${seen.status}`);
  const main = seen.html.split('<main')[1] ?? '';
  assert.ok(!main.includes('<script>alert'), what);
  assert.ok(!main.includes('49}') && !/syntax error|violates|SQLSTATE|at Object\./.test(main), what);
}

for (const form of forms) {
  test(`${form.path.toString().slice(6)} takes anything in any field calmly`, async () => {
    const who = visitors[form.who];
    const page = await who.get(form.from());
    const keys = () => ({ _csrf: hiddenValue(page.html, '_csrf'), _once: crypto.randomUUID() });
    for (const [what, text] of Object.entries(corpus)) {
      const filled = Object.fromEntries(form.fields.map(name => [name, text]));
      assertCalm(await send(who, form.path(), { ...keys(), ...filled }), `${form.path()} with ${what}`);
    }
    const twice = Object.fromEntries(form.fields.map(name => [name, ['one', 'two']]));
    assertCalm(await send(who, form.path(), { ...keys(), ...twice }), `${form.path()} with arrays`);
    const strange = { ...keys(), __proto__x: 'x', constructor: 'x', 'name[a][b]': 'x', toString: 'x' };
    assertCalm(await send(who, form.path(), strange), `${form.path()} with strange names`);
    assertCalm(
      await send(who, form.path(), keys(), '&__proto__=x&__proto__[admin]=1'),
      `${form.path()} with __proto__`,
    );
  });
}

async function send(
  who: Visitor,
  path: string,
  fields: Record<string, string | string[]>,
  more = '',
): Promise<{ status: number; html: string }> {
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) form.append(name, each);
  const response = await site.app.inject({
    method: 'POST',
    url: path,
    payload: form.toString() + more,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
  });
  return { status: response.statusCode, html: response.body };
}

test('nothing of all that was kept: jo still works on the ward, and no unit or account was added', async () => {
  const page = await visitors['admin.system'].get('/administration');
  assert.match(page.text(), /31 accounts/);
  assert.match(
    (await visitors['admin.system'].get(`/administration/accounts/${ids.account}`)).text(),
    /Jo Thimble Open/,
  );
});

test('searches take anything calmly', async () => {
  for (const [what, text] of Object.entries(corpus)) {
    const query = new URLSearchParams({ words: text, unit: text, role: text, state: text, page: text });
    const seen = await visitors['admin.system'].get(`/administration?${query.toString().slice(0, 6000)}`);
    assert.equal(seen.status, 200, what);
    assertCalm(seen, what);
  }
  const arrays = await visitors['admin.system'].get(
    '/administration?words=a&words=b&page=1&page=2&__proto__=x',
  );
  assert.equal(arrays.status, 200);
});

for (const type of [
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/xml',
  '',
]) {
  test(`a body of the type “${type}” is refused, not guessed at`, async () => {
    const response = await site.app.inject({
      method: 'POST',
      url: '/sign-in',
      payload: '{"username":{"$gt":""},"__proto__":{"admin":true}}',
      headers: type ? { 'content-type': type } : {},
    });
    assert.ok([400, 403, 415].includes(response.statusCode), String(response.statusCode));
  });
}

test('a form without its hidden token is refused in words', async () => {
  const seen = await send(visitors['admin.system'], '/administration/invite', { name: 'x' });
  assert.equal(seen.status, 403);
  assert.match(seen.html, /This form did not come from a page that we gave you/);
});

test('a double click invites once', async () => {
  const who = visitors['admin.system'];
  const page = await who.get(`/administration/invite?unit=${ids.unit}`);
  const fields = {
    ...{ _csrf: hiddenValue(page.html, '_csrf'), _once: hiddenValue(page.html, '_once') },
    ...{ unit: String(ids.unit), name: 'Dot Double', email: 'dot@example.invalid', role: 'ward_staff' },
  };
  const both = await Promise.all([1, 2].map(() => send(who, '/administration/invite', fields)));
  assert.deepEqual(
    both.map(seen => seen.status),
    [303, 303],
  );
  assert.match((await who.get('/administration?words=dot%40')).text(), /One account/);
});

test('an address that cannot even be read is one that nothing stands at, and says so on a page', async () => {
  for (const path of ['/%ZZ', '/account/%E0%A4%A', '/administration/units/%']) {
    const seen = await visitors['dr.vale'].get(path);
    assert.equal(seen.status, 404, path);
    assert.match(seen.html, /<main/);
    assert.match(String(seen.headers['content-security-policy']), /default-src 'none'/);
  }
});

test('two forms of one page are two forms: pressing the second is no second click on the first', async () => {
  const who = visitors['admin.system'];
  const units = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('people.unit')
      .select(['id', 'name'])
      .distinctOn('parent_id')
      .where('kind', '=', 'ward')
      .orderBy('parent_id')
      .orderBy('id')
      .limit(2)
      .execute(),
  );
  assert.equal(units.length, 2);
  const page = await who.get(`/administration/units/${units[0]?.id}`);
  const fields = {
    ...{ _csrf: hiddenValue(page.html, '_csrf'), _once: hiddenValue(page.html, '_once') },
    name: 'Newly Named Ward',
  };
  for (const { id } of units) {
    assert.equal((await send(who, `/administration/units/${id}`, fields)).status, 303);
    assert.match((await who.get(`/administration/units/${id}`)).html, /Newly Named Ward/);
  }
  for (const { id, name } of units) await who.post(`/administration/units/${id}`, { name });
});

test('every page of this room asks the database four times at most', async () => {
  const pages: [keyof typeof visitors, string][] = [
    ['nobody', '/sign-in'],
    ['nobody', '/accessibility'],
    ['dr.vale', '/account'],
    ['dr.vale', '/account/second-factor'],
    ['admin.system', '/administration'],
    ['admin.system', '/administration/invite'],
    ['admin.system', `/administration/accounts/${ids.account}`],
    ['admin.system', `/administration/accounts/${ids.account}/roles?unit=${ids.unit}`],
    ['admin.system', `/administration/accounts/${ids.account}/end`],
    ['admin.system', '/administration/units'],
    ['admin.system', `/administration/units/${ids.unit}`],
  ];
  for (const [who, path] of pages) {
    const seen = await visitors[who].get(path);
    const trips = Number(/(\d+) round trips/.exec(String(seen.headers['server-timing']))?.[1]);
    // A page that asks nothing for somebody who is nobody is one flight.
    assert.ok(trips >= 1 && trips <= 4, `${path}: ${trips}`);
  }
});
