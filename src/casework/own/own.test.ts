import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testDay, written } from '../../../test/days.ts';
import { standing } from '../../../test/deciding.ts';
import { discharge, supervisors } from '../../../test/discharge-reports.ts';
import { decideOn } from '../../../test/discharges.ts';
import { aLeaveApplication, stageOf } from '../../../test/leave-applications.ts';
import { givesView, letsAsk, sendsRequest, sentDaysAgo, writesRequest } from '../../../test/own-requests.ts';
import { asOwner, asWorker } from '../../platform/database/index.ts';
import { textIn } from '../../platform/language/index.ts';
import { addWorkingDays } from '../../platform/time/index.ts';
import { readStatements, voicePaths } from '../../voice/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { readApplication } from '../clinical/queries/read-application.ts';
import { countClocks } from '../clocks/commands/count-clocks.ts';
import { decisionPaths } from '../mhcs/decision/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { consentPaths } from '../person/consent/paths.ts';
import { personPaths } from '../person/paths.ts';
import type { CaseStatus } from '../rules/document-kinds.ts';
import { shownWishes, whyNothing } from './about.ts';
import { ownPaths } from './paths.ts';

let site: TestSite;
let who: Record<'ash' | 'indy' | 'ola' | 'vale' | 'jo' | 'pat' | 'robin', Visitor>;
let caseId = 0;
const canary = 'Canary 31w: I water the beans each Tuesday.';
before(async () => {
  site = await aSite();
  const leave = await aLeaveApplication(site, {
    patient: 'ash.example',
    answers: { diagnosis: 'Canary diagnosis 31d.' },
  }).submitted();
  caseId = leave.caseId;
  const { as } = stageOf(site);
  const [ash, indy, ola, vale, jo, pat, robin] = await Promise.all(
    (
      [
        'ash.example',
        'indy.marrow',
        'ola.fable',
        'dr.vale',
        'jo.thimble',
        'pat.ledger',
        'robin.quill',
      ] as const
    ).map(as),
  );
  assert.ok(ash && indy && ola && vale && jo && pat && robin);
  who = { ash, indy, ola, vale, jo, pat, robin };
});
after(() => site.close());

const owner = <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
const accountOf = async (username: string) =>
  (await owner(sql<{ id: number }>`select id from people.account where username = ${username}`))[0]?.id ?? 0;
const stateOf = async (id: number) =>
  (
    await owner(
      sql<{
        state: string;
        outcome: string | null;
      }>`select state, outcome from casework.document where id = ${id}`,
    )
  )[0];
const mails = async (path: string) =>
  (
    await owner(sql<{
      username: string;
    }>`select a.username from platform.mail m join people.account a on a.id = m.to_account_id
      where m.path = ${path} order by m.id`)
  ).map(({ username }) => username);

test('the person is told what it means and what happens next, and nobody else knows of what they write', async () => {
  const { ash, indy, vale, jo, pat, robin } = who;
  assert.match(
    (await ash.get(personPaths.home())).text(),
    /Ask to be discharged, or for my restrictions to end/,
  );
  const wish = await ash.get(ownPaths.wish(caseId, 'discharge'));
  assert.match(wish.text(), /cannot change what you wrote and cannot stop it/);
  assert.ok(wish.text().includes(written(addWorkingDays(testDay, 10))));
  const id = await writesRequest(ash, { caseId, words: { why: canary } });
  const path = ownPaths.step(id, 'why');
  assert.ok((await ash.get(path)).html.includes(canary));
  for (const other of [vale, jo, pat, indy, robin]) {
    assert.equal((await other.get(path)).status, 404);
    const seen = other.transaction(tx => sql`select from casework.own_draft`.execute(tx.db));
    await (other === robin
      ? assert.rejects(seen, { code: '42501' })
      : seen.then(({ rows }) => assert.equal(rows.length, 0)));
  }
  assert.deepEqual(
    await owner(sql`select id from casework.document where case_id = ${caseId} and view_due_on is not null`),
    [],
    'there is no document yet',
  );
});

