import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: TestSite;
let lou: Visitor;
before(async () => {
  site = await aSite();
  lou = await site.as('admin.larkmoor');
});
after(() => site.close());

async function idOf(name: string): Promise<number> {
  return asOwner(site.database.adminUrl, async db => {
    const row = db.selectFrom('people.unit').select('id').where('name', '=', name);
    return (await row.executeTakeFirstOrThrow()).id;
  });
}

async function add(parent: string, fields: Record<string, string>, who = lou) {
  const unit = await idOf(parent);
  return who.post(`/administration/units/${unit}/below`, fields, '/account');
}

test('the units stand as a tree, from the administrator’s own down', async () => {
  const text = (await lou.get('/administration/units')).text();
  assert.match(
    text,
    /Larkmoor Care .* Brackenfield Hospital .* Badger Ward .* Otter Ward .* Larkmoor Hospital .* Heron Ward/,
  );
  assert.doesNotMatch(text.split('Hospitals, wards and teams').at(-1) ?? '', /Casework|Northmere|Plainly/);
});

test('a hospital with its security level, and a ward in it, are added', async () => {
  const hospital = await add('Larkmoor Care', {
    kind: 'hospital',
    name: 'Fernside Hospital',
    securityLevel: 'low',
  });
  assert.match(
    (await lou.get(hospital.location ?? '')).text(),
    /Fernside Hospital Kind Hospital Security level Low/,
  );
  const ward = await add('Fernside Hospital', { kind: 'ward', name: 'Lapwing Ward' });
  assert.equal(ward.status, 303);
  assert.match((await lou.get('/administration/units')).text(), /Fernside Hospital .* Lapwing Ward/);
});

const wrong = [
  [
    'a hospital without a security level',
    'Larkmoor Care',
    { kind: 'hospital', name: 'Nowhere' },
    /security level/,
  ],
  ['a unit without a name', 'Heron Ward', { kind: 'ward', name: ' ' }, /Enter a name/],
  ['a name that is taken', 'Larkmoor Hospital', { kind: 'ward', name: 'Heron Ward' }, /of that name/],
  ['a kind that there is not', 'Larkmoor Hospital', { kind: 'castle', name: 'Keep' }, /Choose what it is/],
  ['a name with a line end', 'Larkmoor Hospital', { kind: 'ward', name: 'One\nTwo' }, /on one line/],
  ['a name that turns what follows', 'Larkmoor Hospital', { kind: 'ward', name: 'A\u202eB' }, /on one line/],
  ['a name with a NUL', 'Larkmoor Hospital', { kind: 'ward', name: 'A\0B' }, /cannot be kept/],
  [
    'a name of 10,000 words',
    'Larkmoor Hospital',
    { kind: 'ward', name: 'word '.repeat(10_000) },
    /120 letters/,
  ],
] as const;
for (const [what, parent, fields, reason] of wrong) {
  test(`${what} is refused in a sentence, and what was typed stays`, async () => {
    const seen = await add(parent, { securityLevel: '', ...fields });
    assert.equal(seen.status, 422);
    assert.match(seen.text(), reason);
    if (fields.name.trim() && !fields.name.includes('\0'))
      assert.ok(seen.html.includes(fields.name.slice(0, 20)));
  });
}

test('a ward cannot stand in a provider, whatever the form says', async () => {
  const seen = await add('Larkmoor Care', { kind: 'ward', name: 'Loose Ward', securityLevel: '' });
  assert.equal(seen.status, 409);
  assert.match(seen.text(), /A unit of that kind cannot stand there/);
});

test('a unit gets another name, and not one that is taken', async () => {
  const otter = await idOf('Otter Ward');
  const rename = (name: string) => lou.post(`/administration/units/${otter}`, { name });
  assert.equal((await rename('Badger Ward')).status, 422);
  assert.equal((await rename('Otter House')).status, 303);
  assert.match(
    (await lou.get(`/administration/units/${otter}`)).text(),
    /The name is changed\. .*Otter House/,
  );
});

test('the same name again is no error', async () => {
  const otter = await idOf('Otter House');
  assert.equal((await lou.post(`/administration/units/${otter}`, { name: 'Otter House' })).status, 303);
});

for (const unit of ['Heron Ward', 'Larkmoor Hospital', 'Larkmoor Care', 'Fernside Hospital']) {
  test(`${unit} cannot end while somebody works there or something stands below it`, async () => {
    const id = await idOf(unit);
    const seen = await lou.post(`/administration/units/${id}/end`, {}, `/administration/units/${id}`);
    assert.equal(seen.status, 409);
    assert.match(seen.text(), /Move or end those first/);
  });
}

test('an empty ward can end, and is then offered nowhere', async () => {
  const id = await idOf('Lapwing Ward');
  assert.equal(
    (await lou.post(`/administration/units/${id}/end`, {}, `/administration/units/${id}`)).status,
    303,
  );
  assert.doesNotMatch((await lou.get('/administration/invite')).html, /Lapwing/);
  assert.match((await lou.get('/administration/units')).text(), /Lapwing Ward .*? Ended/);
  assert.match((await lou.get(`/administration/invite?unit=${id}`)).text(), /Where will they work/);
});

test('units elsewhere do not exist for this administrator', async () => {
  for (const unit of ['Casework Team One', 'Northmere Probation Area', 'Ownwords']) {
    const id = await idOf(unit);
    assert.equal((await lou.get(`/administration/units/${id}`)).status, 404);
    assert.equal((await lou.post(`/administration/units/${id}`, { name: 'Mine' }, '/account')).status, 404);
    assert.equal((await add(unit, { kind: 'ward', name: 'Mine' })).status, 404);
  }
  const changed = await lou.transaction(tx =>
    tx.db
      .updateTable('people.unit')
      .set({ name: 'Mine' })
      .where('name', '=', 'Casework Team One')
      .executeTakeFirst(),
  );
  assert.equal(changed.numUpdatedRows, 0n);
});

test('addresses that cannot be are not there', async () => {
  for (const id of ['0', '-1', '1e9', 'x', '99999999999999999999', '%00', '1;drop'])
    assert.equal((await lou.get(`/administration/units/${id}`)).status, 404, id);
});
