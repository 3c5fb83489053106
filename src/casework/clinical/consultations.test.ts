import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testDay, written } from '../../../test/days.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { asOwner } from '../../platform/database/index.ts';
import { clinicalPaths as paths } from './paths.ts';

let site: TestSite;
let draft: Application;
let vale: Visitor;
let vic: Visitor;
before(async () => {
  site = await aSite();
  draft = await aLeaveApplication(site, {
    answers: { victimStatus: 'active', officerContact: 'Vic Lantern' },
  }).said();
  vale = draft.clinician;
  vic = await site.as('vic.lantern');
});
after(() => site.close());

async function accountId(username: string): Promise<string> {
  return asOwner(site.database.adminUrl, async db => {
    const row = await db
      .selectFrom('people.account')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirstOrThrow();
    return String(row.id);
  });
}

async function ask(consultee: string, username: string, question = 'Please comment on the leave.') {
  const sent = await vale.post(paths.consultations(draft.id), {
    consultee,
    account: await accountId(username),
    question,
  });
  assert.equal(sent.status, 303, sent.text().slice(0, 400));
  const row = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('casework.consultation')
      .selectAll()
      .where('document_id', '=', draft.id)
      .where('consultee', '=', consultee)
      .executeTakeFirstOrThrow(),
  );
  return row.id;
}

test('the tracker says who has to be asked, and why', async () => {
  const page = await vale.get(paths.consultations(draft.id));
  assert.match(
    page.text(),
    /Victim liaison officer Needed before the application can be sent: The victim liaison officer was asked/,
  );
});

test('a question needs somebody to answer it and words', async () => {
  const sent = await vale.post(paths.consultations(draft.id), {
    consultee: 'mappa_coordinator',
    account: '',
    question: '  ',
  });
  assert.equal(sent.status, 422);
  assert.match(sent.text(), /Choose whom to ask .*Write your question/);
  for (const account of ['abc', '-1', '1e9', '0', "1' or '1'='1"]) {
    const bad = await vale.post(paths.consultations(draft.id), {
      consultee: 'mappa_coordinator',
      account,
      question: 'x',
    });
    assert.equal(bad.status, 422, account);
  }
  const odd = await vale.post(paths.consultations(draft.id), {
    consultee: 'caseworker',
    account: '1',
    question: 'x',
  });
  assert.equal(odd.status, 422);
});

test('nobody can be asked in a role that they do not hold', async () => {
  const account = await accountId('jo.thimble');
  const sent = await vale.post(paths.consultations(draft.id), {
    consultee: 'mappa_coordinator',
    account,
    question: 'Please answer',
  });
  assert.equal(sent.status, 403);
  assert.match(sent.text(), /does not hold that role any more/);
});

test('somebody who is asked gets a mail that says nothing, and sees only the question', async () => {
  const id = await ask('victim_liaison_officer', 'vic.lantern', 'Is there victim contact? O’Brien <b>?');
  const mail = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('platform.mail').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow(),
  );
  assert.equal(mail.subject, 'casework.mail.consultation');
  assert.equal(mail.path, paths.consultation(id));
  assert.match(
    (await vic.get(paths.myConsultations())).text(),
    /EXAMPLE, Ash EX\/0001 Larkmoor Hospital .*Your answer is needed/,
  );
  const page = await vic.get(paths.consultation(id));
  assert.match(page.text(), /Unescorted in the community, for a day/);
  assert.match(page.text(), /Is there victim contact\? O’Brien <b>\?/);
  assert.doesNotMatch(page.text(), /allotment|Heron/);
});

test('whoever is consulted finds every other address of the case not there, and the database agrees', async () => {
  const { id, caseId } = draft;
  const others = [
    paths.patients(),
    paths.patient(caseId),
    paths.application(id),
    paths.section(id, '6'),
    paths.check(id),
    paths.print(id),
    paths.pdf(id),
    paths.word(id),
    paths.consultations(id),
    paths.words(id),
    paths.submit(id),
    paths.information(id),
    paths.decision(id),
    paths.answerPdf(id),
    paths.leave(id),
    paths.consultation(999),
    `/words/${draft.occasionId}`,
  ];
  for (const path of others) assert.equal((await vic.get(path)).status, 404, path);
  const seen = await vic.transaction(async tx => {
    const tables = [
      'casework.document',
      'casework.open_answers',
      'casework.closed_answers',
      'casework.submission',
      'casework.submission_closed',
      'casework.decision',
      'casework.information_request',
      'casework.reminder',
      'casework.undertaking',
      'casework.patient_flags',
      'voice.statement',
      'voice.shown',
      'voice.occasion',
      'voice.comment',
    ];
    const counts: Record<string, number> = {};
    for (const table of tables) {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx.db);
      if (rows[0]?.n !== 0) counts[table] = rows[0]?.n ?? -1;
    }
    return counts;
  });
  assert.deepEqual(seen, {});
});

