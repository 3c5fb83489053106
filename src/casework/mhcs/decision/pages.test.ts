import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type Seen, type TestSite, type Visitor } from '../../../../test/browser-without-browser.ts';
import { awaitingAuthorisation, decided, drafted, remembering } from '../../../../test/decisions.ts';
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
  [robin, sky, drew] = await Promise.all([
    site.as('robin.quill'),
    site.as('sky.inkwell'),
    site.as('drew.sealing'),
  ]);
});
after(() => site.close());

const submitted = (patient = 'ash.example') => aLeaveApplication(site, { patient }).submitted();
type Made = Awaited<ReturnType<typeof submitted>>;

/** Sends the form of a decision as its page gave it, with some fields changed. */
async function write(who: Visitor, id: number, change: Record<string, string | string[]>, drawn?: Seen) {
  const path = paths.decision(id);
  const page = drawn ?? (await who.get(path));
  return who.post(path, { ...wholeForm(page, path), ...change }, path);
}

const replyField = ({ statementId }: Made, place: number) => `reply-${statementId}-${place}`;
const roundTrips = (page: Seen) =>
  Number(/(\d+) round trips/.exec(String(page.headers['server-timing']))?.[1] ?? 99);

async function rowsOf<T>(query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);
}

async function sayMore({ person, caseId, occasionId }: Made, text: string): Promise<void> {
  await person.transaction(async tx => {
    await sql`insert into voice.statement (case_id, occasion_id, shown_id, entered_by, route, language, parts)
      select ${caseId}, ${occasionId}, max(id), access.account_id(), 'typed', 'en',
        ${JSON.stringify([{ prompt: 'consider', text }])}::jsonb from voice.shown where occasion_id = ${occasionId}`.execute(
      tx.db,
    );
    tx.record('voice.statement.sealed', { caseId });
  });
}

const allPages = (id: number) => [
  paths.decision(id),
  paths.letter(id),
  paths.letterPdf(id),
  paths.answer(id),
  paths.answerPdf(id),
  paths.send(id),
  paths.authorise(id),
];

test('each page takes at most four round trips, and the words that it shows are recorded as read', async () => {
  const application = await submitted();
  await drafted(site, application);
  for (const path of [...allPages(application.id), paths.queue()]) {
    const page = await robin.get(path);
    assert.ok(page.status < 400, `${path}: ${page.status}`);
    assert.ok(roundTrips(page) <= 4, `${path}: ${page.headers['server-timing']}`);
  }
  const [read] = await rowsOf(sql<{ n: number }>`select count(*)::int as n from audit.event
    where event = 'voice.statement.read' and detail -> 'statements' = ${JSON.stringify([application.statementId])}::jsonb
      and detail ->> 'application' = ${String(application.id)}`);
  assert.equal(read?.n, 6);
});

test('nobody but the section opens these pages, by no address and no form', async () => {
  const application = await submitted();
  await awaitingAuthorisation(site, application);
  const others = [
    'ash.example',
    'dr.vale',
    'jo.thimble',
    'pat.ledger',
    'indy.marrow',
    'vic.lantern',
    'ada.tally',
  ];
  for (const username of [...others, 'admin.system']) {
    const other = await site.as(username);
    for (const path of [...allPages(application.id), paths.queue()]) {
      assert.equal((await other.get(path)).status, 404, `${username} ${path}`);
    }
    for (const path of [
      paths.decision,
      paths.keep,
      paths.send,
      paths.takeBack,
      paths.authorise,
      paths.sendBack,
    ]) {
      const sent = await other.post(path(application.id), { reason: 'No.' }, '/account');
      assert.equal(sent.status, 404, `${username} POST ${path(application.id)}`);
    }
  }
  assert.equal((await site.nobody().get(paths.decision(application.id))).location?.split('?')[0], '/sign-in');
  assert.equal((await robin.get(paths.decision(999_999))).status, 404);
});

