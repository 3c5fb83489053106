import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { buildApp } from '../../src/app.ts';
import { auditPaths } from '../../src/audit/paths.ts';
import { clinicalPaths } from '../../src/casework/clinical/paths.ts';
import { mhcsPaths } from '../../src/casework/mhcs/paths.ts';
import { personPaths } from '../../src/casework/person/paths.ts';
import { asOwner } from '../../src/platform/database/index.ts';
import { paragraphsOfWord, textOfPdf } from '../../src/platform/documents/read-back.ts';
import { letterOf } from '../../src/platform/mail/index.ts';
import { voicePaths } from '../../src/voice/index.ts';
import { aSite, type Seen, type TestSite, type Visitor } from '../browser-without-browser.ts';
import { testSecret } from '../database.ts';
import { canaries, strayIn } from './canaries.ts';
import { recordByPolicies } from './care-record.ts';
import { cast } from './cast.ts';
import { cookieOf, formTokenOf } from './forgetful.ts';
import { type FullHouse, fullHouse } from './full-house.ts';

/** The ways round the front door, one by one. What leaks there is what a page does not show as its content. */

let site: TestSite;
let house: FullHouse;
let ash: Visitor;
let robin: Visitor;
let ezra: Visitor;
before(async () => {
  site = await aSite();
  house = await fullHouse(site);
  [ash, robin, ezra] = [
    await site.as('ash.example'),
    await site.as('robin.quill'),
    await site.as('ezra.watch'),
  ];
});
after(() => site.close());

/** A page without its tokens, and without the words that the reader themselves typed. */
const steady = (seen: Seen, typed = ''): string =>
  (typed ? seen.html.replaceAll(typed, 'TYPED') : seen.html)
    .replace(/(name="_(?:csrf|once)" value=")[^"]*/g, '$1')
    .replace(/(nonce=")[^"]*/g, '$1')
    .replace(/data-ends-at="[^"]*"/g, '');

test('a search in the section for somebody in a closed case is the search for somebody who does not exist', async () => {
  const closed = await robin.post(mhcsPaths.search(), { for: 'Indigo' });
  const none = await robin.post(mhcsPaths.search(), { for: 'Nemo' });
  assert.equal(steady(closed, 'Indigo'), steady(none, 'Nemo'));
  assert.match((await ezra.post(mhcsPaths.search(), { for: 'Indigo' })).text(), /EX\/0009/);
});

test('a clinician’s search finds nobody of another hospital, by name or by reference', async () => {
  const finch = await site.as('dr.finch');
  const there = await finch.post(clinicalPaths.patients(), { for: 'Example' });
  const nowhere = await finch.post(clinicalPaths.patients(), { for: 'Exomple' });
  assert.equal(steady(there, 'Example'), steady(nowhere, 'Exomple'));
});

test('no list and no total of the section counts a closed case for those outside its circle', async () => {
  const [open, all] = [await robin.get(mhcsPaths.worklist()), await ezra.get(mhcsPaths.worklist())];
  assert.equal(open.text().includes('Indigo'), false);
  const numbers = ({ html }: Seen) => textsBetween(html, '<main', '</main>').match(/\b\d+\b/g) ?? [];
  const without = await inAWorldWithoutTheClosedCase(() => robin.get(mhcsPaths.worklist()));
  assert.deepEqual(numbers(open), numbers(without));
  assert.notDeepEqual(numbers(open), numbers(all));
});

/** The words of a part of a page. */
const textsBetween = (html: string, from: string, until: string): string =>
  html.slice(html.indexOf(from), html.indexOf(until)).replace(/<[^>]*>/g, ' ');

/** Looks while the closed case is nobody's at all, and puts it back. */
async function inAWorldWithoutTheClosedCase(look: () => Promise<Seen>): Promise<Seen> {
  const put = (state: string) =>
    asOwner(site.database.adminUrl, async db => {
      await sql`alter table casework.document disable trigger user`.execute(db);
      await sql`update casework.document set state = ${state} where id = ${house.shut.id}`.execute(db);
      await sql`alter table casework.document enable trigger user`.execute(db);
    });
  await put('returned');
  const seen = await look();
  await put('submitted');
  return seen;
}

