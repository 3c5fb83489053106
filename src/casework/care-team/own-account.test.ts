import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { caseOf } from '../../../test/victim-side.ts';
import { paths } from '../../people/paths.ts';
import { asOwner } from '../../platform/database/index.ts';
import { personPaths } from '../person/paths.ts';
import { careTeamPaths } from './paths.ts';

let site: TestSite;
let jo: Visitor;
let caseId: number;
let path: string;

const passphrase = 'seven patient otters asleep';
const linkIn = (html: string) => /\/invitation\/[\w-]+/.exec(html)?.[0] ?? '';
const choose = (who: Visitor, link: string) => who.post(link, { passphrase, again: passphrase }, link);

before(async () => {
  site = await aSite();
  jo = await site.as('jo.thimble');
  ({ caseId } = await caseOf(site, 'bryn.sample'));
  path = careTeamPaths.ownAccount(caseId);
  // As somebody comes from a register: known, and without an account.
  await asOwner(site.database.adminUrl, db =>
    sql`with gone as (update people.account set ended_on = access.today(), person_id = null where username = 'bryn.sample' returning id)
      update people.circle set until_on = access.today() where account_id in (select id from gone)`.execute(
      db,
    ),
  );
});
after(() => site.close());

test('the ward gives a person an account on paper, and the person signs in with a passphrase of their own', async () => {
  assert.match((await jo.get(path)).text(), /They have no account yet/);
  const paper = await jo.post(path, {}, path);
  assert.equal(paper.status, 200);
  assert.match(paper.text(), /Bryn Sample, this is for you/);
  const link = linkIn(paper.html);
  assert.doesNotMatch((await jo.get(path)).html, /\/invitation\//, 'it is shown once');
  const bryn = site.nobody();
  assert.equal((await choose(bryn, link)).status, 303);
  const signedIn = await bryn.post(paths.signIn(), { username: 'bryn.sample2', passphrase }, paths.signIn());
  assert.equal(signedIn.status, 303);
  assert.equal((await bryn.get(personPaths.home())).status, 200);
  // Whoever has the link could have chosen the passphrase: so the person sees who gave it out.
  assert.match(
    (await bryn.get(paths.account())).text(),
    /Dolenni i’ch cyfrif .*Jo Thimble, Tîm y ward, Heron Ward/s,
  );
  assert.match((await jo.get(path)).text(), /They sign in as bryn\.sample2/);
});

test('a link works once, and a new one ends the one before', async () => {
  const [first, second] = [
    linkIn((await jo.post(path, {}, path)).html),
    linkIn((await jo.post(path, {}, path)).html),
  ];
  assert.equal((await site.nobody().get(first)).status, 410);
  assert.equal((await choose(site.nobody(), second)).status, 303);
  assert.equal((await site.nobody().get(second)).status, 410);
});

test('only who has the person in their care gives the account, and the audit keeps no link', async () => {
  for (const username of ['fran.folio', 'sam.tinder', 'robin.quill', 'ash.example', 'vic.lantern']) {
    const other = await site.as(username);
    assert.equal((await other.get(path)).status, 404, username);
  }
  const fran = await site.as('fran.folio');
  const byHand = fran.transaction(tx =>
    sql`select casework.give_own_account(${caseId}, 'x', 'y'::bytea)`.execute(tx.db),
  );
  await assert.rejects(byHand, { code: '42501' });
  const told = await asOwner(
    site.database.adminUrl,
    async db =>
      (await sql`select detail from audit.event where event = 'casework.person.account-given'`.execute(db))
        .rows,
  );
  assert.equal(told.length, 3);
  assert.doesNotMatch(JSON.stringify(told), /invitation/);
});