test('begun in two tabs at the same moment, it is one', async () => {
  const { ash } = who;
  const path = ownPaths.wish(caseId, 'restrictions');
  const forms = [];
  for (let tab = 0; tab < 4; tab += 1) {
    const { html } = await ash.get(path);
    forms.push(Object.fromEntries(['_once', '_csrf'].map(name => [name, hiddenValue(html, name)])));
  }
  const begun = await Promise.all(forms.map(form => ash.post(path, form)));
  assert.deepEqual(new Set(begun.map(({ status }) => status)), new Set([303]));
  const [{ id } = { id: 0 }] = await owner(
    sql<{ id: number }>`select id from casework.own_draft where kind = 'own lifting request'`,
  );
  await ash.post(ownPaths.throwAway(id), {}, ownPaths.send(id));
});

test('what is typed is kept as it is typed, and what a helper kept meanwhile is not lost', async () => {
  const { ash, ola } = who;
  const [{ id } = { id: 0 }] = await owner(sql<{ id: number }>`select id from casework.own_draft`);
  const path = ownPaths.step(id, 'help');
  const page = await ash.get(path);
  const drawn = { base: /name="base" value="([^"]*)"/.exec(page.html)?.[1] ?? '' };
  assert.equal(
    (await ash.post(ownPaths.keep(id, 'help'), { ...drawn, text: 'My sister.' }, path)).status,
    200,
  );
  assert.ok((await ash.get(path)).html.includes('My sister.'));
  const clash = await ash.post(path, { ...drawn, text: 'My brother.' }, path);
  assert.equal(clash.status, 409);
  for (const text of ['My sister.', 'My brother.']) assert.ok(clash.html.includes(text), text);
  assert.equal(
    (await ash.post(ownPaths.keep(id, 'help'), { ...drawn, text: 'My brother.' }, path)).status,
    409,
  );
  assert.equal((await ash.get(ownPaths.step(id, 'nothing'))).status, 404);
  assert.equal((await ola.get(path)).status, 404, 'a solicitor of somebody else');
});

test('it is read back whole, signed with their own name, and sent as it was read', async () => {
  const { ash } = who;
  const [{ id } = { id: 0 }] = await owner(sql<{ id: number }>`select id from casework.own_draft`);
  const path = ownPaths.send(id);
  const page = await ash.get(path);
  assert.ok(page.html.includes(canary) && page.text().includes('to leave hospital, with rules to keep'));
  assert.match(page.text(), /Who will read this.*Vale/);
  assert.match(page.text(), /Left empty: Where I would like to live/);
  const wrongName = await ash.fill(path, { name: 'Someone Else' }, path);
  assert.equal(wrongName.status, 422);
  assert.match(wrongName.text(), /Type your name as it stands here: Ash Example/);
  const stale = await ash.post(path, { name: 'Ash Example', mark: 'old' }, path);
  assert.equal(stale.status, 409);
  assert.deepEqual(await owner(sql`select id from casework.document where view_due_on is not null`), []);
});

let sent = 0;
test('where their status changes before it is sent, nothing is sent that can no longer be asked for', async () => {
  const { ash } = who;
  const [{ id } = { id: 0 }] = await owner(sql<{ id: number }>`select id from casework.own_draft`);
  const path = ownPaths.send(id);
  const becomes = async (status: string) => {
    await owner(sql`alter table casework.patient disable trigger user`);
    await owner(sql`update casework.patient set status = ${status} where case_id = ${caseId}`);
    await owner(sql`alter table casework.patient enable trigger user`);
  };
  const old = await ash.get(path);
  await becomes('conditionally discharged');
  const form = { name: 'Ash Example', mark: hiddenValue(old.html, 'mark') };
  const stale = await ash.post(path, form, path);
  assert.equal(stale.status, 409);
  assert.match(stale.text(), /Something changed after you opened this page/);
  assert.match(stale.text(), /to be free of hospital and of rules/);
  await becomes('in hospital');
  assert.match((await ash.get(path)).text(), /to leave hospital, with rules to keep/);
});