test('what exists and may not be known is refused in the same bytes as what does not exist', async () => {
  const pairs: [Visitor, there: string, nowhere: string][] = [
    [ash, personPaths.application(house.elsewhere.id), personPaths.application(99_999)],
    [ash, clinicalPaths.application(house.here.id), clinicalPaths.application(99_999)],
    [ash, voicePaths.speak(house.elsewhere.occasionId), voicePaths.speak(99_999)],
    [robin, mhcsPaths.case(house.shut.caseId), mhcsPaths.case(99_999)],
    [robin, mhcsPaths.application(house.shut.id), mhcsPaths.application(99_999)],
    [await site.as('mo.parley'), clinicalPaths.consultation(1), clinicalPaths.consultation(99_999)],
    [await site.as('val.idle'), `/liaison/${house.here.caseId}`, '/liaison/99999'],
    [await site.as('dr.finch'), clinicalPaths.patient(house.here.caseId), clinicalPaths.patient(99_999)],
  ];
  for (const [visitor, there, nowhere] of pairs) {
    const [one, other] = [await visitor.get(there), await visitor.get(nowhere)];
    assert.equal(one.status, 404, there);
    assert.equal(steady(one, there), steady(other, nowhere), there);
    const [posted, astray] = [await visitor.post(there, {}, '/'), await visitor.post(nowhere, {}, '/')];
    assert.equal(steady(posted, there), steady(astray, nowhere), `POST ${there}`);
  }
});

test('no paper has a name in its file name, and each holds what its reader may read and nothing more', async () => {
  const { here, decided } = house;
  const papers: [Visitor, username: string, path: string][] = [
    [ash, 'ash.example', personPaths.answerPdf(decided.id)],
    [ash, 'ash.example', voicePaths.receiptPdf(here.occasionId, here.statementId ?? 0)],
  ];
  const jo = await site.as('jo.thimble');
  for (const path of [clinicalPaths.pdf, clinicalPaths.word, clinicalPaths.print])
    papers.push([jo, 'jo.thimble', path(here.id)]);
  for (const path of [clinicalPaths.letterPdf, clinicalPaths.letterWord, clinicalPaths.answerPdf])
    papers.push([jo, 'jo.thimble', path(decided.id)]);
  for (const [visitor, username, path] of papers) {
    const { text, disposition, status } = await paperAt(visitor, path);
    assert.equal(status, 200, path);
    assert.deepEqual(strayIn(text, username), [], path);
    assert.match(disposition, /^(attachment; filename="[a-z0-9-]+\.(pdf|docx)")?$/, path);
  }
});

async function paperAt(visitor: Visitor, path: string) {
  const response = await site.app.inject({ url: path, headers: { cookie: cookieOf(visitor) } });
  const type = String(response.headers['content-type']);
  const text = type.includes('pdf')
    ? (textOfPdf(response.rawPayload) ?? response.body)
    : type.includes('wordprocessing')
      ? paragraphsOfWord(response.rawPayload).join('\n')
      : response.body;
  return {
    text,
    status: response.statusCode,
    disposition: String(response.headers['content-disposition'] ?? ''),
  };
}

test('the audit as a list and as a file names events and numbers, and no word and no patient', async () => {
  const ada = await site.as('ada.tally');
  for (const path of [auditPaths.list(), auditPaths.rows()]) {
    const page = await ada.get(path);
    assert.equal(page.status, 200);
    assert.deepEqual(strayIn(page.html, 'ada.tally'), []);
    assert.doesNotMatch(page.html, /Ash Example|Indigo|EX\/0001/);
  }
});

test('no row of the audit, and no row of the victim side’s own, holds a word of anybody', async () => {
  const rows = await asOwner(site.database.adminUrl, async db => [
    ...(await db.selectFrom('audit.event').selectAll().execute()),
    ...(await db.selectFrom('victim.event').selectAll().execute()),
  ]);
  assert.ok(rows.length > 100);
  assert.deepEqual(strayIn(JSON.stringify(rows), undefined), []);
});

test('the person learns from the readers of their words nothing of those who were consulted, nor of a flag', async () => {
  await ezra.get(mhcsPaths.application(house.here.id));
  const readers = (await ash.get(voicePaths.readers())).text();
  for (const name of ['Vic Lantern', 'Mo Parley', 'Oz Harbour', 'Cam Turnstile'])
    assert.equal(readers.includes(name), false, name);
  assert.doesNotMatch(readers, /extremism|victim|MAPPA|terror/i);
});

test('an e-mail says that somebody waits, and nothing of whom or why', async () => {
  const mails = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('platform.mail').selectAll().execute(),
  );
  assert.ok(mails.length > 4);
  for (const mail of mails) {
    for (const language of ['en', 'cy']) {
      const { subject, text } = letterOf(
        { ...mail, stopPath: mail.stop_path, links: null, language },
        'https://ownwords.invalid',
      );
      assert.deepEqual(strayIn(subject + text, undefined), []);
      assert.doesNotMatch(subject + text, /Ash|Example|Gale|Indigo|Heron|EX\/|victim|MAPPA|terror|leave/i);
    }
  }
});

