import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type AdministrationSite, administrationSite } from '../../../test/administration.ts';
import { asOwner } from '../../platform/database/index.ts';

let site: AdministrationSite;
before(async () => {
  site = await administrationSite();
});
after(() => site.close());

test('whoever is invited gets a username made of the name, a role in the unit, and a mail that says nothing', async () => {
  const unit = await site.unitId('Otter Ward');
  const fields = {
    unit: String(unit),
    name: 'Siân O’Brien',
    email: 'Sian@Example.Invalid',
    jobTitle: 'Nurse',
    role: 'ward_staff',
  };
  const seen = await site.lou.post('/administration/invite', fields, `/administration/invite?unit=${unit}`);
  const page = await site.lou.get(seen.location ?? '');
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
  const unit = await site.unitId('Otter Ward');
  const invite = (more: Record<string, string>) =>
    site.lou.post(
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
  const unit = await site.unitId('Otter Ward');
  const fields = {
    unit: String(unit),
    name: 'Wrong Role',
    email: 'wrong@example.invalid',
    role: 'caseworker',
    level: '3',
  };
  const seen = await site.lou.post('/administration/invite', fields, `/administration/invite?unit=${unit}`);
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
    const unit = await site.unitId(unitName);
    const invited = site.uma.transaction(tx =>
      sql`select access.invite('mis.fit', 'misfit@example.invalid', 'Mis Fit', null, ${unit}, ${role}, ${level}, '\\x00')`.execute(
        tx.db,
      ),
    );
    await assert.rejects(invited, { code });
  });
}

test('each of these changes is in the audit with who did it, and no name', async () => {
  const { events, details } = await site.eventsBy('admin.larkmoor');
  for (const event of ['people.account.invited']) assert.ok(events.includes(event), event);
  assert.doesNotMatch(details, /Pat|Ledger|Siân|Brien|Finch|example/);
});