test('a decision is written in one form, and each text comes back exactly', async () => {
  const application = await submitted();
  const text = '  Two spaces,\r\n\r\nŵ ŷ العربية <script>alert(1)</script> {{7*7}} O’Brien 👩🏽‍🚀\t';
  const sent = await write(robin, application.id, {
    kind: 'grant in part',
    granted: ['unescorted-day', '__proto__'],
    reasons: text,
    condition: [text, '', '   '],
    answer:
      'You did well. This is a sentence that goes on and on and on, and that has far more words than anybody who is tired would want to read at once.',
    rule: ['Be back by five.'],
    [replyField(application, 0)]: text,
    [replyField(application, 1)]: 'The hospital decides this.',
    [`${replyField(application, 1)}-kind`]: 'not considered',
  });
  assert.equal(sent.location, paths.decision(application.id));
  const page = await robin.get(paths.decision(application.id));
  const form = wholeForm(page, paths.decision(application.id));
  assert.deepEqual(form.reasons, [text]);
  assert.deepEqual(form.condition, [text]);
  assert.deepEqual(form[replyField(application, 0)], [text]);
  assert.deepEqual(form[`${replyField(application, 1)}-kind`], ['not considered']);
  assert.ok(!page.html.includes('<script>alert'));
  assert.match(page.text(), /2 of 3 parts answered/);
  assert.match(page.text(), /1 sentence is longer than 20 words/);
  assert.ok(page.html.includes(`href="${paths.decision(application.id)}#${replyField(application, 2)}"`));
});

test('conditions are added, taken away and taken from the bank by buttons, with nothing lost', async () => {
  const application = await submitted();
  const typed = { condition: ['First.', 'Second.'], rule: ['One rule.'], reasons: 'Kept while adding.' };
  const more = await write(robin, application.id, { ...typed, do: 'add:condition' });
  assert.equal(more.status, 200);
  assert.equal((more.html.match(/name="condition"/g) ?? []).length, 3);
  const less = await write(robin, application.id, { ...typed, do: 'remove:condition:0' }, more);
  assert.deepEqual(wholeForm(less, paths.decision(application.id)).condition, ['Second.']);
  assert.ok(less.html.includes('Kept while adding.'));
  assert.equal(
    (await rowsOf(sql`select from casework.decision where application_id = ${application.id}`)).length,
    0,
  );
  await write(robin, application.id, { ...typed, standard: ['escort', 'nonsense'] });
  const form = wholeForm(await robin.get(paths.decision(application.id)), paths.decision(application.id));
  assert.deepEqual(form.condition, ['First.', 'Second.', en('mhcs.decision.bank.escort')]);
  assert.deepEqual(form.rule, ['One rule.', en('mhcs.decision.bank.escort.plain')]);
});

test('what is typed is kept by itself, with the versions for the next time', async () => {
  const application = await submitted();
  const path = paths.decision(application.id);
  const keep = async (fields: Record<string, string | string[]>) => {
    const sent = await robin.post(paths.keep(application.id), fields, path);
    return {
      status: sent.status,
      ...(JSON.parse(sent.html) as { fields?: Record<string, string>; message?: string }),
    };
  };
  const form = {
    ...wholeForm(await robin.get(path), path),
    reasons: 'Half a sen',
    [replyField(application, 0)]: 'Th',
  };
  const first = await keep(form);
  assert.equal(first.status, 200);
  assert.equal(first.fields?.version, '1');
  assert.equal(first.fields?.[`${replyField(application, 0)}-version`], '1');
  const second = await keep({
    ...form,
    ...first.fields,
    reasons: 'Half a sentence.',
    [replyField(application, 0)]: 'Thanks.',
  });
  assert.equal(second.fields?.version, '2');
  assert.equal(second.fields?.[`${replyField(application, 0)}-version`], '2');
  const stale = await keep({ ...form, reasons: 'From an old tab.' });
  assert.equal(stale.status, 409);
  assert.match(stale.message ?? '', /Somebody else has changed this decision/);
  const unstorable = await keep({ ...form, ...second.fields, reasons: 'a\0b' });
  assert.equal(unstorable.status, 422);
  const kept = wholeForm(await robin.get(path), path);
  assert.deepEqual([kept.reasons, kept[replyField(application, 0)]], [['Half a sentence.'], ['Thanks.']]);
});