test('nobody but those who were asked gets a mail about having been asked', async () => {
  const told = await asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ username: string }>`select distinct a.username from platform.mail m
      join people.account a on a.id = m.to_account_id where m.subject like 'casework.mail.consult%'`.execute(
      db,
    );
    return rows.map(({ username }) => username);
  });
  assert.deepEqual(told.sort(), ['cam.turnstile', 'mo.parley', 'oz.harbour', 'vic.lantern']);
});

test('what waits in the job queue is numbers', async () => {
  const { rows } = await site.database.pools.worker.query(
    'select payload from graphile_worker._private_jobs',
  );
  assert.ok(rows.length > 0);
  for (const { payload } of rows) {
    assert.ok(
      Object.values(payload).every(value => Number.isInteger(value)),
      JSON.stringify(payload),
    );
  }
});

test('a form that is sent twice leaves an address behind, and nothing of what was typed', async () => {
  const kept = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('platform.submission').select(['route', 'outcome']).execute(),
  );
  assert.deepEqual(strayIn(JSON.stringify(kept), undefined), []);
});

test('when the database refuses a row, neither the page nor the log holds a word of it', async () => {
  const lines: string[] = [];
  const logTo = { write: (line: string) => void lines.push(line) };
  const settings = { pools: site.database.pools, secret: testSecret, demonstration: true, clock: site.clock };
  const app = await buildApp({ ...settings, log: true, logTo });
  // A rule that no words can keep, so that PostgreSQL writes the whole row into its complaint.
  await asOwner(site.database.adminUrl, db =>
    sql`alter table voice.draft add constraint never check (parts::text not like '%Zqwritten%') not valid`.execute(
      db,
    ),
  );
  const url = voicePaths.part(house.next.occasionId, 'progress');
  const payload = new URLSearchParams({
    _csrf: formTokenOf(ash),
    _once: randomUUID(),
    text: 'Zqwritten',
    progress: 'Zqwritten',
    words: 'Zqwritten',
  });
  const response = await app.inject({
    ...{ method: 'POST', url, payload: payload.toString() },
    headers: { cookie: cookieOf(ash), 'content-type': 'application/x-www-form-urlencoded' },
  });
  await app.close();
  await asOwner(site.database.adminUrl, db => sql`alter table voice.draft drop constraint never`.execute(db));
  assert.equal(response.statusCode, 500);
  assert.equal(response.body.includes('Zqwritten'), false);
  assert.equal(lines.length, 1);
  assert.equal(lines.join('').includes('Zqwritten'), false);
  assert.match(lines.join(''), /23514/);
});

test('no page may be kept by a browser or a proxy, framed by another site, or tell another site where it was', async () => {
  const paths = [
    '/my',
    personPaths.application(house.here.id),
    personPaths.answerPdf(house.decided.id),
    '/documents/99999',
  ];
  for (const path of paths) {
    const { headers } = await ash.get(path);
    assert.equal(headers['cache-control'], 'no-store', path);
    assert.equal(headers['referrer-policy'], 'no-referrer', path);
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
    assert.doesNotMatch(String(headers['content-security-policy']), /unsafe-inline/);
  }
});

test('the check of a code says yes or no, and of whom it speaks it does not say', async () => {
  const nobody = site.nobody();
  const { code } = await asOwner(site.database.adminUrl, db =>
    db.selectFrom('voice.statement').select('code').orderBy('id').executeTakeFirstOrThrow(),
  );
  const yes = await nobody.post(voicePaths.check(), { code });
  const no = await nobody.post(voicePaths.check(), { code: 'AAAA-BBBB-CCCC-DDDD-EEEE' });
  for (const seen of [yes, no]) {
    assert.deepEqual(strayIn(seen.html, undefined), []);
    assert.doesNotMatch(seen.text(), /Ash|Example|Heron|\d{4} at/);
  }
  assert.notEqual(yes.text(), no.text());
  assert.ok(canaries.words.word);
});

