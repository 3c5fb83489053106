import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { refusedWith, roundTrips, rowsOf, standing } from '../../../test/deciding.ts';
import {
  awaitingAuthorisation,
  type Deciding,
  decided,
  issueAsRead,
  remembering,
} from '../../../test/decisions.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { aRequestSent } from '../../../test/requests.ts';
import type { Answers } from '../../platform/forms/index.ts';
import { voicePaths } from '../../voice/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { decisionPaths } from '../mhcs/decision/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { personPaths } from '../person/paths.ts';
import { againPaths } from './paths.ts';

let site: TestSite;
let robin: Visitor;
let drew: Visitor;
let nat: Visitor;
before(async () => {
  site = remembering(await aSite());
  robin = await site.as('robin.quill');
  drew = await site.as('drew.sealing');
  nat = await site.as('nat.charter');
});
after(() => site.close());

const refuse = {
  kind: 'refuse',
  reasons: 'REFUSED-FIRST.',
  answer: 'We said no at first.',
} as const satisfies Deciding;
const grant = {
  ...{ kind: 'grant', reasons: 'GRANTED.', answer: 'We say yes.' },
  replies: { again: { kind: 'answered', text: 'You are right. We had not seen the letter.' } },
} as const satisfies Deciding;

const toBrackenfield = {
  ...{ transferKind: 'hospital-transfer', accepted: 'yes', acceptedOn: String(testDay) },
  ...{ receivingHospital: 'Brackenfield Hospital', receivingWard: 'Otter Ward' },
} satisfies Answers;
const aTransfer = (patient: string) =>
  aRequestSent(site, { kind: 'transfer', patient, answers: toBrackenfield });

const asked = { ground: 'new facts', why: 'A letter came that we had not seen.' };
const how = { language: 'en', otherLanguage: '', helped: 'no', helperName: '', helperRole: '', support: '' };

/** The person presses the button, writes and seals: every page of it. */
async function asksInOwnWords({ person, id }: Application, words: string): Promise<number> {
  const answer = await person.get(personPaths.answer(id));
  assert.match(answer.html, new RegExp(`href="${againPaths.person(id)}"`));
  assert.ok(roundTrips(answer) <= 4);
  assert.match(
    (await person.get(againPaths.person(id))).text(),
    /People at the Ministry of Justice who did not make/,
  );
  const begun = await person.post(againPaths.person(id), {});
  const occasion = Number(/\/my\/words\/(\d+)\/part\/again$/.exec(begun.location ?? '')?.[1]);
  const path = voicePaths.part(occasion, 'again');
  const page = await person.get(path);
  await person.post(path, { text: words, base: hiddenValue(page.html, 'base'), back: '', go: 'on' });
  await person.post(voicePaths.how(occasion), how);
  const readBack = await person.get(voicePaths.readBack(occasion));
  assert.match(readBack.text(), /They go to the Ministry of Justice at once/);
  const sealed = await person.post(voicePaths.readBack(occasion), {
    mark: hiddenValue(readBack.html, 'mark'),
  });
  assert.equal(sealed.status, 303);
  return occasion;
}

const movesOf = ({ id }: Application) =>
  rowsOf<{ state: string; reason: string }>(
    site,
    sql`select state, reason from casework.authorised_move where document_id = ${id} order by id`,
  );
const instrumentsOf = ({ id }: Application) =>
  rowsOf<{ id: number; stands: boolean }>(
    site,
    sql`select id, taken_back_at is null as stands from casework.instrument where document_id = ${id} order by id`,
  );
const lineOf = ({ id }: Application) =>
  rowsOf<{ kind: string; looks: number | null; level: number }>(
    site,
    sql`select d.kind, (select count(*) from casework.decision b where b.id <= d.reconsiders and b.document_id = d.document_id)::int as looks,
      d.level_needed as level from casework.decision d where d.document_id = ${id} and d.state = 'issued' order by d.id`,
  );
const occasionOf = ({ id }: Application) =>
  rowsOf<{ state: string; closed: boolean; asked_as: string }>(
    site,
    sql`select r.state, o.closed_at is not null as closed, r.asked_as from casework.reconsideration r
      join voice.occasion o on o.id = r.occasion_id where r.document_id = ${id} order by r.id`,
  );