test('sent, it is with the section and the clinician at once, and every word of it has to be answered', async () => {
  const { ash, vale, jo, robin } = who;
  const [{ id: draft } = { id: 0 }] = await owner(sql<{ id: number }>`select id from casework.own_draft`);
  sent = await sendsRequest(ash, draft, 'ash example');
  assert.deepEqual(await owner(sql`select id from casework.own_draft`), []);
  assert.deepEqual(await mails(clinicalPaths.application(sent)), ['dr.vale']);
  const mine = (await ash.get(personPaths.application(sent))).text();
  const due = written(addWorkingDays(testDay, 10));
  assert.match(mine, /your doctor was asked what they think/);
  assert.ok(mine.includes(due) && mine.includes(canary));
  assert.match((await ash.get(personPaths.home())).text(), /I asked: to leave hospital, with rules to keep/);
  const theirs = (await vale.get(clinicalPaths.application(sent))).text();
  assert.match(theirs, /you may agree or not, and you cannot hold it back/);
  assert.ok(theirs.includes(due) && theirs.includes('Signed by Ash Example'));
  assert.ok((await vale.get(clinicalPaths.words(sent))).html.includes(canary));
  assert.ok(
    (await jo.get(clinicalPaths.words(sent))).html.includes(canary),
    'sent, the care team reads it too',
  );
  const theSections = (await robin.get(mhcsPaths.application(sent))).text();
  assert.ok(theSections.includes(canary) && theSections.includes(due));
  assert.match(theSections, /Sent by Ash Example/);
  assert.ok(!theSections.includes('Medication'), 'nothing of the form that nobody has filled in');
  const list = (await robin.get(mhcsPaths.worklist())).text();
  assert.match(list, /EXAMPLE, Ash.*Conditional discharge \(the person asks, clinician’s view awaited\)/);
  const parts = await ash.transaction(async tx => {
    const { occasionId } = await vale.transaction(inner => readApplication(inner, sent));
    return (await readStatements(tx, occasionId)).flatMap(statement =>
      statement.parts.map(({ prompt }) => prompt),
    );
  });
  assert.deepEqual(parts, ['why', 'help']);
});

test('clinician-view: ten working days, on the clinician’s list and calendar, and in the person’s clocks', async () => {
  await asWorker(site.database.pools, 'count', tx => countClocks(tx, caseId, testDay));
  const [clock] = await owner(sql<{ due: string; owedBy: string }>`select due_on as due, owed_by as "owedBy"
    from casework.clock where kind = 'clinician-view' and of = ${String(sent)}`);
  assert.deepEqual(clock, { due: addWorkingDays(testDay, 10).toString(), owedBy: 'hospital' });
});

test('one at a time: the same is not sent twice, and neither the person’s nor the clinician’s own stops the other', async () => {
  const { ash, vale } = who;
  const again = await ash.post(ownPaths.wish(caseId, 'discharge'), {}, ownPaths.wish(caseId, 'restrictions'));
  assert.equal(again.status, 409);
  assert.match((await ash.get(ownPaths.wish(caseId, 'discharge'))).text(), /sent already and is not decided/);
  const own = await vale.post(
    clinicalPaths.start(caseId, 'discharge-application'),
    {},
    clinicalPaths.patient(caseId),
  );
  assert.equal(own.status, 303);
});

