import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { asOwner, ownerRole } from '../../src/platform/database/index.ts';
import { aSite, type TestSite } from '../browser-without-browser.ts';
import { strayIn } from './canaries.ts';
import { cast } from './cast.ts';
import { crawl, pagesOfCase } from './crawl.ts';
import { aForgetfulSite } from './forgetful.ts';
import { fullHouse } from './full-house.ts';
import { furnish } from './furnish.ts';
import { type Caller, callers } from './matrix-of-routes.ts';
import { casesOfPeople, measureTables, type TableMatrix, tellApart } from './matrix-of-tables.ts';
import { measureTable } from './measure.ts';
import { type Places, placesHere } from './places.ts';
import { prepareToMeasure, type Ready, ready } from './ready.ts';
import { readTables, type Table, type Whose } from './tables.ts';

/** Takes one guard away at a time: the matrix must notice each, or it guards nothing. */

type Policy = {
  table: string;
  name: string;
  /** 'permissive' lets in, 'restrictive' keeps out whom another lets in. */
  manner: string;
  roles: string[];
  command: string;
  using: string | null;
  check: string | null;
};

let site: TestSite;
let owner: pg.Client;
let everybody: Caller[];
let places: Places;
let tables: Table[];
let whose: Map<string, Whose>;
let askers: Ready[];
let whole: TableMatrix;
let policies: Policy[];

before(async () => {
  site = await aSite();
  const house = await fullHouse(site);
  await furnish(site);
  everybody = await callers(site);
  places = await placesHere(site, house);
  askers = [];
  for (const asker of cast) {
    const signedIn = everybody.find(({ username }) => username === asker.username);
    askers.push(await ready(site, asker, signedIn?.visitor ?? site.nobody()));
  }
  tables = await readTables(site.database.adminUrl);
  await prepareToMeasure(site.database.adminUrl, tables);
  whose = tellApart(house, tables, await casesOfPeople(site));
  whole = await measureTables(askers, tables, whose);
  policies = await readPolicies();
  owner = new pg.Client({ connectionString: site.database.adminUrl });
  await owner.connect();
  await owner.query(`set role ${ownerRole}`);
});
after(async () => {
  await owner.end();
  await site.close();
});

async function readPolicies(): Promise<Policy[]> {
  const { rows } = await asOwner(site.database.adminUrl, db =>
    sql<Policy>`select schemaname || '.' || tablename as "table", policyname as name, lower(permissive) as manner, roles::text[] as roles, cmd as command,
        qual as "using", with_check as "check"
      from pg_policies where not 'ownwords_owner' = any (roles)
        and schemaname in ('access', 'audit', 'casework', 'people', 'platform', 'victim', 'voice') order by 1, 2`.execute(
      db,
    ),
  );
  return rows;
}

const change = (statement: string) => owner.query(statement);

const stated = ({ table, name, manner, roles, command, using, check }: Policy) =>
  `create policy ${name} on ${table} as ${manner} for ${command} to ${roles.join(', ')}` +
  (using === null ? '' : ` using (${using})`) +
  (check === null ? '' : ` with check (${check})`);

/** Whether anybody gets something else from the table now; those most likely to, first. */
async function isNoticed({ table: name, roles }: Policy, first: (cell: string) => boolean): Promise<boolean> {
  const table = tables.find(one => one.name === name);
  const tell = whose.get(name);
  if (!table || !tell) throw new Error(`Nobody measured ${name}.`);
  const cellOf = (asker: Ready) => JSON.stringify(whole.get(name)?.get(asker.who));
  const concerned = askers.filter(asker => roles.includes(asker.role));
  const order = [...concerned].sort((a, b) => Number(first(cellOf(b))) - Number(first(cellOf(a))));
  for (const asker of order) {
    if (JSON.stringify(await measureTable(asker, table, tell)) !== cellOf(asker)) return true;
  }
  return false;
}

/** True for somebody who can do nothing with a table, as the matrix shows it. */
const isNothing = (cell: string) => /"read":"—","add":"—","change":"—","remove":"—"/.test(cell);

// Joining two records takes a pair that a trigger accepts, which no copied row is: that these let in what they should
// and nothing else is held by src/casework/duplicates/duplicates.test.ts.
const heldByDuplicates = [
  'people.merge: deciders_propose',
  'people.not_same: deciders_say',
  'people.person: set_aside',
];

// They keep out a helper whom the person let in to read alone, and no copied row is theirs to write: held by
// src/casework/person/consent/consent.test.ts.
const heldByConsent = ['voice.draft: within_consent', 'voice.statement: within_consent'];

// The section begins a document of its own in one act, from a draft that stands for the length of one transaction: no
// row that is there already is such a draft, but for that of a prison. Held by src/casework/recall/recall.test.ts.
const heldByRecall = [
  'casework.closed_answers: section_begins',
  'casework.document: section_sends',
  'casework.open_answers: section_begins',
  'casework.submission: section_begins',
  'casework.submission_closed: section_begins',
];