const onWorklist = async (id: number) =>
  (await nat.get(`${mhcsPaths.worklist()}?team=all`)).html
    .split('<tr>')
    .find(row => row.includes(`"${mhcsPaths.application(id)}"`));
const asSection = (application: Application) => robin.post(againPaths.section(application.id), asked);

test('what was refused is looked at again as the person asks, granted by somebody new, taken back again, and never edited', async () => {
  const transfer = await aTransfer('ash.example');
  await decided(site, transfer, refuse);
  assert.deepEqual(await movesOf(transfer), []);
  assert.equal(await onWorklist(transfer.id), undefined);
  const words = 'You did not read the letter from Dr Finch.';
  await asksInOwnWords(transfer, words);

  // The section has it on its worklist with who asked, and sees the words.
  assert.match((await onWorklist(transfer.id)) ?? '', /Look again: The person/);
  const page = await robin.get(mhcsPaths.application(transfer.id));
  assert.ok(page.text().includes(words));
  assert.ok(roundTrips(page) <= 4);
  const again = await transfer.person.post(againPaths.person(transfer.id), {});
  assert.match(again.location ?? '', /\/part\/again$/, 'one at a time: more words are added to it');
  assert.match((await transfer.person.get(personPaths.home())).text(), /It is being looked at again/);
  const draft = await robin.get(decisionPaths.decision(transfer.id));
  assert.match(draft.text(), /The person asked on/);
  assert.match(draft.text(), /REFUSED-FIRST/);
  assert.ok(!draft.html.includes('name="kind" value="return"'), 'it is never sent back as incomplete');

  // Nobody who had a hand in the first is the second person, by command or by SQL.
  await awaitingAuthorisation(site, transfer, grant);
  assert.match((await onWorklist(transfer.id)) ?? '', /Look again/);
  assert.match((await drew.get(decisionPaths.queue())).text(), /You wrote a part of it/);
  await refusedWith(
    drew.transaction(tx => issueAsRead(tx, site, transfer)),
    'again.refusal.hadAHand',
  );
  await refusedWith(
    drew.transaction(async tx => {
      await sql`update casework.decision set state = 'issued' where document_id = ${transfer.id} and state <> 'issued'`.execute(
        tx.db,
      );
      tx.record('x.y');
    }),
    'again.refusal.hadAHand',
  );
  const lee = await site.as('lee.warrant');
  assert.match(
    (await lee.get(decisionPaths.authorise(transfer.id))).text(),
    /looks again at the decision of/,
  );
  await lee.transaction(tx => issueAsRead(tx, site, transfer));

  const now = await standing(site, transfer.id);
  assert.deepEqual([now?.state, now?.outcome, now?.authoriser], ['decided', 'grant', 'lee.warrant']);
  assert.equal(now?.rules.reconsiders?.floor, 2);
  assert.deepEqual(await occasionOf(transfer), [{ state: 'decided', closed: true, asked_as: 'subject' }]);
  assert.deepEqual(
    (await movesOf(transfer)).map(({ state }) => state),
    ['stands'],
  );
  assert.equal((await instrumentsOf(transfer)).length, 1);
  assert.equal(await onWorklist(transfer.id), undefined);

  // The person reads the new answer, what they said beside its reply, and the first as history.
  const answer = await transfer.person.get(personPaths.answer(transfer.id));
  for (const said of [
    'and we have changed it. This answer takes the place of the one before.',
    words,
    'You are right. We had not seen the letter.',
    'Decided first on',
    'We said no at first.',
  ])
    assert.ok(answer.text().includes(said), said);
  const letter = await transfer.clinician.get(clinicalPaths.decision(transfer.id));
  assert.match(letter.text(), /looks again at the decision of .* \(refused\), and takes its place/);
  assert.match(letter.text(), /REFUSED-FIRST/);

  // The section itself asks, and takes back what nobody has used.
  assert.equal((await asSection(transfer)).status, 303);
  await decided(site, transfer, { ...refuse, reasons: 'BED-GONE.', authorisedBy: 'nat.charter' });
  assert.deepEqual(await movesOf(transfer), [{ state: 'withdrawn', reason: 'BED-GONE.' }]);
  const [warrant] = await instrumentsOf(transfer);
  assert.equal(warrant?.stands, false);
  assert.match(
    (await transfer.clinician.get(`/instruments/${warrant?.id}`)).text(),
    /It allows nothing any more/,
  );
  assert.deepEqual(await lineOf(transfer), [
    { kind: 'refuse', looks: 0, level: 2 },
    { kind: 'grant', looks: 1, level: 2 },
    { kind: 'refuse', looks: 2, level: 2 },
  ]);
  const record = await transfer.clinician.get(clinicalPaths.patient(transfer.caseId));
  assert.match(record.text(), /asked for the decision to be looked at again/);
  const happened = await robin.get(mhcsPaths.case(transfer.caseId));
  for (const said of [
    'Looked at again: granted',
    'Looked at again: refused',
    'Asked for the decision to be looked at again',
  ])
    assert.ok(happened.text().includes(said), said);
});

