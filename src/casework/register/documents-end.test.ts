import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { rowsOf } from '../../../test/deciding.ts';
import { decided } from '../../../test/decisions.ts';
import { type Application, aLeaveApplication, stageOf } from '../../../test/leave-applications.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { consult } from '../demonstration/play.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { personPaths } from '../person/paths.ts';
import { documentStates } from '../rules/document-states.ts';
import { registerPaths } from './paths.ts';

const asked = { consultee: 'victim_liaison_officer', username: 'vic.lantern' } as const;
const words = { progress: 'I water the beans at the allotment each Tuesday.' };
let site: TestSite;
let caseworker: Visitor;
let draft: Application;
let sent: Application;
let done: Application;
let caseId = 0;
before(async () => {
  site = await aSite();
  caseworker = await stageOf(site).as('robin.quill');
  done = await aLeaveApplication(site).submitted();
  await decided(site, done);
  sent = await aLeaveApplication(site, { words }).submitted();
  await caseworker.post(mhcsPaths.information(sent.id), { question: 'Which bus goes there?' });
  draft = await aLeaveApplication(site).invited();
  ({ caseId } = sent);
  await consult(stageOf(site), { ...draft, patient: 'ash.example', clinician: 'dr.vale' }, asked);
  assert.equal(await stillInTheCase(), true);
  await rowsOf(site, sql`delete from platform.mail`);
});
after(() => site.close());

const states = () =>
  rowsOf(
    site,
    sql<{ id: number; state: string; open: boolean }>`
      select d.id, d.state, o.ended_at is null as open from casework.document d join voice.occasion o on o.id = d.occasion_id
      where d.case_id = ${caseId} order by d.id`,
  );
const mails = () =>
  rowsOf(
    site,
    sql<{ who: string; subject: string; path: string }>`
      select a.username as who, m.subject, m.path from platform.mail m join people.account a on a.id = m.to_account_id order by 1`,
  );
const trail = (event: string) =>
  rowsOf(
    site,
    sql<{ detail: unknown; account: string }>`select e.detail, a.username as account from audit.event e
      join people.account a on a.id = e.account_id where e.event = ${event} and e.case_id = ${caseId} order by e.id`,
  );
const stillInTheCase = async () => {
  const rows = await rowsOf(
    site,
    sql`select 1 from people.circle where case_id = ${caseId} and capacity = 'victim_liaison_officer'
      and (until_on is null or until_on > access.today())`,
  );
  return rows.length > 0;
};
const discharge = () =>
  caseworker.post(
    registerPaths.movements(caseId),
    {
      ...{ kind: 'absolute discharge by the Secretary of State', outcome: '', fromPlace: '', toPlace: '' },
      ...{ ...dayBoxes('authorised', testDay), ...dayBoxes('actual', testDay) },
    },
    registerPaths.entry(caseId),
  );

test('the program and the database know the same states of a document', async () => {
  const [row] = await rowsOf(
    site,
    sql<{
      law: string;
    }>`select pg_get_constraintdef(oid) as law from pg_constraint where conname = 'document_state_check'`,
  );
  assert.deepEqual(
    [...(row?.law ?? '').matchAll(/'([^']+)'::text/g)].map(([, state]) => state),
    [...documentStates],
  );
  const [same] = await rowsOf(
    site,
    sql<{
      over: string[];
    }>`select array(select s from unnest(${[...documentStates]}::text[]) s where casework.is_over(s)) as over`,
  );
  assert.deepEqual(same?.over, ['decided', 'withdrawn', 'ended with the case']);
});

test('nobody ends a document with its case while the case is open', async () => {
  const end = sql`update casework.document set state = 'ended with the case' where id = ${sent.id}`;
  for (const door of [caseworker, sent.clinician])
    await assert.rejects(
      door.transaction(tx => end.execute(tx.db)),
      { code: /OW004|42501/ },
    );
});

