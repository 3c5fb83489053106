import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { aSite, type Seen, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { momentOn, testDay, testNow, written } from '../../../test/days.ts';
import { type Application, aLeaveApplication, someWords } from '../../../test/leave-applications.ts';
import { asOwner } from '../../platform/database/index.ts';
import { addWorkingDays } from '../../platform/time/index.ts';
import { mhcsPaths } from './paths.ts';

/** Five working days after the question. */
const expectedBy = addWorkingDays(testDay, 5);

let site: TestSite;
let ash: Application;
let gale: Application;
let robin: Visitor;

before(async () => {
  site = await aSite();
  ash = await aLeaveApplication(site, { patient: 'ash.example' }).submitted();
  gale = await aLeaveApplication(site, { patient: 'gale.placeholder' }).submitted();
  robin = await site.as('robin.quill');
});
after(() => site.close());

/** How often a page went to the database, as it says itself. */
const roundTrips = (page: Seen) =>
  Number(/(\d+) round trips/.exec(String(page.headers['server-timing']))?.[1]);

const owner = <T>(query: ReturnType<typeof sql<T>>) =>
  asOwner(site.database.adminUrl, async db => (await query.execute(db)).rows);

describe('the worklist', () => {
  it('shows the actor’s team, with what each person asked for and whether they have spoken', async () => {
    const text = (await robin.get(mhcsPaths.worklist())).text();
    assert.match(text, /EXAMPLE, Ash/);
    assert.match(text, /Unescorted day/);
    assert.match(text, /All open \(1\)/);
    assert.match(text, /New \(1\)/);
    assert.doesNotMatch(text, /PLACEHOLDER/);
  });

  it('shows another team when asked, and all teams to whoever leads them', async () => {
    const bay = await site.as('bay.notary');
    assert.match((await bay.get(mhcsPaths.worklist())).text(), /PLACEHOLDER, Gale/);
    const nat = await site.as('nat.charter');
    const all = (await nat.get(mhcsPaths.worklist())).text();
    assert.match(all, /EXAMPLE, Ash[\s\S]*PLACEHOLDER, Gale|PLACEHOLDER, Gale[\s\S]*EXAMPLE, Ash/);
    const [team] = await owner(
      sql<{ id: number }>`select id from people.unit where name = 'Casework Team Two'`,
    );
    assert.match((await robin.get(`${mhcsPaths.worklist()}?team=${team?.id}`)).text(), /PLACEHOLDER, Gale/);
  });

  it('shows only what is mine, a tab, an order or a kind of leave', async () => {
    const seen = async (query: string) => (await robin.get(`${mhcsPaths.worklist()}?${query}`)).text();
    assert.match(await seen('mine=yes'), /There is nothing here/);
    assert.match(await seen('tab=waiting'), /There is nothing here/);
    assert.match(await seen('type=escorted-day'), /There is nothing here/);
    for (const order of ['due', 'submitted', 'name', 'hospital'])
      for (const way of ['up', 'down']) assert.match(await seen(`sort=${order}&way=${way}`), /EXAMPLE, Ash/);
    const sorted = (await robin.get(`${mhcsPaths.worklist()}?sort=name&way=down`)).html;
    assert.match(sorted, /aria-sort="descending"/);
  });

  it('leaves out a filter that makes no sense, and never fails on one', async () => {
    for (const query of [
      'tab=',
      'tab=drop',
      'page=0',
      'page=99999',
      'page=1e9',
      'team=x',
      'team=-1',
      'sort=1;--',
      'caseworker=1e99',
      'hospital=%00',
      'type=__proto__',
      'tab=new&tab=all',
      'mine=no',
    ])
      assert.equal((await robin.get(`${mhcsPaths.worklist()}?${query}`)).status, 200, query);
  });

  it('asks the database once, in one flight with who is asking and what is recorded', async () => {
    await robin.get(mhcsPaths.worklist());
    assert.equal(roundTrips(await robin.get(mhcsPaths.worklist())), 1);
    assert.ok(roundTrips(await robin.get(mhcsPaths.choose())) <= 4);
  });

  it('puts no name into an address', async () => {
    const { html } = await robin.get(mhcsPaths.worklist());
    for (const [, href] of html.matchAll(/(?:href|action)="([^"]*)"/g))
      assert.doesNotMatch(href ?? '', /example|ash/i);
  });

  it('does not exist for anybody outside the section', async () => {
    for (const username of ['dr.vale', 'ash.example', 'ada.tally', 'vic.lantern', 'admin.larkmoor']) {
      const visitor = await site.as(username);
      for (const path of [
        mhcsPaths.worklist(),
        mhcsPaths.search(),
        mhcsPaths.case(ash.caseId),
        mhcsPaths.application(ash.id),
      ])
        assert.equal((await visitor.get(path)).status, 404, `${username} ${path}`);
    }
  });
});

describe('the search', () => {
  const search = async (typed: string) =>
    (await robin.post(mhcsPaths.search(), { for: typed }, mhcsPaths.worklist())).text();

  it('finds a patient by the start of either name in any order, or of the reference', async () => {
    for (const typed of ['exam', 'Ash', 'EXAMPLE ash', 'ash ex', 'Example, Ash', 'EX/0001', 'ex/0001'])
      assert.match(await search(typed), /EXAMPLE, Ash/, typed);
    for (const typed of ['xample', 'ash example extra', 'EX/9', '%', '_'])
      assert.match(await search(typed), /Nobody was found/, typed);
  });

  it('finds a patient by the beginning of any of their names, also of one that another is joined to', async () => {
    const person = sql`where id = (select person_id from people.case where id = ${ash.caseId})`;
    const name = (given: string, other: string) =>
      owner(sql`update people.person set given_names = ${given}, other_names = ${other} ${person}`);
    await name('Ash Rowan', 'Fable O’Quill, Model-Sample');
    for (const typed of ['rowan', 'row exam', 'fable', 'o’q', 'quil', 'model-s', 'sampl ash'])
      assert.match(await search(typed), /EXAMPLE, Ash Rowan/, typed);
    await name('Ash', 'Siân O’Dell');
    for (const typed of ['sian', 'SIÂN', 'Sia\u0302n', "o'dell", 'o’dell', 'o`d si'])
      assert.match(await search(typed), /EXAMPLE, Ash/, typed);
    await name('Ash', "Sian O'Dell");
    for (const typed of ['Siân', 'O’Dell']) assert.match(await search(typed), /EXAMPLE, Ash/, typed);
    await name('Ash', '');
    for (const typed of ['rowan', 'fable']) assert.match(await search(typed), /Nobody was found/, typed);
  });

  it('takes whatever is typed and shows it again', async () => {
    for (const typed of [
      "O’Brien'; drop table people.person; --",
      '\u0000',
      '\uD800',
      '<script>alert(1)</script>',
      '\u202Eevil',
      'a'.repeat(10_000),
      '{{7*7}}',
      'ŵŷ',
    ]) {
      const page = await robin.post(mhcsPaths.search(), { for: typed }, mhcsPaths.worklist());
      assert.equal(page.status, 200);
      assert.doesNotMatch(page.html, /<script>alert/);
    }
    assert.equal(
      (await robin.post(mhcsPaths.search(), { for: ['exam', 'ash'] }, mhcsPaths.worklist())).status,
      200,
    );
  });

  it('records that somebody searched, and not for whom', async () => {
    await search('exam');
    const rows = await owner(
      sql<{
        detail: object;
      }>`select detail from audit.event where event = 'casework.patient.searched' order by id desc limit 1`,
    );
    assert.deepEqual(rows[0]?.detail, { found: 1 });
  });
});

describe('the case page', () => {
  it('shows who the patient is, who is in the case, and what happened in order', async () => {
    const page = await robin.get(mhcsPaths.case(ash.caseId));
    const text = page.text();
    for (const said of [
      'EXAMPLE, Ash',
      'EX/0001',
      's37/41',
      'Larkmoor Hospital',
      'Dr Morgan Vale',
      'Submitted to MHCS',
      'Statement sealed',
      'Person invited to say their part',
    ])
      assert.ok(text.includes(said), said);
    assert.ok(roundTrips(page) <= 4);
  });

  it('shows who has read the person’s words', async () => {
    const sky = await site.as('sky.inkwell');
    await sky.get(mhcsPaths.application(ash.id));
    assert.match((await robin.get(mhcsPaths.case(ash.caseId))).text(), /Sky Inkwell\s*, the person’s words/);
  });

  it('does not exist when it does not, or when it is closed to the reader', async () => {
    for (const id of ['0', '-1', '999999', 'x', '1e3', '9'.repeat(30), "1'"])
      assert.equal((await robin.get(`/mhcs/cases/${id}`)).status, 404, id);
  });
});

describe('the application page', () => {
  it('shows the person’s words before everything else, exactly, and the closed part marked', async () => {
    const page = await robin.get(mhcsPaths.application(ash.id));
    const text = page.text();
    for (const said of [
      ...Object.values(someWords),
      'To go to the allotment in Larkmoor',
      'Closed part',
      'Closed to the person',
      'LG-1',
    ])
      assert.ok(text.includes(said), said);
    assert.ok(text.indexOf(someWords.progress) < text.indexOf('To go to the allotment'));
    assert.ok(text.indexOf('There is no exclusion zone.') > text.indexOf('Closed part'));
    assert.ok(roundTrips(page) <= 4);
  });

  it('records the reading of the application and of each statement', async () => {
    await robin.get(mhcsPaths.application(ash.id));
    const rows = await owner(sql<{ event: string; detail: { statements?: number[] } }>`
      select event, detail from audit.event where case_id = ${ash.caseId}
        and account_id = (select id from people.account where username = 'robin.quill') order by id desc limit 2`);
    assert.deepEqual(rows.map(row => row.event).sort(), ['casework.document.read', 'voice.statement.read']);
    assert.deepEqual(rows.find(row => row.event === 'voice.statement.read')?.detail.statements, [
      ash.statementId,
    ]);
  });

  it('shows a draft to nobody in the section', async () => {
    const draft = await aLeaveApplication(site, { patient: 'dale.mockup' }).said();
    assert.equal((await robin.get(mhcsPaths.application(draft.id))).status, 404);
    assert.doesNotMatch((await robin.get(mhcsPaths.worklist())).text(), /MOCKUP/);
    assert.doesNotMatch(
      (await robin.get(mhcsPaths.case(draft.caseId))).html,
      new RegExp(`href="${mhcsPaths.application(draft.id)}"`),
    );
  });

  it('is closed to whoever is not in the circle of a case that only its circle reads', async () => {
    const haven = await aLeaveApplication(site, { patient: 'haven.model' }).submitted();
    const close = (readers: string) =>
      owner(sql`update people.case set readers = ${readers} where id = ${haven.caseId}`);
    await close('circle');
    const nat = await site.as('nat.charter');
    for (const reader of [robin, nat]) {
      assert.equal((await reader.get(mhcsPaths.application(haven.id))).status, 404);
      assert.equal((await reader.get(mhcsPaths.case(haven.caseId))).status, 404);
      const list = await reader.get(mhcsPaths.worklist());
      assert.doesNotMatch(list.text(), /MODEL/);
      assert.match(
        (await reader.post(mhcsPaths.search(), { for: 'model' }, mhcsPaths.worklist())).text(),
        /Nobody was found/,
      );
    }
    await owner(sql`insert into people.circle (case_id, account_id, capacity, basis)
      select ${haven.caseId}, id, 'extremism_head', 'leads extremism casework' from people.account where username = 'ezra.watch'`);
    const ezra = await site.as('ezra.watch');
    assert.equal((await ezra.get(mhcsPaths.application(haven.id))).status, 200);
    await close('room');
  });
});

describe('allocation', () => {
  const caseworkerOf = async (id: number) =>
    (
      await owner(
        sql<{
          username: string;
        }>`select a.username from casework.document l join people.account a on a.id = l.caseworker_id where l.id = ${id}`,
      )
    )[0]?.username;
  const idOf = async (username: string) =>
    String(
      (await owner(sql<{ id: number }>`select id from people.account where username = ${username}`))[0]?.id,
    );

  it('lets a caseworker take work, and hand it to a colleague of the team who is told', async () => {
    const to = (username: string) => async () => {
      const seen = await robin.post(
        mhcsPaths.allocateMany(),
        { application: String(ash.id), to: await idOf(username) },
        mhcsPaths.allocate(ash.id),
      );
      assert.equal(seen.status, 303);
      assert.equal(await caseworkerOf(ash.id), username);
    };
    await to('robin.quill')();
    await to('sky.inkwell')();
    const mails = await owner(sql<{ username: string; path: string; subject: string }>`
      select a.username, m.path, m.subject from platform.mail m join people.account a on a.id = m.to_account_id
      where m.path = ${mhcsPaths.application(ash.id)}`);
    assert.deepEqual(
      mails.map(mail => mail.username),
      ['sky.inkwell'],
    );
    assert.match((await robin.get(mhcsPaths.case(ash.caseId))).text(), /Allocated Sky Inkwell/);
  });

  it('lets only somebody who leads give work to another team, and to nobody outside the section', async () => {
    const give = async (who: Visitor, username: string) =>
      (
        await who.post(
          mhcsPaths.allocateMany(),
          { application: String(ash.id), to: await idOf(username) },
          mhcsPaths.allocate(ash.id),
        )
      ).status;
    assert.equal(await give(robin, 'bay.notary'), 403);
    assert.equal(await caseworkerOf(ash.id), 'sky.inkwell');
    const drew = await site.as('drew.sealing');
    assert.equal(await give(drew, 'dr.vale'), 404);
    assert.equal(await give(drew, 'ash.example'), 404);
    assert.equal(await give(drew, 'bay.notary'), 303);
    assert.equal(await caseworkerOf(ash.id), 'bay.notary');
  });

  it('gives several at once from the worklist, in two steps, or none', async () => {
    const nat = await site.as('nat.charter');
    const chosen = await nat.post(
      mhcsPaths.chooseColleague(),
      { application: [String(ash.id), String(gale.id)], back: mhcsPaths.worklist() },
      mhcsPaths.worklist(),
    );
    assert.match(chosen.text(), /2 documents/);
    assert.match(chosen.text(), /Bay Notary, 1 open/);
    const nobody = await nat.post(
      mhcsPaths.allocateMany(),
      { application: [String(ash.id), String(gale.id)] },
      mhcsPaths.allocate(ash.id),
    );
    assert.equal(nobody.status, 422);
    assert.match(nobody.text(), /Choose who takes this on/);
    const done = await nat.post(
      mhcsPaths.allocateMany(),
      {
        application: [String(ash.id), String(gale.id)],
        to: await idOf('robin.quill'),
        back: mhcsPaths.worklist(),
      },
      mhcsPaths.allocate(ash.id),
    );
    assert.equal(done.location, mhcsPaths.worklist());
    assert.deepEqual(
      [await caseworkerOf(ash.id), await caseworkerOf(gale.id)],
      ['robin.quill', 'robin.quill'],
    );
    const partly = await nat.post(
      mhcsPaths.allocateMany(),
      { application: [String(ash.id), '999999'], to: await idOf('sky.inkwell') },
      mhcsPaths.allocate(ash.id),
    );
    assert.equal(partly.status, 409);
    assert.equal(await caseworkerOf(ash.id), 'robin.quill');
  });

  it('answers nonsense with a sentence and leads nowhere outside', async () => {
    const to = await idOf('robin.quill');
    for (const application of [
      [],
      ['x'],
      ['-1'],
      ['1e9'],
      Array.from({ length: 60 }, (_, i) => String(i + 1)),
    ]) {
      const seen = await robin.post(
        mhcsPaths.allocateMany(),
        { application, to },
        mhcsPaths.allocate(ash.id),
      );
      assert.ok([404, 409].includes(seen.status), String(application));
    }
    const away = await robin.post(
      mhcsPaths.allocateMany(),
      { application: String(ash.id), to, back: 'https://elsewhere.example/' },
      mhcsPaths.allocate(ash.id),
    );
    assert.equal(away.location, mhcsPaths.worklist());
    const none = await robin.post(mhcsPaths.chooseColleague(), {}, mhcsPaths.worklist());
    assert.equal(none.location, mhcsPaths.worklist());
  });
});

describe('further information', () => {
  const stateOf = async () =>
    (
      await owner(
        sql<{
          state: string;
          paused_on: string | null;
          due_on: string;
        }>`select state, paused_on, due_on from casework.document where id = ${gale.id}`,
      )
    )[0];

  it('needs a question and keeps what was typed', async () => {
    const empty = await robin.post(mhcsPaths.information(gale.id), { question: '   ' });
    assert.equal(empty.status, 422);
    const nul = await robin.post(mhcsPaths.information(gale.id), { question: 'What\u0000?' });
    assert.equal(nul.status, 422);
    const long = await robin.post(mhcsPaths.information(gale.id), { question: 'x'.repeat(20_001) });
    assert.equal(long.status, 422);
    assert.ok(long.html.includes('x'.repeat(20_001)));
    assert.equal((await stateOf())?.state, 'submitted');
  });

  it('stops the decision clock, runs five working days, and tells the clinician and the office', async () => {
    const before = await stateOf();
    const asked = await robin.post(mhcsPaths.information(gale.id), {
      question: 'Which bus does <Gale> take?',
    });
    assert.equal(asked.status, 303);
    assert.deepEqual(await stateOf(), {
      state: 'waiting for information',
      paused_on: testDay.toString(),
      due_on: before?.due_on,
    });
    const page = (await robin.get(mhcsPaths.application(gale.id))).text();
    assert.match(page, /Which bus does &lt;Gale> take\?|Which bus does <Gale> take\?/);
    assert.match(page, new RegExp(`Expected by ${written(expectedBy)}`));
    const told = await owner(sql<{
      username: string;
    }>`select a.username from platform.mail m join people.account a on a.id = m.to_account_id
      where m.path = ${`/documents/${gale.id}/information`} order by 1`);
    assert.deepEqual(
      told.map(mail => mail.username),
      ['dr.finch', 'fran.folio'],
    );
    assert.equal((await robin.get(mhcsPaths.information(gale.id))).status, 409);
  });

  it('is likely to be rejected on the sixth day, which a person decides: to wait, once more five days', async () => {
    assert.equal((await robin.get(mhcsPaths.lateInformation(gale.id))).status, 409);
    const late = addWorkingDays(expectedBy, 1);
    site.clock.moveTo(momentOn(late));
    assert.match((await robin.get(mhcsPaths.application(gale.id))).text(), /Likely to be rejected/);
    assert.equal((await robin.post(mhcsPaths.lateInformation(gale.id), {})).status, 422);
    const waits = await robin.post(mhcsPaths.lateInformation(gale.id), { what: 'wait' });
    assert.equal(waits.status, 303);
    const waitsUntil = addWorkingDays(late, 5);
    const waiting = (await robin.get(mhcsPaths.application(gale.id))).text();
    assert.match(waiting, new RegExp(`Waiting until ${written(waitsUntil)}`));
    site.clock.moveTo(momentOn(addWorkingDays(waitsUntil, 1)));
    const returned = await robin.post(mhcsPaths.lateInformation(gale.id), { what: 'return' });
    assert.equal(returned.location, `/mhcs/documents/${gale.id}/decision`);
    assert.equal((await stateOf())?.state, 'waiting for information', 'a person still has to decide it');
    site.clock.moveTo(testNow.toString());
  });
});