test('two people answer different parts at the same time, and both are kept', async () => {
  const application = await submitted();
  await drafted(site, application);
  const [one, other] = [
    await robin.get(paths.decision(application.id)),
    await sky.get(paths.decision(application.id)),
  ];
  assert.equal(
    (await write(robin, application.id, { [replyField(application, 0)]: 'From Robin.' }, one)).status,
    303,
  );
  assert.equal(
    (await write(sky, application.id, { [replyField(application, 1)]: 'From Sky.' }, other)).status,
    303,
  );
  const form = wholeForm(await robin.get(paths.decision(application.id)), paths.decision(application.id));
  assert.deepEqual(
    [form[replyField(application, 0)], form[replyField(application, 1)]],
    [['From Robin.'], ['From Sky.']],
  );
});

test('two people change the same text: the second sees both, and what only the first changed is taken over', async () => {
  const application = await submitted();
  await drafted(site, application);
  const [one, other] = [
    await robin.get(paths.decision(application.id)),
    await sky.get(paths.decision(application.id)),
  ];
  const first = {
    reasons: 'Robin’s reasons.',
    answer: 'Robin’s answer.',
    [replyField(application, 0)]: 'Robin’s reply.',
  };
  await write(robin, application.id, first, one);
  const second = { reasons: 'Sky’s reasons.', [replyField(application, 0)]: 'Sky’s reply.' };
  const conflict = await write(sky, application.id, second, other);
  assert.equal(conflict.status, 409);
  const text = conflict.text();
  for (const words of [
    'Robin’s reasons.',
    'Sky’s reasons.',
    'Robin’s reply.',
    'Sky’s reply.',
    'Robin’s answer.',
  ]) {
    assert.ok(text.includes(words), words);
  }
  const form = wholeForm(conflict, paths.decision(application.id));
  assert.deepEqual(
    [form.reasons, form.answer, form[replyField(application, 0)]],
    [['Sky’s reasons.'], ['Robin’s answer.'], ['Sky’s reply.']],
  );
  assert.equal((await write(sky, application.id, { reasons: 'Both of us.' }, conflict)).status, 303);
  const kept = wholeForm(await robin.get(paths.decision(application.id)), paths.decision(application.id));
  assert.deepEqual(
    [kept.reasons, kept.answer, kept[replyField(application, 0)]],
    [['Both of us.'], ['Robin’s answer.'], ['Sky’s reply.']],
  );
});

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
    await rowsOf(sql<{ id: number }>`select id from people.account where username = 'robin.quill'`)
  )[0]?.id;
  assert.equal((await robin.fill(paths.send(application.id), { tell: String(robinsId) })).status, 403);
  const sent = await robin.fill(paths.send(application.id), { tell: lee });
  assert.equal(sent.location, paths.decision(application.id));
  const mails = await rowsOf(sql<{
    subject: string;
    path: string;
    username: string;
  }>`select m.subject, m.path, a.username
    from platform.mail m join people.account a on a.id = m.to_account_id where m.path = ${paths.authorise(application.id)}`);
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
  const events = await rowsOf(sql<{ event: string }>`select event from audit.event
    where detail ->> 'application' = ${String(application.id)} and event like 'casework.decision.%' and event not like '%read' order by id`);
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
  const [mail] = await rowsOf(sql<{ username: string }>`select a.username from platform.mail m
    join people.account a on a.id = m.to_account_id where m.subject = 'mail.sentBack' and m.path = ${paths.decision(application.id)}`);
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