test('the timeline of a case tells each national reader what the policies of its nine tables tell, and no more', async () => {
  const byPolicies = sql`
    select a.id as document, h.* from casework.document a cross join lateral (
      select 'started' as kind, a.created_at as at, a.created_by as by, false as closed
      union all select o.outcome, o.recorded_at, o.recorded_by, false from voice.opportunity o
        where o.occasion_id = a.occasion_id and o.outcome <> 'said'
      union all select 'sealed', s.sealed_at, s.entered_by, false from voice.statement s where s.occasion_id = a.occasion_id
      union all select v.kind, v.at, v.by, true from casework.consultation c cross join lateral (values
          ('consulted', c.asked_at, c.asked_by), ('consultee answered', c.answered_at, c.account_id)) v (kind, at, by)
        where c.document_id = a.id and v.at is not null
      union all select 'submitted', s.submitted_at, s.submitted_by, false from casework.submission s where s.document_id = a.id
      union all select 'allocated', e.at, (e.detail ->> 'to')::bigint, false from audit.event e
        where e.event = 'casework.document.allocated' and (e.detail ->> 'application')::bigint = a.id
      union all select v.kind, v.at, v.by, false from casework.information_request r cross join lateral (values
          ('information asked', r.asked_at, r.asked_by), ('information answered', r.answered_at, r.answered_by)) v (kind, at, by)
        where r.document_id = a.id and v.at is not null
      union all select v.kind, v.at, v.by, false from casework.decision d cross join lateral (values
          (case when d.reconsiders is null then 'decision drafted' else 'decision drafted again' end, d.drafted_at, d.author_id),
          (case when d.reconsiders is null then 'issued ' else 'issued again ' end || d.kind, d.issued_at, d.authoriser_id)) v (kind, at, by)
        where d.document_id = a.id and v.at is not null
      union all select v.kind, v.at, v.by, false from casework.reconsideration r cross join lateral (values
          ('asked again', r.asked_at, r.asked_by), ('declined again', case r.state when 'declined' then r.ended_at end, r.ended_by)) v (kind, at, by)
        where r.document_id = a.id and v.at is not null
      union all select 'received', r.recorded_at, r.recorded_by, not r.is_open from casework.received r
        where r.case_id = a.case_id and r.struck_out_because is null and (r.document_id is null or r.document_id = a.id)
      union all select 'leave ' || l.kind, l.recorded_at, l.recorded_by, false from casework.leave_event l
        where l.document_id = a.id) h
    order by 1, 2, 3, 4`;
  const documents = await asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ ids: number[]; cases: number[] }>`
      select array_agg(id order by id) as ids, array_agg(case_id order by id) as cases from casework.document`.execute(
      db,
    );
    return rows[0] ?? { ids: [], cases: [] };
  });
  const byFunction = sql`
    select id as document, h.* from unnest(${documents.ids}::bigint[], ${documents.cases}::bigint[]) d (id, of_case)
    cross join lateral casework.happenings_of(of_case, id) h
    order by 1, 2, 3, 4`;
  const told: number[] = [];
  for (const who of [robin, ezra]) {
    const [one, other] = await who.transaction(async tx => [
      (await byPolicies.execute(tx.db)).rows,
      (await byFunction.execute(tx.db)).rows,
    ]);
    assert.deepEqual(other, one);
    told.push(other?.length ?? 0);
  }
  assert.ok((told[0] ?? 0) > 20 && (told[0] ?? 0) < (told[1] ?? 0), `${told}`);
  await assert.rejects(
    ash.transaction(tx => byFunction.execute(tx.db)),
    /permission denied/,
  );
});

test('the record of a patient tells everybody what the policies of its fifteen tables tell the care team, and no more', async () => {
  const cases = await asOwner(site.database.adminUrl, async db =>
    (await db.selectFrom('casework.patient').select('case_id as id').orderBy('case_id').execute()).map(
      ({ id }) => id,
    ),
  );
  const told: Record<string, number> = {};
  for (const { who, username, door } of cast) {
    if (username === undefined || door !== 'circle') continue;
    const visitor = await site.as(username);
    await visitor.transaction(async tx => {
      for (const caseId of cases) {
        const { rows } = await sql`select * from casework.care_record(${caseId}, 20, 0)`.execute(tx.db);
        assert.deepEqual(rows, await recordByPolicies(tx, caseId), `${who}, case ${caseId}`);
        if (rows.length > 0) told[who] = (told[who] ?? 0) + JSON.stringify(rows).length;
      }
    });
  }
  const lengths = ['responsible clinician', 'ward staff', 'social supervisor', 'prison healthcare'].map(
    who => told[who] ?? 0,
  );
  assert.ok(
    lengths.every(length => length > 500),
    JSON.stringify(told),
  );
  assert.equal(told.advocate, undefined);
  await assert.rejects(
    robin.transaction(tx => sql`select * from casework.care_record(${cases[0]}, 20, 0)`.execute(tx.db)),
    /permission denied/,
  );
});