test('the clinician cannot change, take back or hold back what the person sent, by page or by SQL', async () => {
  const { ash, vale, jo, indy, robin } = who;
  const withdraw = await vale.post(
    clinicalPaths.withdraw(sent),
    { because: 'I do not agree.' },
    clinicalPaths.application(sent),
  );
  assert.equal(withdraw.status, 403);
  assert.equal((await vale.get(clinicalPaths.section(sent, 'A'))).status, 303, 'it is read and not written');
  const bySql: [Visitor, ReturnType<typeof sql>, string][] = [
    [
      vale,
      sql`update casework.document set state = 'withdrawn', withdrawn_because = 'No.' where id = ${sent}`,
      'OW310',
    ],
    [
      vale,
      sql`update casework.open_answers set answers = '{}' where document_id = ${sent} and section = 'A'`,
      'OW230',
    ],
    [
      jo,
      sql`update casework.open_answers set answers = '{}' where document_id = ${sent} and section = 'A'`,
      'OW230',
    ],
    [ash, sql`update casework.part_signature set taken_back_at = now() where document_id = ${sent}`, 'OW233'],
    [
      robin,
      sql`update casework.document set state = 'submitted', went_on_at = now() where id = ${sent}`,
      'OW311',
    ],
    [robin, sql`update casework.document set state = 'submitted' where id = ${sent}`, 'OW234'],
    [vale, sql`update casework.document set state = 'submitted' where id = ${sent}`, 'OW234'],
  ];
  for (const [by, change, code] of bySql) {
    await assert.rejects(
      by.transaction(tx => change.execute(tx.db)),
      { code },
      code,
    );
  }
  const withdrawn = await indy.transaction(tx =>
    sql`update casework.document set state = 'withdrawn', withdrawn_because = 'No.' where id = ${sent} returning id`.execute(
      tx.db,
    ),
  );
  assert.equal(withdrawn.rows.length, 0, 'an advocate whom the person has not let ask');
  const early = await robin.post(mhcsPaths.goOn(sent), {}, mhcsPaths.search());
  assert.equal(early.status, 409);
  assert.equal((await stateOf(sent))?.state, 'draft');
});

test('the clinician takes their picture over, disagrees and sends it all the same; the person is shown it', async () => {
  const { ash, vale, robin } = who;
  assert.match((await vale.get(clinicalPaths.application(sent))).text(), /Begin your part/);
  await givesView(site, sent, {
    answers: { viewAgrees: 'disagrees', viewWhy: 'Canary view 31v: too early.' },
  });
  const file = await vale.transaction(tx => readApplication(tx, sent));
  const diagnosis = file.open.find(({ section }) => section === '4c')?.answers.diagnosis;
  assert.equal(diagnosis, 'Canary diagnosis 31d.');
  const mine = (await ash.get(personPaths.application(sent))).text();
  assert.match(mine, /Your doctor has said what they think/);
  assert.ok(mine.includes('Canary view 31v: too early.'));
  const theSections = (await robin.get(mhcsPaths.application(sent))).text();
  for (const text of [canary, 'Canary view 31v: too early.']) assert.ok(theSections.includes(text), text);
  assert.match(
    (await robin.get(`${mhcsPaths.case(caseId)}?application=${sent}`)).text(),
    /View of the clinician sent.*Sent by the person or a helper/s,
  );
  for (const path of [clinicalPaths.pdf(sent), clinicalPaths.word(sent)])
    assert.equal((await vale.get(path)).status, 200, path);
  const left = await owner(
    sql`select from casework.clock where kind = 'clinician-view' and of = ${String(sent)}`,
  );
  await asWorker(site.database.pools, 'count', tx => countClocks(tx, caseId, testDay));
  assert.ok(left.length <= 1);
});