test('leave that is taken back while somebody is out ends, and that they came back is recorded', async () => {
  const leave = await aLeaveApplication(site).submitted();
  await decided(site, leave, { kind: 'grant' });
  const record = (kind: string) =>
    leave.clinician.post(clinicalPaths.leave(leave.id), {
      ...{ kind, note: '', 'on-day': String(testDay.day), 'on-month': String(testDay.month) },
      'on-year': String(testDay.year),
    });
  assert.equal((await record('granted')).status, 303);
  const started = await record('started');
  assert.equal(started.status, 303, started.text());

  // The clinician asks, from the page of the decided document; the person is told and may say something too.
  const document = await leave.clinician.get(clinicalPaths.application(leave.id));
  assert.match(document.html, new RegExp(`href="${againPaths.clinical(leave.id)}"`));
  const empty = await leave.clinician.post(againPaths.clinical(leave.id), { ground: '', why: 'Kept.' });
  assert.equal(empty.status, 422);
  assert.match(empty.html, /Kept\./);
  assert.equal((await leave.clinician.post(againPaths.clinical(leave.id), asked)).status, 303);
  const second = await leave.clinician.post(againPaths.clinical(leave.id), asked, '/check');
  assert.equal(second.status, 409, 'one at a time');
  assert.match(
    (await leave.person.get(personPaths.answer(leave.id))).text(),
    /Your doctor asked on .* There are new facts/,
  );
  assert.match(
    (await leave.person.get(personPaths.home())).text(),
    /Say something about looking at it again/,
  );

  await decided(site, leave, { ...refuse, authorisedBy: 'lee.warrant' });
  const page = await leave.clinician.get(clinicalPaths.leave(leave.id));
  assert.match(page.text(), /The consent was taken back/);
  assert.equal((await record('resumed')).status, 422);
  assert.equal((await record('completed')).status, 303);
  const events = await rowsOf<{ kind: string }>(
    site,
    sql`select kind from casework.leave_event where document_id = ${leave.id} order by id`,
  );
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['granted', 'started', 'withdrawn', 'completed'],
  );
  const answer = await leave.person.get(personPaths.answer(leave.id));
  assert.match(answer.text(), /If something that we allowed before has happened already, that is not undone/);
});