// Nobody in the story has a part of a document to themselves: held by src/casework/clinical/parts-law.test.ts, with kinds
// that a person, or two doctors, sign in parts.
const heldByParts = ['casework.open_answers: own_part', 'casework.part_signature: signs'];

// Sending what a person asks for makes everything in one transaction, and what was sent waits for a view for a while: no row
// that is there already is of that kind. Held by src/casework/own/own.test.ts, in which all of it happens.
const heldByAsking = [
  'casework.document: asks',
  'casework.document: asks_no_more',
  'casework.document: waits_for_view',
  'casework.submission: asks',
  'voice.occasion: asker_sends',
  'voice.opportunity: asks',
  'voice.shown: asks',
  'voice.statement: asks',
];

// Everybody of the section holds a role today, by which they read the names of all staff. Who holds none yet is met in
// src/people/signing-in/second-factor.test.ts.
const heldBySigningIn = ['people.account: own'];

test('when a policy is dropped, somebody of the cast loses something that the matrix says they have', async () => {
  const unnoticed: string[] = [];
  for (const policy of policies) {
    await change(`drop policy ${policy.name} on ${policy.table}`);
    if (!(await isNoticed(policy, cell => !isNothing(cell))))
      unnoticed.push(`${policy.table}: ${policy.name}`);
    await change(stated(policy));
  }
  assert.ok(policies.length > 60, `only ${policies.length} policies were found`);
  const held = [
    ...heldByRecall,
    ...heldByParts,
    ...heldByAsking,
    ...heldByDuplicates,
    ...heldByConsent,
    ...heldBySigningIn,
  ];
  assert.deepEqual(unnoticed.toSorted(), held.toSorted());
});

test('when a policy lets everything through, somebody of the cast gets something that the matrix says they have not', async () => {
  const guarded = policies.filter(
    ({ using, check }) => (using ?? 'true') !== 'true' || (check ?? 'true') !== 'true',
  );
  const unnoticed: string[] = [];
  for (const policy of guarded) {
    const open = { ...policy, using: policy.using && 'true', check: policy.check && 'true' };
    await change(`drop policy ${policy.name} on ${policy.table}; ${stated(open)}`);
    if (!(await isNoticed(policy, isNothing))) unnoticed.push(`${policy.table}: ${policy.name}`);
    await change(`drop policy ${policy.name} on ${policy.table}; ${stated(policy)}`);
  }
  assert.deepEqual(unnoticed, heldByConsent);
});

const functions: [name: string, table: string, body: string][] = [
  ['access.cases_shut()', 'casework.document', `begin return '{}'; end`],
  ['voice.is_withdrawn(bigint)', 'voice.statement', 'select false'],
  ['voice.is_handed_over(bigint)', 'voice.statement', 'select true'],
  ['access.statement_readers()', 'voice.statement', `select '{subject,victim_liaison_officer}'::text[]`],
  ['access.open_capacities()', 'people.circle', `select '{subject,victim_liaison_officer}'::text[]`],
  ['access.is_staff()', 'people.membership', 'begin return true; end'],
  ['access.units_administered()', 'people.unit', 'begin return (select array_agg(id) from people.unit); end'],
];

for (const [name, table, body] of functions) {
  test(`when ${name} answers wrongly, the matrix notices it`, async () => {
    const { rows } = await asOwner(site.database.adminUrl, db =>
      sql<{ whole: string; body: string }>`select pg_get_functiondef(p.oid) as whole, p.prosrc as body
        from pg_proc p where p.oid = ${name}::regprocedure`.execute(db),
    );
    const [was] = rows;
    assert.ok(was);
    await change(was.whole.replace(was.body, () => ` ${body} `));
    const noticed = await isNoticed({ ...anyPolicy, table }, () => true);
    await change(was.whole);
    assert.equal(noticed, true);
  });
}
const anyPolicy: Policy = {
  ...{ table: '', name: '', manner: 'permissive', command: 'all', using: null, check: null },
  roles: ['ownwords_app', 'ownwords_national'],
};

test('with row-level security off on every closed table, the pages of the person and their helpers still ask for none of it', async () => {
  const closed = [
    'patient_flags',
    'closed_answers',
    'submission_closed',
    'consultation',
    'reminder',
    'undertaking',
    'mappa_standing',
    'mappa_comment',
    'mappa_chair_decision',
  ];
  for (const table of closed) await change(`alter table casework.${table} disable row level security`);
  const app = await aForgetfulSite(site);
  for (const caller of everybody) {
    const { who, username, visitor } = caller;
    if (!['the person', 'advocate'].includes(who)) continue;
    const seen = await crawl(app, visitor, { starts: ['/', ...pagesOfCase(caller, places)] });
    const stray = seen.flatMap(({ path, text }) => strayIn(text, username).map(where => `${path}: ${where}`));
    assert.deepEqual(stray, [], who);
  }
  await app.close();
  for (const table of closed) await change(`alter table casework.${table} enable row level security`);
});