test('another officer finds neither the question nor the person', async () => {
  const mo = await site.as('mo.parley');
  assert.match((await mo.get(paths.myConsultations())).text(), /Nobody has asked you anything yet/);
  assert.equal((await mo.get(paths.consultation(1))).status, 404);
});

test('nobody is asked twice about one application', async () => {
  const account = await accountId('vic.lantern');
  const again = await vale.post(
    paths.consultations(draft.id),
    {
      consultee: 'victim_liaison_officer',
      account,
      question: 'Once more?',
    },
    paths.application(draft.id),
  );
  assert.equal(again.status, 409);
});

test('reminders are kept with their day and sender, one a day, and become the evidence that the form accepts', async () => {
  const page = () => vale.get(paths.consultations(draft.id));
  const remind = async () => {
    const form =
      /action="(\/documents\/\d+\/consultations\/\d+\/remind)"/.exec((await page()).html)?.[1] ?? '';
    return vale.post(form, {}, paths.consultations(draft.id));
  };
  assert.equal((await remind()).status, 303);
  const first = await page();
  assert.match(first.text(), new RegExp(`Reminders ${written(testDay)}, Dr Morgan Vale`));
  assert.match(first.text(), /A reminder went out today already/);
  const { id } = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('casework.consultation').select('id').executeTakeFirstOrThrow(),
  );
  const twice = await vale.post(paths.remind(draft.id, id), {}, paths.section(draft.id, '1'));
  assert.equal(twice.status, 409);
  await asOwner(site.database.adminUrl, async db => {
    await sql`update casework.consultation set asked_at = '2026-10-26T09:00Z'`.execute(db);
    await sql`delete from casework.reminder`.execute(db);
    await sql`insert into casework.reminder (consultation_id, case_id, sent_at)
      select id, case_id, day from casework.consultation, (values ('2026-11-02T09:00Z'::timestamptz), ('2026-11-09T09:00Z')) d (day)`.execute(
      db,
    );
  });
  assert.match(
    (await vale.get(paths.submit(draft.id))).text(),
    /You can now ask MHCS to take it up: say so in section 6/,
  );
});

test('an answer has to be whole, is given once, and can be read afterwards', async () => {
  const consultation = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('casework.consultation').select('id').executeTakeFirstOrThrow(),
  );
  const path = paths.consultation(consultation.id);
  const half = await vic.post(path, { contact: 'active', conditions: 'typed text stays' });
  assert.equal(half.status, 422);
  assert.match(half.text(), /Answer this: Has the victim had the chance to be consulted\?/);
  assert.match(half.html, /typed text stays/);
  const answer = {
    contact: 'active',
    victimConsulted: 'yes',
    conditions: 'Not to enter Mill Lane',
    newZone: 'no',
    dispute: 'no',
  };
  assert.equal((await vic.post(path, answer)).status, 303);
  assert.match((await vic.get(path)).text(), /Your answer of .*Not to enter Mill Lane/);

  assert.match((await vale.get(paths.consultations(draft.id))).text(), /Answered .*Not to enter Mill Lane/);
  assert.doesNotMatch(
    (await vale.get(paths.submit(draft.id))).text(),
    /victim liaison officer has not answered/i,
  );
});

test('the Mental Health Act office asks and reminds too; the ward team finds no such page', async () => {
  const pat = await site.as('pat.ledger');
  const account = await accountId('mo.parley');
  const sent = await pat.post(paths.consultations(draft.id), {
    consultee: 'mappa_coordinator',
    account,
    question: 'Please comment',
  });
  assert.equal(sent.status, 303);
  const jo = await site.as('jo.thimble');
  assert.equal((await jo.get(paths.consultations(draft.id))).status, 404);
  assert.doesNotMatch(
    (await jo.get(paths.patient(draft.caseId))).text(),
    /Vic Lantern|Mo Parley|Victim liaison|MAPPA/,
  );
  assert.match((await pat.get(paths.patient(draft.caseId))).text(), /Vic Lantern .*Victim liaison officer/);
});

test('every page of those who are consulted takes at most four round trips', async () => {
  for (const path of [paths.myConsultations(), paths.consultation(1)]) {
    const page = await vic.get(path);
    const trips = Number(/"(\d+) round trips"/.exec(String(page.headers['server-timing']))?.[1]);
    assert.ok(page.status === 200 && trips <= 4, `${path}: ${page.status}, ${trips}`);
  }
});
