import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../../test/browser-without-browser.ts';
import { decisionPages, rowsOf, sayMore } from '../../../../test/deciding.ts';
import { awaitingAuthorisation, drafted, remembering } from '../../../../test/decisions.ts';
import { aLeaveApplication } from '../../../../test/leave-applications.ts';
import { wholeForm } from '../../../../test/whole-form.ts';
import { asOwner } from '../../../platform/database/index.ts';
import { textIn } from '../../../platform/language/index.ts';
import { personPaths } from '../../person/paths.ts';
import { decisionPaths as paths } from './paths.ts';

const en = textIn('en');
let site: TestSite;
let robin: Visitor;
let sky: Visitor;
let drew: Visitor;
before(async () => {
  site = remembering(await aSite());
  robin = await site.as('robin.quill');
  sky = await site.as('sky.inkwell');
  drew = await site.as('drew.sealing');
});
after(() => site.close());

const submitted = (patient = 'ash.example') => aLeaveApplication(site, { patient }).submitted();

test('sending says what is missing, which level is needed and by which rule, and tells whom the sender chose', async () => {
  const application = await submitted('gale.placeholder');
  const empty = await robin.get(paths.send(application.id));
  for (const key of ['kind', 'reasons', 'answer'] as const)
    assert.ok(empty.text().includes(en(`mhcs.decision.lack.${key}`)), key);
  assert.equal(
    (await robin.post(paths.send(application.id), {}, paths.decision(application.id))).status,
    409,
  );
  await drafted(site, application);
  const page = await robin.get(paths.send(application.id));
  assert.match(page.text(), /Authority level 3 is needed, because the case is noteworthy\./);
  assert.match(page.text(), /in force from 20 November 2024/);
  assert.ok(page.text().includes('Lee Warrant') && !page.text().includes('Drew Sealing'));
  const lee = /id="tell-(\d+)"[^>]*><label[^>]*>Lee Warrant/.exec(page.html)?.[1] ?? '';
  const robinsId = (
    await rowsOf(site, sql<{ id: number }>`select id from people.account where username = 'robin.quill'`)
  )[0]?.id;
  assert.equal((await robin.fill(paths.send(application.id), { tell: String(robinsId) })).status, 403);
  const sent = await robin.fill(paths.send(application.id), { tell: lee });
  assert.equal(sent.location, paths.decision(application.id));
  const mails = await rowsOf(
    site,
    sql<{
      subject: string;
      path: string;
      username: string;
    }>`select m.subject, m.path, a.username
    from platform.mail m join people.account a on a.id = m.to_account_id where m.path = ${paths.authorise(application.id)}`,
  );
  assert.deepEqual(mails, [
    { subject: 'mail.authorise', path: paths.authorise(application.id), username: 'lee.warrant' },
  ]);
});

test('a statement that comes after drafting shows at once as unanswered, and holds sending back', async () => {
  const application = await submitted();
  await drafted(site, application);
  await sayMore(application, 'May I also see my mum?');
  const page = await robin.get(paths.decision(application.id));
  assert.match(page.text(), /3 of 4 parts answered/);
  assert.ok(page.text().includes('May I also see my mum?'));
  const sent = await robin.post(paths.send(application.id), { version: '1' }, paths.decision(application.id));
  assert.equal(sent.status, 409);
  assert.match(sent.text(), /Answer this part, or say why it was not considered/);
});

test('the author and a level too low read everything, and find a sentence where the button is for others', async () => {
  const application = await submitted('gale.placeholder');
  await awaitingAuthorisation(site, application);
  const [own, low] = [
    await robin.get(paths.authorise(application.id)),
    await drew.get(paths.authorise(application.id)),
  ];
  assert.match(own.text(), /You wrote a part of this decision, so somebody else must authorise it/);
  assert.match(low.text(), /This decision needs authority level 3\. Yours is 2\./);
  for (const page of [own, low]) {
    assert.ok(!page.html.includes('name="seen"') && !page.html.includes('name="reason"'));
    assert.ok(page.text().includes('I know my early signs now.'));
  }
  for (const [who, sentence] of [
    [robin, 'platform.refusal.authorAuthoriser'],
    [drew, 'platform.refusal.authorityLevel'],
  ] as const) {
    for (const path of [paths.authorise(application.id), paths.sendBack(application.id)]) {
      const sent = await who.post(path, { reason: 'No.', seen: 'x' }, paths.decision(application.id));
      assert.equal(sent.status, 403, path);
      assert.ok(sent.text().includes(en(sentence)));
    }
  }
});