describe('a decision that stands', () => {
  let transfer: Application;
  before(async () => {
    transfer = await aTransfer('cleo.pattern');
    await decided(site, transfer, grant);
  });

  it('is confirmed with reasons of its own, and nothing of it comes twice', async () => {
    assert.equal((await asSection(transfer)).status, 303);
    const before = await standing(site, transfer.id);
    await decided(site, transfer, { ...grant, reasons: 'STANDS.', authorisedBy: 'lee.warrant' });
    assert.deepEqual(
      (await movesOf(transfer)).map(({ state }) => state),
      ['stands'],
    );
    assert.deepEqual(
      (await instrumentsOf(transfer)).map(({ stands }) => stands),
      [true],
    );
    const now = await standing(site, transfer.id);
    assert.deepEqual(now?.decided_at, before?.decided_at, 'it holds since when it was first decided');
    const letter = await transfer.clinician.get(clinicalPaths.decision(transfer.id));
    assert.match(letter.text(), /\(granted\)\. That decision stands\./);
    assert.match((await transfer.person.get(personPaths.answer(transfer.id))).text(), /It stays as it was\./);
  });

  it('is counted once among the decisions, and apart as looked at again', async () => {
    const year = testDay.year;
    const count = (query: ReturnType<typeof sql<{ n: number }>>) =>
      rowsOf(site, query).then(([row]) => row?.n);
    const days = [`${year - 1}-01-01`, `${year + 2}-01-01`] as const;
    const decisions = await count(
      sql`select sum(decisions)::int as n from casework.count_decisions(${days[0]}, ${days[1]}, '{}') where kind = 'transfer'`,
    );
    const firsts = await count(
      sql`select count(*)::int as n from casework.decision d join casework.document a on a.id = d.document_id
        where d.state = 'issued' and d.reconsiders is null and a.kind = 'transfer'`,
    );
    assert.equal(decisions, firsts);
    const again = await rowsOf<{ became: string; n: number }>(
      site,
      sql`select became, sum(count)::int as n from casework.count_looked_again(${days[0]}, ${days[1]}) where kind = 'transfer' group by 1 order by 1`,
    );
    assert.deepEqual(again, [
      { became: 'replaced', n: 2 },
      { became: 'stands', n: 1 },
    ]);
  });

  it('stays when somebody high enough, who had no hand in it, says why it is not looked at again', async () => {
    const words = 'Please think about my family.';
    await asksInOwnWords(transfer, words);
    const path = againPaths.decline(transfer.id);
    const low = await robin.get(path);
    assert.match(low.text(), /Whoever wrote or authorised the decision before/);
    assert.equal((await robin.post(path, { reason: 'No.' }, '/check')).status, 403);
    assert.equal((await drew.post(path, { reason: 'No.' }, '/check')).status, 403);
    const sky = await site.as('sky.inkwell');
    assert.equal((await sky.post(path, { reason: 'No.' }, '/check')).status, 403, 'too low a level');
    assert.equal((await nat.post(path, { reason: ' ' })).status, 422);
    await refusedWith(
      nat.transaction(async tx => {
        await sql`update casework.reconsideration set state = 'declined', reason = 'No.' where document_id = ${transfer.id} and state = 'asked'`.execute(
          tx.db,
        );
        tx.record('x.y');
      }),
      'platform.refusal.unanswered',
    );
    const reason = 'We thought about your family the last time. Nothing has changed since.';
    const heard = hiddenValue((await nat.get(path)).html, 'heard');
    const more = 'And my sister has moved near the hospital.';
    await asksInOwnWords(transfer, more);
    const early = await nat.post(path, { reason, heard });
    assert.equal(early.status, 409, 'nothing that was not read is answered');
    for (const said of [more, reason, 'that you have not read yet'])
      assert.ok(early.text().includes(said), said);
    assert.equal((await nat.fill(path, { reason })).status, 303);
    const answer = await transfer.person.get(personPaths.answer(transfer.id));
    for (const said of [words, reason, 'will not look at this again'])
      assert.ok(answer.text().includes(said), said);
    assert.deepEqual((await occasionOf(transfer)).at(-1), {
      state: 'declined',
      closed: true,
      asked_as: 'subject',
    });
    assert.equal(await onWorklist(transfer.id), undefined);
    assert.equal((await nat.post(path, { reason }, '/check')).status, 409, 'answered once');
    assert.match(
      answer.html,
      new RegExp(`href="${againPaths.person(transfer.id)}"`),
      'they may ask once more',
    );
  });
});