test('every word answered: it is decided by a second person with an answer to each part, in the person’s own terms', async () => {
  const { ash, robin, vale } = who;
  assert.match((await robin.get(decisionPaths.decision(sent))).text(), /Why I ask for this now/);
  await decideOn(site, { id: sent });
  assert.deepEqual(await stateOf(sent), { state: 'decided', outcome: 'grant' });
  assert.equal((await standing(site, sent))?.answered, true);
  const answer = (await ash.get(personPaths.answer(sent))).text();
  assert.match(answer, /Our answer to what you asked for/);
  assert.match(answer, /We have said yes to what you asked for/);
  assert.match(answer, /Why you ask for this now/);
  assert.ok(answer.includes(canary));
  assert.match((await vale.get(clinicalPaths.decision(sent))).text(), /Asked for by the person/);
  const late = await ash.post(
    ownPaths.takeBack(sent),
    { because: '' },
    ownPaths.wish(caseId, 'restrictions'),
  );
  assert.equal(late.status, 409);
});

test('a solicitor asks within the consent: both names stand on it, and the person is told', async () => {
  const { ash, ola, vale, robin } = who;
  assert.equal(
    (await ola.get(ownPaths.helped(caseId))).status,
    404,
    'without consent the case does not exist',
  );
  await letsAsk(ash, { account: await accountOf('ola.fable'), role: 'solicitor', called: 'Ola' });
  assert.match((await ash.get(consentPaths.helpers())).text(), /ask for things for me/);
  assert.match((await ola.get(personPaths.helped())).text(), /Ask for something for Ash Example/);
  const id = await writesRequest(ola, {
    caseId,
    wish: 'restrictions',
    words: { why: 'Canary 31o: he said so.' },
  });
  assert.ok(
    (await ash.get(ownPaths.send(id))).html.includes('Canary 31o'),
    'the person sees what is written for them',
  );
  const unread = await ola.fill(ownPaths.send(id), { name: 'Ola Fable' }, ownPaths.send(id));
  assert.equal(unread.status, 422);
  assert.match(unread.text(), /Read it to the person first/);
  const made = await sendsRequest(ola, id, 'Ola Fable');
  assert.ok((await mails(personPaths.application(made))).includes('ash.example'));
  assert.match((await ash.get(personPaths.application(made))).text(), /Ola Fable sent this for you/);
  assert.match((await ola.get(personPaths.application(made))).text(), /Ola Fable sent this for Ash Example/);
  assert.match(
    (await vale.get(clinicalPaths.application(made))).text(),
    /Signed by Ola Fable for Ash Example/,
  );
  const page = (await robin.get(mhcsPaths.application(made))).text();
  assert.match(page, /Sent by Ola Fable for Ash Example/);
  assert.match(page, /Ash Example said this, and it was written down word for word by Ola Fable, solicitor/);
  const events = await owner(sql<{
    event: string;
    who: string;
  }>`select e.event, a.username as who from audit.event e
    join people.account a on a.id = e.account_id where e.event like 'casework.own.%' and e.account_id = ${await accountOf('ola.fable')}`);
  assert.deepEqual([...new Set(events.map(({ event }) => event))].sort(), [
    ...['casework.own.begun', 'casework.own.opened', 'casework.own.sent'],
  ]);
  sent = made;
});

test('s42(1): the view did not come in time, and the section goes on without it; the person sees that', async () => {
  const { ash, vale, robin } = who;
  await sentDaysAgo(site, sent, 30);
  assert.match((await ash.get(personPaths.application(sent))).text(), /Their answer has not come/);
  assert.match(
    (await vale.get(clinicalPaths.application(sent))).text(),
    /MHCS can go on without it at any moment/,
  );
  const page = await robin.get(mhcsPaths.application(sent));
  assert.match(page.text(), /Go on without the view/);
  const gone = await robin.post(mhcsPaths.goOn(sent), {}, mhcsPaths.application(sent));
  assert.equal(gone.status, 303);
  assert.equal((await stateOf(sent))?.state, 'submitted');
  assert.match(
    (await ash.get(personPaths.application(sent))).text(),
    /Their answer did not come. The Ministry of Justice went on without it/,
  );
  assert.match((await vale.get(clinicalPaths.application(sent))).text(), /MHCS went on without your view/);
  const twice = await robin.post(mhcsPaths.goOn(sent), {}, mhcsPaths.search());
  assert.equal(twice.status, 409);
  await decideOn(
    site,
    { id: sent },
    {
      ...{ kind: 'refuse', conditions: [], answerConditions: [], onLiberty: [] },
      ...{ testMet: false, testWhy: 'Still needed, invented.', answer: 'We said no this time.' },
    },
  );
  const answer = (await ash.get(personPaths.answer(sent))).text();
  assert.match(answer, /We have said no this time to what you asked for/);
  assert.match(
    answer,
    /Their answer did not come. The Ministry of Justice went on without it/,
    'the answer too',
  );
  // Whoever helps them learns of it as they do, by a mail that says nothing.
  const told = (await mails(personPaths.answer(sent))).toSorted();
  assert.deepEqual(told, ['ash.example', 'indy.marrow', 'ola.fable']);
  const letter = await robin.get(decisionPaths.letter(sent));
  assert.match(letter.text(), /The view of the clinician .* did not come. MHCS went on without it/);
  assert.equal((await robin.get(decisionPaths.letterPdf(sent))).status, 200);
});