test('the second person reads words, replies, both papers, gates and rules, issues once, and it can never be changed', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application, { reasons: 'LETTER-ONLY reasons.' });
  const lee = await site.as('lee.warrant');
  const page = await lee.get(paths.authorise(application.id));
  for (const words of [
    'LETTER-ONLY reasons.',
    'My mum is ill',
    'LG-14',
    'leave-application-2024 1',
    'leave-decision 2024-1',
  ]) {
    assert.ok(page.text().includes(words), words);
  }
  const hidden = wholeForm(page, paths.authorise(application.id));
  const drewsPage = await drew.get(paths.authorise(application.id));
  const click = () => lee.post(paths.authorise(application.id), hidden, '/account');
  const [first, second] = [await click(), await click()];
  assert.deepEqual(
    [first.location, second.location],
    [paths.decision(application.id), paths.decision(application.id)],
  );
  const late = await drew.post(
    paths.authorise(application.id),
    wholeForm(drewsPage, paths.authorise(application.id)),
    '/account',
  );
  assert.equal(late.status, 409);
  assert.ok(late.text().includes(en('platform.refusal.decided')));
  const events = await rowsOf(
    site,
    sql<{ event: string }>`select event from audit.event
    where detail ->> 'application' = ${String(application.id)} and event like 'casework.decision.%' and event not like '%read' order by id`,
  );
  assert.deepEqual(
    events.map(({ event }) => event),
    ['casework.decision.saved', 'casework.decision.sent', 'casework.decision.issued'],
  );
  const issued = await robin.get(paths.decision(application.id));
  assert.match(issued.text(), /Issued .* authorised by Lee Warrant/);
  assert.ok(!issued.html.includes('<textarea'));
  for (const path of [paths.decision, paths.send, paths.takeBack]) {
    assert.equal((await robin.post(path(application.id), { reasons: 'Other.' }, '/account')).status, 409);
  }
  assert.equal((await lee.get(paths.authorise(application.id))).location, paths.decision(application.id));
  const answer = await application.person.get(personPaths.answer(application.id));
  assert.ok(answer.text().includes('My mum is ill') && !answer.html.includes('LETTER-ONLY'));
});

test('words sealed between the page and the click are shown, and nothing is issued', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application);
  const page = await drew.get(paths.authorise(application.id));
  await sayMore(application, 'Wait, one more thing.');
  const click = await drew.post(
    paths.authorise(application.id),
    wholeForm(page, paths.authorise(application.id)),
    '/account',
  );
  assert.equal(click.status, 409);
  assert.ok(click.text().includes('Wait, one more thing.'));
  assert.match(click.text(), /Nothing was issued/);
  assert.ok(!click.html.includes('name="seen"'));
  assert.equal((await application.person.get(personPaths.answer(application.id))).status, 404);
});

test('sending back needs a reason, which the author reads on the page where they left off', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application, { reasons: 'Reasons that stay.' });
  const blank = await drew.post(
    paths.sendBack(application.id),
    { reason: ' \r\n' },
    paths.authorise(application.id),
  );
  assert.equal(blank.status, 422);
  assert.ok(blank.text().includes(en('mhcs.authorise.problem.noReason')));
  const sent = await drew.post(
    paths.sendBack(application.id),
    { reason: 'Say why two staff.' },
    paths.authorise(application.id),
  );
  assert.equal(sent.location, paths.queue());
  const page = await robin.get(paths.decision(application.id));
  assert.ok(page.text().includes('Say why two staff.') && page.text().includes('Sent back'));
  assert.deepEqual(wholeForm(page, paths.decision(application.id)).reasons, ['Reasons that stay.']);
  const [mail] = await rowsOf(
    site,
    sql<{ username: string }>`select a.username from platform.mail m
    join people.account a on a.id = m.to_account_id where m.subject = 'mail.sentBack' and m.path = ${paths.decision(application.id)}`,
  );
  assert.equal(mail?.username, 'robin.quill');
});