test('both papers are previewed as drafts, on the page and as PDF, the answer in the language of the person', async () => {
  const application = await submitted();
  const early = await robin.get(paths.letter(application.id));
  assert.equal(early.status, 409);
  assert.ok(early.text().includes(en('mhcs.decision.refusal.noKind')));
  await drafted(site, application, { reasons: 'LETTER-ONLY reasons.' });
  await asOwner(site.database.adminUrl, db =>
    db.updateTable('people.account').set({ language: 'cy' }).where('username', '=', 'ash.example').execute(),
  );
  const [letter, answer] = [
    await robin.get(paths.letter(application.id)),
    await robin.get(paths.answer(application.id)),
  ];
  assert.ok(letter.text().includes(en('mhcs.paper.draft')) && letter.text().includes('LETTER-ONLY'));
  assert.ok(answer.text().includes(textIn('cy')('mhcs.paper.draft')) && !answer.html.includes('LETTER-ONLY'));
  assert.ok(answer.text().includes(textIn('cy')('mhcs.answer.grant')));
  for (const path of [paths.letterPdf(application.id), paths.answerPdf(application.id)]) {
    const pdf = await robin.get(path);
    assert.equal(pdf.headers['content-type'], 'application/pdf');
    assert.match(String(pdf.headers['content-disposition']), /filename="(letter|answer)-\d+\.pdf"/);
  }
  await asOwner(site.database.adminUrl, db =>
    db.updateTable('people.account').set({ language: 'en' }).where('username', '=', 'ash.example').execute(),
  );
});