test('consent that is taken back ends the helper’s part at once, in what is open before them too', async () => {
  const { ash, ola, indy } = who;
  const id = await writesRequest(ola, { caseId, words: { why: 'Half written.' } });
  const [{ consent } = { consent: 0 }] = await owner(
    sql<{ consent: number }>`select max(id) as consent from people.consent where case_id = ${caseId}`,
  );
  const open = await ola.get(ownPaths.send(id));
  assert.equal(open.status, 200);
  await ash.post(consentPaths.withdraw(consent), {});
  for (const path of [ownPaths.send(id), ownPaths.step(id, 'why'), ownPaths.helped(caseId)])
    assert.equal((await ola.get(path)).status, 404, path);
  const hidden = Object.fromEntries(
    ['_csrf', '_once', 'mark'].map(name => [name, hiddenValue(open.html, name)]),
  );
  const posted = await ola.post(
    ownPaths.send(id),
    { ...hidden, name: 'Ola Fable', agreed: 'yes' },
    personPaths.helped(),
  );
  assert.equal(posted.status, 404);
  // An advocate of the ward goes on helping when what the person let them do besides has ended.
  await letsAsk(ash, { account: await accountOf('indy.marrow'), role: 'advocate', called: 'Indy' });
  assert.equal((await indy.get(ownPaths.step(id, 'why'))).status, 200);
  const [{ later } = { later: 0 }] = await owner(
    sql<{ later: number }>`select max(id) as later from people.consent where case_id = ${caseId}`,
  );
  assert.match(
    (await ash.get(consentPaths.withdraw(later))).text(),
    /They still help you as they did before/,
  );
  await ash.post(consentPaths.withdraw(later), {});
  assert.equal((await indy.get(ownPaths.step(id, 'why'))).status, 404);
  assert.equal((await indy.get(personPaths.helped())).status, 200);
  assert.equal((await indy.get(ownPaths.helped(caseId))).status, 403);
  assert.equal((await ash.post(ownPaths.throwAway(id), {}, ownPaths.send(id))).status, 303);
  assert.deepEqual(await owner(sql`select id from casework.own_draft`), []);
});