test('a decision that was sent is taken back by a button, and written on', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application);
  const waiting = await sky.get(paths.decision(application.id));
  assert.ok(!waiting.html.includes('<textarea'));
  const back = await sky.fill(paths.takeBack(application.id), {}, paths.decision(application.id));
  assert.equal(back.location, paths.decision(application.id));
  assert.ok((await robin.get(paths.decision(application.id))).html.includes('<textarea'));
});

test('the queue shows first what the reader can authorise, fifty a page, and says why the rest is not theirs', async () => {
  const theirs = await submitted('haven.model');
  await awaitingAuthorisation(site, theirs, { by: 'sky.inkwell' });
  const seen = (await drew.get(paths.queue())).text();
  assert.match(seen, /Yours to authorise.*Above your level, which is 2/);
  assert.match((await sky.get(paths.queue())).text(), /You wrote a part of it/);
  await asOwner(site.database.adminUrl, async db => {
    for (const table of ['casework.document', 'casework.answer_to_person'])
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
    await sql`with o as (insert into voice.occasion (case_id, room) select ${theirs.caseId}, 'casework' from generate_series(1, 60) returning id),
      a as (insert into casework.document (case_id, kind, occasion_id, team_id, form_version, state, created_by, due_on)
        select ${theirs.caseId}, 'leave application', o.id, p.team_id, 'x', 'awaiting authorisation', 1, access.today() + 39 from o
        join casework.patient p on p.case_id = ${theirs.caseId} returning id),
      d as (insert into casework.decision (document_id, case_id, kind, author_id, state)
        select id, ${theirs.caseId}, 'refuse', 1, 'awaiting authorisation' from a returning id, document_id)
      insert into casework.answer_to_person (decision_id, case_id, document_id, text)
        select id, ${theirs.caseId}, document_id, 'No.' from d`.execute(db);
    for (const table of ['casework.document', 'casework.answer_to_person'])
      await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
    await sql`select casework.list_work(array[${theirs.caseId}::bigint])`.execute(db);
  });
  const first = await drew.get(paths.queue());
  assert.equal((first.html.match(/<th scope="row"/g) ?? []).length, 50);
  assert.ok(first.html.includes(`${paths.queue()}?page=2`));
  const second = await drew.get(`${paths.queue()}?page=2`);
  assert.ok((second.html.match(/<th scope="row"/g) ?? []).length >= 11);
  assert.match(second.text(), /Above your level, which is 2/);
  assert.equal((await drew.get(`${paths.queue()}?page=minus`)).status, 200);
});

test('a case that is closed to other readers is in nobody else’s queue and behind no address', async () => {
  const application = await submitted('lark.draft');
  await awaitingAuthorisation(site, application, { by: 'bay.notary' });
  await asOwner(site.database.adminUrl, async db => {
    await sql`update people.case set readers = 'circle' where id = ${application.caseId}`.execute(db);
    await sql`insert into people.circle (case_id, account_id, capacity, basis, from_on)
      select ${application.caseId}, id, 'extremism_head', 'arranged', '2024-01-01' from people.account
      where username = 'ezra.watch'`.execute(db);
  });
  const nat = await site.as('nat.charter');
  for (const path of decisionPages(application.id)) assert.equal((await nat.get(path)).status, 404, path);
  assert.ok(!(await nat.get(paths.queue())).text().includes('DRAFT, Lark'));
  const ezra = await site.as('ezra.watch');
  assert.ok((await ezra.get(paths.queue())).text().includes('DRAFT, Lark'));
  const issued = await ezra.fill(paths.authorise(application.id), {});
  assert.equal(issued.location, paths.decision(application.id));
});