test('what is open ends with its case, at every door at once, and what was decided stays', async () => {
  assert.equal((await discharge()).status, 303);
  assert.deepEqual(await states(), [
    { id: done.id, state: 'decided', open: true },
    { id: sent.id, state: 'ended with the case', open: false },
    { id: draft.id, state: 'ended with the case', open: false },
  ]);
  assert.doesNotMatch(
    (await caseworker.get(mhcsPaths.worklist())).html,
    new RegExp(mhcsPaths.application(sent.id)),
  );
  assert.equal(await stillInTheCase(), false, 'whoever was asked has left');
  const page = await caseworker.get(mhcsPaths.application(sent.id));
  assert.match(page.text(), /Ended with the case/);
  assert.match(page.text(), /I water the beans/);
});

test('the person reads what became of it and of their words, and says nothing more for it', async () => {
  const home = (await sent.person.get(personPaths.home())).text();
  assert.match(home, /Your case with the Ministry of Justice has ended/);
  const page = await sent.person.get(personPaths.application(sent.id));
  assert.match(
    page.text(),
    /What you said is kept, word for word\. It was not answered, because the case ended/,
  );
  assert.match(page.text(), /I water the beans/);
  const without = await draft.person.get(personPaths.application(draft.id));
  assert.doesNotMatch(without.text(), /was not answered/);
  assert.match(without.text(), /You did not say anything for this/);
});

test('the care team sees it, and can neither change it nor begin anything', async () => {
  const page = await sent.clinician.get(clinicalPaths.application(sent.id));
  assert.match(page.text(), /ended with the case/);
  assert.doesNotMatch(page.html, new RegExp(`action="${clinicalPaths.withdraw(sent.id)}"`));
  const answer = sent.clinician.transaction(tx =>
    sql`update casework.document set state = 'submitted' where id = ${sent.id}`.execute(tx.db),
  );
  assert.equal((await answer).numAffectedRows, 0n);
  const begun = aLeaveApplication(site).started();
  await assert.rejects(begun);
});

test('those around it are told by a mail that says nothing, and the trail names what ended and where it stood', async () => {
  const told = await mails();
  assert.deepEqual([...new Set(told.map(({ subject }) => subject))], ['mail.something']);
  assert.deepEqual(
    told
      .filter(({ who }) => ['ash.example', 'dr.vale', 'pat.ledger', 'robin.quill'].includes(who))
      .map(({ who, path }) => [who, path]),
    [
      ['ash.example', personPaths.home()],
      ['dr.vale', clinicalPaths.patient(caseId)],
      ['pat.ledger', clinicalPaths.patient(caseId)],
    ],
  );
  assert.deepEqual(await trail('casework.document.ended-with-case'), [
    { detail: { application: sent.id, stood: 'waiting for information' }, account: 'robin.quill' },
    { detail: { application: draft.id, stood: 'draft' }, account: 'robin.quill' },
  ]);
});

test('when the closing was a mistake, each document stands again where it stood', async () => {
  await rowsOf(site, sql`delete from platform.mail`);
  const [last] = await rowsOf(
    site,
    sql<{ id: number }>`select id from casework.movement where case_id = ${caseId} order by id desc limit 1`,
  );
  const path = registerPaths.movement(caseId, last?.id ?? 0);
  assert.equal((await caseworker.post(path, { strike: 'yes' })).status, 303);
  assert.deepEqual(await states(), [
    { id: done.id, state: 'decided', open: true },
    { id: sent.id, state: 'waiting for information', open: true },
    { id: draft.id, state: 'draft', open: true },
  ]);
  assert.match((await caseworker.get(mhcsPaths.worklist())).html, new RegExp(mhcsPaths.application(sent.id)));
  assert.equal(await stillInTheCase(), true, 'whoever was asked is asked again');
  assert.deepEqual(await trail('casework.document.came-back'), [
    { detail: { application: sent.id, stands: 'waiting for information' }, account: 'robin.quill' },
    { detail: { application: draft.id, stands: 'draft' }, account: 'robin.quill' },
  ]);
  assert.ok((await mails()).some(({ who }) => who === 'dr.vale'));
  assert.match((await draft.person.get(personPaths.home())).text(), /still writing this/);
});