describe('the line of decisions on a document', () => {
  const insert = (document: number, looksAt: number | null) =>
    robin.transaction(async tx => {
      await sql`insert into casework.decision (document_id, case_id, reconsiders, author_id)
        select id, case_id, ${looksAt}, access.account_id() from casework.document where id = ${document}`.execute(
        tx.db,
      );
      tx.record('x.y');
    });
  const idsOf = ({ id }: Application) =>
    rowsOf<{ id: number }>(
      site,
      sql`select id from casework.decision where document_id = ${id} order by id`,
    ).then(rows => rows.map(row => row.id));

  it('has one first decision, no fork, and no link that nobody asked for', async () => {
    const transfer = await aTransfer('haven.model');
    await decided(site, transfer, refuse);
    const [first = 0] = await idsOf(transfer);
    await refusedWith(insert(transfer.id, first), 'again.refusal.nothing');
    await assert.rejects(insert(transfer.id, null), /one_decision/);
    assert.equal((await asSection(transfer)).status, 303);
    await decided(site, transfer, { ...grant, authorisedBy: 'lee.warrant' });
    const [, second = 0] = await idsOf(transfer);
    assert.equal((await asSection(transfer)).status, 303);
    await assert.rejects(insert(transfer.id, first), /no_forks/);
    const elsewhere = await aTransfer('ash.example');
    await decided(site, elsewhere, refuse);
    await asSection(elsewhere);
    await assert.rejects(insert(elsewhere.id, second), /foreign key|no_forks|looked at again/);
    for (const change of [
      sql`update casework.decision set reasons = 'Other.' where id = ${first} returning id`,
      sql`update casework.decision set reconsiders = null where id = ${second} returning id`,
      sql`update casework.document set outcome = 'refuse' where id = ${transfer.id} returning id`,
      sql`update casework.reconsideration set why = 'Other.' where document_id = ${transfer.id} returning id`,
    ])
      await assert.rejects(
        robin.transaction(async tx => {
          const { rows } = await change.execute(tx.db);
          assert.ok(rows.length > 0, 'nothing was there to be changed');
          tx.record('x.y');
        }),
      );
    assert.equal((await standing(site, transfer.id))?.outcome, 'grant');
  });

  it('ends with the case, and goes on where it stood should that have been a mistake', async () => {
    const transfer = await aTransfer('haven.model');
    await decided(site, transfer, refuse);
    assert.equal((await asSection(transfer)).status, 303);
    assert.match((await onWorklist(transfer.id)) ?? '', /Look again/);
    const close = (on: string | null) =>
      rowsOf(site, sql`update people.case set closed_on = ${on}::date where id = ${transfer.caseId}`);
    await close(String(testDay));
    assert.equal((await occasionOf(transfer)).at(-1)?.state, 'ended with the case');
    assert.equal(await onWorklist(transfer.id), undefined);
    await close(null);
    assert.equal((await occasionOf(transfer)).at(-1)?.state, 'asked');
    assert.match((await onWorklist(transfer.id)) ?? '', /Look again/);
  });
});

describe('who may ask', () => {
  it('is the person with whoever writes for them, their helpers, and whoever leads the document; what is begun is theirs alone', async () => {
    const application = await aLeaveApplication(site).submitted();
    await decided(site, application, refuse);
    const { person, clinician, id } = application;
    const begun = await person.post(againPaths.person(id), {});
    assert.match(begun.location ?? '', /part\/again$/);
    assert.equal(await onWorklist(id), undefined, 'the section learns of it with the first sealed word');
    const seen = (who: Visitor) =>
      who.transaction(async tx => {
        const { rows } = await sql`select id from casework.reconsideration where document_id = ${id}`.execute(
          tx.db,
        );
        tx.record('x.y');
        return rows.length;
      });
    assert.deepEqual([await seen(person), await seen(clinician), await seen(robin)], [1, 0, 0]);
    const pat = await site.as('pat.ledger');
    assert.equal(
      (await pat.post(againPaths.clinical(id), asked, '/check')).status,
      403,
      'an office leads nothing',
    );
    const gale = await site.as('gale.placeholder');
    assert.equal((await gale.get(againPaths.person(id))).status, 404);
    assert.equal((await gale.post(againPaths.person(id), {}, '/check')).status, 404);
    const jo = await site.as('jo.thimble');
    const writes = await jo.post(againPaths.clinical(id), { do: 'words' });
    assert.match(writes.location ?? '', /\/words\/\d+\/write$/);
    assert.match((await jo.get(writes.location ?? '')).text(), /What I want you to look at again/);
  });

  it('has nothing to ask where a document was sent back, or is a report', async () => {
    const back = await aLeaveApplication(site).submitted();
    await decided(site, back, { kind: 'return', reasons: 'A section is missing.', answer: 'It went back.' });
    const page = await back.person.get(againPaths.person(back.id));
    assert.match(page.text(), /sent back because something was missing/);
    assert.equal((await back.person.post(againPaths.person(back.id), {}, '/check')).status, 409);
  });
});