test('the queue shows first what the reader can authorise, fifty a page, and says why the rest is not theirs', async () => {
  const theirs = await submitted('haven.model');
  await awaitingAuthorisation(site, theirs, { by: 'sky.inkwell' });
  const seen = (await drew.get(paths.queue())).text();
  assert.match(seen, /Yours to authorise.*Above your level, which is 2/);
  assert.match((await sky.get(paths.queue())).text(), /You wrote a part of it/);
  await asOwner(site.database.adminUrl, async db => {
    for (const table of ['casework.leave_application', 'casework.answer_to_person'])
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
    await sql`with o as (insert into voice.occasion (case_id, room) select ${theirs.caseId}, 'casework' from generate_series(1, 60) returning id),
      a as (insert into casework.leave_application (case_id, occasion_id, team_id, form_version, state, created_by, due_on)
        select ${theirs.caseId}, o.id, p.team_id, 'x', 'awaiting authorisation', 1, '2027-01-01' from o
        join casework.patient p on p.case_id = ${theirs.caseId} returning id),
      d as (insert into casework.decision (application_id, case_id, kind, author_id, state)
        select id, ${theirs.caseId}, 'refuse', 1, 'awaiting authorisation' from a returning id, application_id)
      insert into casework.answer_to_person (decision_id, case_id, application_id, text)
        select id, ${theirs.caseId}, application_id, 'No.' from d`.execute(db);
    for (const table of ['casework.leave_application', 'casework.answer_to_person'])
      await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
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
  for (const path of allPages(application.id)) assert.equal((await nat.get(path)).status, 404, path);
  assert.ok(!(await nat.get(paths.queue())).text().includes('DRAFT, Lark'));
  const ezra = await site.as('ezra.watch');
  assert.ok((await ezra.get(paths.queue())).text().includes('DRAFT, Lark'));
  const issued = await ezra.fill(paths.authorise(application.id), {});
  assert.equal(issued.location, paths.decision(application.id));
});

test('whatever is typed is kept or refused with a sentence, on every form', async () => {
  const application = await submitted();
  const corpus = [
    'word '.repeat(10_000),
    '👩🏽‍🚀🏳️‍🌈',
    '\u202Eמשהו بالعربية\u202C',
    `'; drop table casework.decision; --`,
    '</textarea><script>alert(1)</script>',
    '{{7*7}} <%= 7 %> %s',
    '=1+1 @SUM(1)',
    'e\u0301'.repeat(1000),
  ];
  for (const text of corpus) {
    const sent = await write(robin, application.id, {
      kind: 'refuse',
      reasons: text,
      answer: text,
      condition: text,
      rule: text,
      [replyField(application, 0)]: text,
    });
    assert.equal(sent.status, 303, text.slice(0, 20));
    const page = await robin.get(paths.decision(application.id));
    const form = wholeForm(page, paths.decision(application.id));
    for (const name of ['reasons', 'answer', 'condition', 'rule', replyField(application, 0)])
      assert.deepEqual(form[name], [text], name);
    assert.ok(!page.html.includes('<script>alert'));
  }
  for (const name of ['reasons', 'answer', 'condition', 'rule', replyField(application, 0)]) {
    const sent = await write(robin, application.id, {
      [name]: 'before\0after',
      ...(name === 'reasons' ? {} : { reasons: 'typed and kept' }),
    });
    assert.equal(sent.status, 422, name);
    assert.ok(sent.text().includes(en('platform.problem.unstorable')), name);
    assert.ok(sent.html.includes('before'), name);
  }
  const emptied = await write(robin, application.id, { [replyField(application, 0)]: '  ' });
  assert.equal(emptied.status, 422);
  assert.ok(emptied.text().includes(en('mhcs.decision.problem.emptied')));
  const many = await write(robin, application.id, { condition: Array<string>(70).fill('Again.') });
  assert.equal(many.status, 422);
});

test('fields that no form of ours has, twice, or with a forged version, do no harm', async () => {
  const application = await submitted();
  await drafted(site, application);
  const odd = {
    kind: ['refuse', 'nonsense'],
    version: ['1', '99999999999999999999'],
    base: '',
    __proto__2: 'x',
    constructor: 'x',
    toString: 'x',
    'granted[]': 'x',
    do: 'remove:condition:9999',
    'reply-999999-0': 'To words that nobody said.',
  };
  const sent = await write(robin, application.id, odd);
  assert.ok([200, 303, 409].includes(sent.status), String(sent.status));
  const forged = await write(robin, application.id, {
    version: '-1',
    base: 'x '.repeat(2000),
    reasons: 'Forged.',
  });
  assert.equal(forged.status, 409);
  assert.equal(
    (await rowsOf(sql`select from voice.reply where text = 'To words that nobody said.'`)).length,
    0,
  );
  const tells = ['-1', '1e9', '9'.repeat(30), 'robin', "1' or '1'='1"];
  for (const tell of tells) {
    const answer = await robin.fill(paths.send(application.id), { tell, version: '0' });
    assert.ok([403, 409].includes(answer.status), `${tell}: ${answer.status}`);
  }
  await awaitingAuthorisation(site, application);
  for (const seen of ['', 'x'.repeat(10_000), '\0', "'"]) {
    const answer = await drew.post(
      paths.authorise(application.id),
      { seen },
      paths.authorise(application.id),
    );
    assert.equal(answer.status, 409);
  }
  const nul = await drew.post(
    paths.sendBack(application.id),
    { reason: 'a\0b' },
    paths.authorise(application.id),
  );
  assert.equal(nul.status, 422);
  const long = '<b>back</b> '.repeat(4000);
  assert.equal(
    (await drew.post(paths.sendBack(application.id), { reason: long }, paths.authorise(application.id)))
      .status,
    303,
  );
  assert.ok((await robin.get(paths.decision(application.id))).html.includes('&lt;b&gt;back&lt;/b&gt;'));
});

test('a case that was closed, and an application that was withdrawn, can be read but not decided', async () => {
  const application = await submitted('kai.fixture');
  await drafted(site, application);
  await asOwner(site.database.adminUrl, db =>
    sql`update people.case set closed_on = '2026-11-22' where id = ${application.caseId}`.execute(db),
  );
  const page = await robin.get(paths.decision(application.id));
  assert.ok(page.text().includes(en('casework.refusal.caseClosed')));
  for (const path of [paths.decision, paths.send]) {
    assert.equal((await robin.post(path(application.id), { reasons: 'x' }, '/account')).status, 409);
  }
});

test('every page can be read in Welsh', async () => {
  const application = await submitted();
  await drafted(site, application);
  await robin.post('/language', { to: 'cy', back: '/' }, '/check');
  for (const path of [...allPages(application.id), paths.queue()])
    assert.ok((await robin.get(path)).status < 400, path);
  assert.match((await robin.get(paths.decision(application.id))).text(), /Geiriau’r person/);
  await robin.post('/language', { to: 'en', back: '/' }, '/check');
});

test('an issued decision that returned the application is read with its papers, and leaves the next round free', async () => {
  const application = await submitted();
  await decided(site, application, { kind: 'return' });
  const page = await robin.get(paths.decision(application.id));
  assert.equal(page.status, 200);
  assert.match(page.text(), /Return to the responsible clinician/);
  assert.equal((await robin.get(paths.letter(application.id))).status, 200);
});