test('every question may stay empty, and the person takes it back whenever they like until it is decided', async () => {
  const { ash, vale, robin } = who;
  const id = await sendsRequest(
    ash,
    await writesRequest(ash, { caseId, what: ['absolute-discharge'] }),
    'Ash Example',
  );
  assert.match((await robin.get(mhcsPaths.application(id))).text(), /asked for/i);
  assert.match((await ash.get(ownPaths.takeBack(id))).text(), /You can ask again whenever you like/);
  const taken = await ash.post(ownPaths.takeBack(id), { because: '' }, ownPaths.takeBack(id));
  assert.equal(taken.status, 303);
  assert.equal((await stateOf(id))?.state, 'withdrawn');
  assert.match((await ash.get(personPaths.application(id))).text(), /It was taken back/);
  assert.ok((await mails(clinicalPaths.application(id))).length >= 2, 'the clinician is told of both');
  assert.equal((await vale.get(clinicalPaths.application(id))).status, 200);
  const next = await sendsRequest(ash, await writesRequest(ash, { caseId }), 'Ash Example');
  await givesView(site, next);
  await owner(
    sql`update casework.document set state = 'waiting for information', paused_on = access.today() where id = ${next}`,
  );
  assert.equal(
    (await ash.post(ownPaths.takeBack(next), { because: 'I want to wait.' }, ownPaths.takeBack(next))).status,
    303,
  );
  assert.match((await ash.get(personPaths.application(next))).text(), /This is why: I want to wait\./);
});

test('in the community the supervisors write down what is said, read back, and the clinical supervisor gives the view', async () => {
  const community = await discharge(site, 'bryn.sample');
  const [bryn, sol, cass] = await Promise.all(
    ['bryn.sample', supervisors.social, supervisors.clinical].map(stageOf(site).as),
  );
  assert.ok(bryn && sol && cass);
  const draft = await writesRequest(bryn, { caseId: community, words: { live: 'Here, where I am.' } });
  assert.match(
    (await bryn.get(ownPaths.send(draft))).text(),
    /bod yn rhydd o’r ysbyty ac o reolau/,
    'they read Welsh, and nobody who has left hospital asks to leave it',
  );
  const id = await sendsRequest(bryn, draft, 'Bryn Sample');
  await asWorker(site.database.pools, 'count', tx => countClocks(tx, community, testDay));
  const [clock] = await owner(sql<{ owedBy: string }>`select owed_by as "owedBy" from casework.clock
    where kind = 'supervisor-view' and of = ${String(id)}`);
  assert.equal(clock?.owedBy, 'supervisors');
  const { occasionId } = await cass.transaction(tx => readApplication(tx, id));
  const path = voicePaths.write(occasionId);
  const typed = { progress: 'Canary 31s: tell them I go to work.', route: 'spoken', language: 'en' };
  assert.equal((await sol.fill(path, typed, path)).location, voicePaths.writtenBack(occasionId));
  const back = voicePaths.writtenBack(occasionId);
  assert.equal((await sol.fill(back, {}, back)).status, 422, 'not without reading it back');
  assert.equal((await sol.fill(back, { agreed: 'yes' }, back)).status, 303);
  const [said] = await owner(sql<{
    id: number;
    name: string;
    role: string;
  }>`select id, scribe_name as name, scribe_role as role
    from voice.statement where occasion_id = ${occasionId} order by id desc limit 1`);
  assert.deepEqual([said?.name, said?.role], ['Sol Bridge', 'social_supervisor']);
  const receipt = await sol.get(voicePaths.receiptPdf(occasionId, said?.id ?? 0));
  assert.equal(receipt.status, 200, 'they print the receipt for the person');
  await givesView(site, id, { by: supervisors.clinical });
  assert.equal((await stateOf(id))?.state, 'submitted');
  const page = (await who.robin.get(mhcsPaths.application(id))).text();
  assert.match(page, /word for word by Sol Bridge, social supervisor/);
  assert.ok(page.includes('Canary 31s'));
});

test('who is not restricted yet is told that there is nothing to ask for, and is offered no way in', () => {
  const nobodys = { ...{ caseId: 1, closedOn: null, person: 'A', teamId: 1 }, drafts: [], underWay: [] };
  const t = textIn('en');
  const isOpen = (status: CaseStatus) =>
    shownWishes({ ...nobodys, status }, true, t).map(wish => wish.isOpen);
  assert.match(whyNothing({ ...nobodys, status: 'before' }, t), /no restrictions yet/);
  assert.deepEqual(isOpen('before'), [false, false]);
  assert.deepEqual(isOpen('in hospital'), [true, true]);
});