describe('whoever asked takes it back', () => {
  const takeBack = { do: 'take back' };
  const stateOf = async (application: Application) => (await occasionOf(application)).at(-1);

  it('the person, while nobody has begun to decide: it stays on record, and can be asked for anew', async () => {
    const transfer = await aTransfer('haven.model');
    await decided(site, transfer, refuse);
    const { person, clinician, id, caseId } = transfer;
    const occasion = await asksInOwnWords(transfer, 'Please read the letter. Canary 44w.');
    assert.match((await person.get(againPaths.person(id))).text(), /I do not want this any more/);
    assert.ok(!(await clinician.get(againPaths.clinical(id))).html.includes('value="take back"'));
    for (const [other, path] of [
      [clinician, againPaths.clinical(id)],
      [robin, againPaths.section(id)],
    ] as const)
      assert.equal((await other.post(path, takeBack, '/check')).status, 409, 'it was not they who asked');
    await refusedWith(
      robin.transaction(async tx => {
        await sql`update casework.reconsideration set state = 'taken back' where document_id = ${id} and state = 'asked'`.execute(
          tx.db,
        );
        tx.record('x.y');
      }),
      'again.refusal.notTakenBack',
    );
    assert.equal((await person.post(againPaths.person(id), takeBack)).status, 303);
    assert.equal((await stateOf(transfer))?.state, 'taken back');
    assert.equal(await onWorklist(id), undefined);
    assert.match((await person.get(personPaths.answer(id))).text(), /Canary 44w.*This was taken back on/);
    assert.match(
      (await robin.get(mhcsPaths.case(caseId))).text(),
      /Taken back that the decision is looked at again/,
    );
    assert.match(
      (await clinician.get(clinicalPaths.patient(caseId))).text(),
      /no longer asked to be looked at again/,
    );
    const kept = await rowsOf<{ ended: boolean; said: number; noted: number; by: boolean }>(
      site,
      sql`select o.ended_at is not null as ended, (select count(*) from voice.statement s where s.occasion_id = o.id)::int as said,
        (select count(*) from audit.event e where e.event = 'casework.again.taken-back' and e.case_id = ${caseId})::int as noted,
        r.ended_by = r.asked_by as by
        from voice.occasion o join casework.reconsideration r on r.occasion_id = o.id where o.id = ${occasion}`,
    );
    assert.deepEqual(kept, [{ ended: true, said: 1, noted: 1, by: true }]);
    assert.equal((await person.post(againPaths.person(id), takeBack, '/check')).status, 409);

    // Somebody else asks: what the person says for that is answered, and nobody takes it back.
    assert.equal((await asSection(transfer)).status, 303);
    assert.match((await robin.get(mhcsPaths.application(id))).text(), /Take back that it is looked at again/);
    assert.match((await robin.get(againPaths.section(id))).html, /value="take back"/);
    assert.equal((await robin.post(againPaths.section(id), takeBack)).status, 303);
    assert.equal((await stateOf(transfer))?.state, 'taken back');
    assert.equal((await asSection(transfer)).status, 303);
    await asksInOwnWords(transfer, 'And this too.');
    assert.equal((await robin.post(againPaths.section(id), takeBack)).status, 409);
    assert.equal((await stateOf(transfer))?.state, 'asked');
  });

  it('nobody, once somebody has begun to decide', async () => {
    const transfer = await aTransfer('ash.example');
    await decided(site, transfer, refuse);
    await asksInOwnWords(transfer, 'Once more.');
    await awaitingAuthorisation(site, transfer, grant);
    const refused = await transfer.person.post(againPaths.person(transfer.id), takeBack, '/check');
    assert.equal(refused.status, 409);
    assert.match(refused.text(), /Only whoever asked for this can take it back, while nobody has begun/);
  });
});
