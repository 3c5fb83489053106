import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { addTheRest } from '../../../test/access/cast.ts';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, momentOn, testDay, written } from '../../../test/days.ts';
import { asOwner } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { fixedClock } from '../../platform/time/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { clockPaths } from '../clocks/paths.ts';
import { conditionPaths } from '../conditions/paths.ts';
import { countClocksJob } from '../jobs/count-clocks.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { personPaths } from '../person/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { reportsToWithhold, withholdingStates } from '../rules/tribunal/withholding.ts';
import { tribunalPaths } from './paths.ts';

let site: TestSite;
const visitors = new Map<string, Visitor>();
const cases = new Map<string, number>();
before(async () => {
  site = await aSite();
  await addTheRest(site);
  for (const name of ['ash.example', 'dale.mockup', 'cleo.pattern', 'eden.specimen', 'gale.placeholder'])
    cases.set(
      name,
      (
        await rows<{ id: number }>`select k.id from people.case k
      join people.account a on a.person_id = k.person_id where a.username = ${name}`
      )[0]?.id ?? 0,
    );
  await asOwner(site.database.adminUrl, db =>
    sql`insert into people.circle (case_id, account_id, capacity, basis, from_on)
      select ${caseOf('dale.mockup')}, a.id, c.capacity, 'arranged for the test', '2024-01-01' from people.account a
      join (values ('social.mentor', 'social_supervisor'), ('clinical.mentor', 'clinical_supervisor')) c (username, capacity)
        using (username)`.execute(db),
  );
});
after(() => site.close());

const rows = <T>(text: TemplateStringsArray, ...values: unknown[]) =>
  asOwner(site.database.adminUrl, async db => (await sql<T>(text, ...values).execute(db)).rows);
type Fields = Record<string, string | string[]>;
const caseOf = (username: string) => cases.get(username) ?? 0;
const ago = (days: number) => testDay.subtract({ days });

async function as(username: string): Promise<Visitor> {
  const known = visitors.get(username) ?? (await site.as(username));
  visitors.set(username, known);
  return known;
}
const get = async (username: string, path: string) => (await as(username)).get(path);
const post = async (username: string, [path, from]: readonly [string, string], fields: Fields) =>
  (await as(username)).post(path, fields, from);

const newestOf = async (username: string) =>
  (
    await rows<{
      id: number;
    }>`select max(id) as id from casework.tribunal_case where case_id = ${caseOf(username)}`
  )[0]?.id ?? 0;
const newest = async () =>
  (await rows<{ id: number }>`select max(id) as id from casework.tribunal_case`)[0]?.id ?? 0;
const step = async (username: string, kind: string, on: Temporal.PlainDate, id?: number) => {
  const of = id ?? (await newest());
  const isSection = username === 'robin.quill';
  const page = isSection ? tribunalPaths.section(of) : tribunalPaths.careTeam(of);
  const action = isSection ? tribunalPaths.sectionSteps(of) : tribunalPaths.careTeamSteps(of);
  return post(username, [action, page], { kind, ...dayBoxes('on', on) });
};
const result = async (fields: Fields) => {
  const id = await newest();
  return post('robin.quill', [tribunalPaths.result(id), tribunalPaths.section(id)], fields);
};
const refer = (username: string, ground: string, on: Temporal.PlainDate) => {
  const caseId = caseOf(username);
  const at = [tribunalPaths.refer(caseId), tribunalPaths.ofCase(caseId)] as const;
  return post('robin.quill', at, { ground, country: 'England', ...dayBoxes('made', on) });
};
const moved = (username: string, kind: string, on: Temporal.PlainDate) => {
  const caseId = caseOf(username);
  const at = [registerPaths.movements(caseId), registerPaths.entry(caseId)] as const;
  const both = { ...dayBoxes('authorised', on), ...dayBoxes('actual', on) };
  return post('robin.quill', at, { kind, outcome: '', fromPlace: '', toPlace: 'A hospital', ...both });
};
const held = () =>
  rows<{
    wording: string;
    untilOn: string | null;
    liftedBy: string | null;
  }>`select wording, on_liberty as "onLiberty",
    from_on as "fromOn", until_on as "untilOn", lifted_by as "liftedBy", set_by as "setBy", tribunal_place as place
    from casework.discharge_condition where case_id = ${caseOf('ash.example')} order by id`;
const statusOf = async (username: string) =>
  (await rows<{ status: string }>`select status from casework.patient where case_id = ${caseOf(username)}`)[0]
    ?.status;
async function clocksOf(username: string) {
  const clock = fixedClock(momentOn(testDay));
  const signal = new AbortController().signal;
  await runOne({ ...site.database, clock }, countClocksJob, { payload: { case: caseOf(username) }, signal });
  const found = await rows<{ kind: string; due: string }>`select kind, due_on::text as due from casework.clock
    where case_id = ${caseOf(username)} order by kind`;
  return new Map(found.map(({ kind, due }) => [kind, due]));
}
const events = async (username: string) =>
  (
    await rows<{ event: string }>`select event from audit.event where case_id = ${caseOf(username)}
    and event like 'casework.tribunal.%' order by id`
  ).map(({ event }) => event);

test('the person’s home leads to the tribunal, which says in plain words when they may ask it', async () => {
  const home = await get('ash.example', personPaths.home());
  assert.match(home.html, new RegExp(`href="${tribunalPaths.mine()}"`));
  const page = await get('ash.example', tribunalPaths.mine());
  assert.equal(page.status, 200);
  assert.match(page.html, /You can ask the tribunal now, once/);
  assert.match(page.html, /Your case has not been before the tribunal here/);
});

test('a day on which nobody could apply is refused by a sentence, and what was typed stays', async () => {
  const at = [tribunalPaths.mine(), tribunalPaths.mine()] as const;
  const ahead = await post('ash.example', at, {
    ...{ appliedCountry: 'Wales' },
    ...dayBoxes('applied', testDay.add({ days: 2 })),
  });
  assert.equal(ahead.status, 422);
  assert.match(ahead.html, /That day has not come yet\. Rule: MHA 1983 s77\(1\)\./);
  assert.match(ahead.html, /value="Wales" checked/);
  const before = await post('ash.example', at, {
    appliedCountry: 'Wales',
    ...dayBoxes('applied', '2019-01-05'),
  });
  assert.match(
    before.html,
    /No application could be made|As the register stands, no application could be made/,
  );
  const empty = await post('ash.example', at, {});
  assert.match(empty.html, /Choose which tribunal it is/);
  assert.deepEqual(await rows`select id from casework.tribunal_case`, []);
});

test('the person records that they applied; the section, the hospital and their advocate see it', async () => {
  const at = [tribunalPaths.mine(), tribunalPaths.mine()] as const;
  const done = await post('ash.example', at, { appliedCountry: 'England', ...dayBoxes('applied', ago(1)) });
  assert.deepEqual([done.status, done.location], [303, tribunalPaths.mine()]);
  const [kept] = await rows<Record<string, unknown>>`select ground, recorded_as, country,
    made_on between window_from and window_until as within from casework.tribunal_case`;
  assert.deepEqual(kept, { ground: 's70', recorded_as: 'subject', country: 'England', within: true });
  const title = new RegExp(`Application of ${written(ago(1))}`);
  const ofCase = await get('robin.quill', mhcsPaths.case(caseOf('ash.example')));
  assert.match(ofCase.html, new RegExp(tribunalPaths.ofCase(caseOf('ash.example'))));
  const patient = await get('dr.vale', clinicalPaths.patient(caseOf('ash.example')));
  assert.match(patient.html, new RegExp(tribunalPaths.ofPatient(caseOf('ash.example'))));
  for (const [who, path] of [
    ['ash.example', tribunalPaths.mine()],
    ['robin.quill', tribunalPaths.ofCase(caseOf('ash.example'))],
    ['robin.quill', tribunalPaths.section(await newest())],
    ['dr.vale', tribunalPaths.ofPatient(caseOf('ash.example'))],
    ['jo.thimble', tribunalPaths.careTeam(await newest())],
    ['pat.ledger', tribunalPaths.list()],
    ['indy.marrow', tribunalPaths.helpedCase(caseOf('ash.example'))],
    ['ola.fable', tribunalPaths.helpedCase(caseOf('ash.example'))],
  ] as const) {
    const page = await get(who, path);
    assert.equal(page.status, 200, `${who} ${path}`);
    assert.match(page.html, title, `${who} ${path}`);
  }
  assert.match((await get('indy.marrow', tribunalPaths.helped())).html, /Ash Example/);
  assert.equal((await get('bryn.sample', tribunalPaths.mine())).html.match(title), null);
  for (const who of ['dr.finch', 'social.idle'])
    assert.equal((await get(who, tribunalPaths.careTeam(await newest()))).status, 404, who);
});

test('nobody applies twice in one period, whoever records it', async () => {
  const caseId = caseOf('ash.example');
  const again = { appliedCountry: 'England', ...dayBoxes('applied', testDay) };
  const at = [tribunalPaths.applied(caseId), tribunalPaths.ofCase(caseId)] as const;
  const bySection = await post('robin.quill', at, again);
  assert.equal(bySection.status, 422);
  assert.match(bySection.html, /No application could be made on .* Rule: MHA 1983 s70/);
  const mine = await get('ash.example', tribunalPaths.mine());
  assert.doesNotMatch(mine.html, /I have applied to the tribunal/);
});

test('the section records what was done, and the database keeps by when the answer is due', async () => {
  assert.equal((await step('robin.quill', 'received', testDay)).status, 303);
  assert.equal((await step('robin.quill', 'reports asked', testDay)).status, 303);
  const due = testDay.add({ weeks: 3 });
  const kept =
    await rows`select due_on::text as due, rule from casework.tribunal_step where kind = 'reports asked'`;
  assert.deepEqual(kept, [{ due: due.toString(), rule: 'hospital-statement 2008-11' }]);
  assert.equal((await clocksOf('ash.example')).get('hospital-statement'), due.toString());
  assert.match((await get('dr.vale', tribunalPaths.careTeam(await newest()))).html, new RegExp(written(due)));
  assert.match((await get('pat.ledger', clockPaths.due())).html, /The hospital’s statement and reports/);
  const early = await step('robin.quill', 'state comments sent', ago(9));
  assert.match(early.html, /before the case came to the tribunal/);
  const ahead = await step('robin.quill', 'state comments sent', testDay.add({ days: 1 }));
  assert.match(ahead.html, /That day has not come yet/);
});

const outbox = async () =>
  (
    await rows<{
      n: number;
    }>`select count(*)::int as n from platform.mail m join people.account a on a.id = m.to_account_id
    where a.username = 'ash.example' and m.path = '/my/tribunal'`
  )[0]?.n;

test('when the hospital’s reports have gone the person is asked about their words, and only their yes lets them go', async () => {
  const id = await newestOf('ash.example');
  assert.equal((await step('jo.thimble', 'hospital reports sent', testDay, id)).status, 404);
  const words = () => step('dr.vale', 'words sent', testDay, id);
  assert.ok((await words()).status >= 400);
  assert.equal((await step('dr.vale', 'hospital reports sent', testDay, id)).status, 303);
  assert.equal(await outbox(), 1);
  assert.ok((await clocksOf('ash.example')).has('state-comments'));
  assert.ok(!(await clocksOf('ash.example')).has('hospital-statement'));
  const answer = (said: string) =>
    post('ash.example', [tribunalPaths.words(id), tribunalPaths.mine()], said === '' ? {} : { answer: said });
  assert.match((await answer('')).html, /Choose yes or no/);
  assert.equal((await answer('no')).status, 303);
  assert.ok((await words()).status >= 400);
  assert.equal((await answer('yes')).status, 303);
  assert.match((await get('ash.example', tribunalPaths.mine())).html, /You said on .*: yes/);
  assert.equal((await words()).status, 303);
  assert.ok((await answer('no')).status >= 400);
  assert.match((await get('ash.example', tribunalPaths.mine())).html, /Your words were sent to the tribunal/);
});

test('6.3, rule 14(2): that a report is kept from the person is known to those who report and the section, and to nobody else', async () => {
  const id = await newest();
  const mark = (username: string, fields: Fields) => {
    const isSection = username === 'robin.quill';
    const at = isSection
      ? ([tribunalPaths.sectionWithheld(id), tribunalPaths.section(id)] as const)
      : ([tribunalPaths.careTeamWithheld(id), tribunalPaths.careTeam(id)] as const);
    return post(username, at, {
      report: 'hospital reports sent',
      ...dayBoxes('withheld', testDay),
      ...fields,
    });
  };
  const wrong = await mark('dr.vale', { state: 'lifted' });
  assert.match(wrong.text(), /does not follow from what is recorded/);
  assert.equal((await mark('dr.vale', { state: '' })).status, 422);
  assert.equal((await mark('dr.vale', { state: 'asked' })).status, 303);
  assert.equal((await mark('robin.quill', { state: 'directed' })).status, 303);
  const kept = /The tribunal directed that the person does not read it/;
  const shown = (await get('dr.vale', tribunalPaths.careTeam(id))).text();
  assert.match(shown, kept);
  assert.match((await get('robin.quill', tribunalPaths.section(id))).text(), kept);
  const words = /rule 14|does not read|directed that/;
  const elsewhere = [
    ['ash.example', tribunalPaths.mine()],
    ['indy.marrow', tribunalPaths.helpedCase(caseOf('ash.example'))],
    ['jo.thimble', tribunalPaths.careTeam(id)],
  ] as const;
  for (const [who, path] of elsewhere) {
    const page = await get(who, path);
    assert.equal(page.status, 200, who);
    assert.ok(!words.test(page.text()), who);
  }
  const rowsFor = async (who: string) =>
    (await as(who)).transaction(async tx => {
      const found = await sql`select id from casework.tribunal_withholding`.execute(tx.db);
      return found.rows.length;
    });
  assert.deepEqual(
    await Promise.all(['ash.example', 'indy.marrow', 'jo.thimble', 'dr.vale'].map(rowsFor)),
    [0, 0, 0, 2],
  );
  for (const report of [...reportsToWithhold, 'words sent'])
    for (const state of [...withholdingStates, 'other'])
      await assert.rejects(
        rows`insert into casework.tribunal_withholding (case_id, tribunal_id, report, state, on_day, recorded_by, recorded_as)
          select case_id, id, ${report}, ${state}, date '2001-01-01', recorded_by, 'section' from casework.tribunal_case where id = ${id}`,
        { code: report === 'words sent' || state === 'other' ? '23514' : 'OW159' },
        `${report} ${state}`,
      );
});

test('a step that was recorded wrongly is struck out, stays readable, and is recorded anew', async () => {
  const id = await newest();
  assert.equal((await step('robin.quill', 'hearing', testDay.add({ days: 30 }))).status, 303);
  const [hearing] = await rows<{ id: number }>`select id from casework.tribunal_step where kind = 'hearing'`;
  const strike = tribunalPaths.strikeStep(id, hearing?.id ?? 0);
  assert.equal((await post('robin.quill', [strike, tribunalPaths.section(id)], {})).status, 303);
  const page = await get('robin.quill', tribunalPaths.section(id));
  assert.match(page.html, new RegExp(`<s>Hearing listed for, ${written(testDay.add({ days: 30 }))}</s>`));
  assert.equal((await post('robin.quill', [strike, tribunalPaths.section(id)], {})).status, 409);
  assert.equal((await step('robin.quill', 'hearing', testDay.add({ days: 20 }))).status, 303);
  assert.equal((await step('robin.quill', 'adjourned', testDay.add({ days: 40 }))).status, 303);
  const mine = await get('ash.example', tribunalPaths.mine());
  assert.match(mine.html, new RegExp(`The hearing is listed for ${written(testDay.add({ days: 40 }))}`));
});

test('what the register’s law refuses is said in its sentence, and nothing is written', async () => {
  const refused = await result({
    ...{
      outcome: 'conditional discharge',
      ...{ conditions: 'Live at <a place>.', plain: 'You live there.' },
      ...dayBoxes('decided', testDay),
    },
    ...dayBoxes('effect', testDay.add({ days: 3 })),
  });
  assert.equal(refused.status, 422);
  assert.match(refused.html, /Rule: MHA 1983 s73\(2\)/);
  assert.match(refused.html, /Live at &lt;a place&gt;\./);
  assert.deepEqual(await rows`select id from casework.tribunal_result`, []);
  assert.equal(await statusOf('ash.example'), 'in hospital');
  assert.match(
    (await result({ outcome: 's74 notification', ...dayBoxes('decided', testDay) })).html,
    /entitled to/,
  );
});

test('a deferred discharge moves nothing until it is directed; then the register moves with both its days', async () => {
  const conditions = 'Live where told.\n\nNot go out alone.';
  const deferring = {
    ...{ outcome: 'deferred conditional discharge', conditions, ...dayBoxes('decided', testDay) },
    ...{ plain: 'You live where you are told.\nYou go out with staff.', liberty: 'yes', places: '2' },
  };
  const unfound = await result({ ...deferring, found: 'another person' });
  assert.match(unfound.text(), /only if the tribunal found both.*Rule: MHA 1983 s73\(5A\)-\(5B\)/);
  assert.match(unfound.html, /You go out with staff\.<\/textarea>/, 'what was typed stays');
  const found = ['another person', 'no less beneficial'];
  assert.match((await result({ ...deferring, found, places: '3' })).text(), /numbers .* from 1 to 2/);
  const deferred = await result({ ...deferring, found });
  assert.equal(deferred.status, 303);
  assert.equal(await statusOf('ash.example'), 'in hospital');
  assert.deepEqual(await held(), [], 'and sets nothing');
  const begun = await get('robin.quill', tribunalPaths.section(await newest()));
  assert.match(begun.html, /Not go out alone\.<\/textarea>/, 'the form begins with what was deferred');
  assert.match(begun.text(), /found that they protect another person from serious harm/);
  const directed = await result({
    ...{ ...deferring, found, outcome: 'conditional discharge', recommends: 'Leave first.' },
  });
  assert.equal(directed.status, 303);
  assert.equal(await statusOf('ash.example'), 'conditionally discharged');
  const [kept] = await rows<
    Record<string, unknown>
  >`select r.conditions, r.recommends, m.kind, m.authorised_on::text as authorised
    from casework.tribunal_result r join casework.movement m on m.id = r.movement_id`;
  assert.deepEqual(kept, {
    ...{ conditions: ['Live where told.', 'Not go out alone.'], recommends: 'Leave first.' },
    ...{ kind: 'conditional discharge by the tribunal', authorised: testDay.toString() },
  });
  assert.match((await get('ash.example', tribunalPaths.mine())).html, /The tribunal decided on/);
  const by = { fromOn: testDay.toString(), untilOn: null, liftedBy: null, setBy: 'tribunal' };
  assert.deepEqual(await held(), [
    { ...by, wording: 'Live where told.', onLiberty: false, place: 1 },
    { ...by, wording: 'Not go out alone.', onLiberty: true, place: 2 },
  ]);
  const mine = (await get('ash.example', conditionPaths.mine())).text();
  assert.match(mine, /You go out with staff[\s\S]*the tribunal \(s73\(5A\)\)/);
  const all = (await get('robin.quill', conditionPaths.held(caseOf('ash.example')))).text();
  assert.ok(!/still without plain words/.test(all), 'nothing is left to be set');
  assert.equal((await step('robin.quill', 'state comments sent', testDay)).status, 422);
  assert.match(
    (await result({ outcome: 'no discharge', ...dayBoxes('decided', testDay) })).html,
    /has decided this case/,
  );
  assert.ok(!(await clocksOf('ash.example')).has('state-comments'));
});

test('a result follows the register when its movement is corrected there', async () => {
  const [made] = await rows<{ id: number }>`select movement_id as id from casework.tribunal_result
    where movement_id is not null`;
  const path = registerPaths.movement(caseOf('ash.example'), made?.id ?? 0);
  const corrected = await post('robin.quill', [path, path], {
    ...{ kind: 'conditional discharge by the tribunal', toPlace: 'Larkmoor Lodge' },
    ...{ ...dayBoxes('authorised', testDay), ...dayBoxes('actual', testDay) },
  });
  assert.equal(corrected.status, 303);
  const page = await get('robin.quill', tribunalPaths.section(await newest()));
  assert.match(page.html, new RegExp(`It took effect on ${written(testDay)}`));
});

test('a result that was recorded wrongly is struck out with the movement that it made', async () => {
  const id = await newest();
  const at = [tribunalPaths.strikeResult(id), tribunalPaths.section(id)] as const;
  assert.equal((await post('robin.quill', at, {})).status, 303);
  assert.equal(await statusOf('ash.example'), 'in hospital');
  const gone = await held();
  assert.deepEqual(
    gone.map(({ untilOn, liftedBy }) => [untilOn, liftedBy]),
    [
      [testDay.toString(), 'mistake'],
      [testDay.toString(), 'mistake'],
    ],
    'its conditions never held',
  );
  assert.match((await get('ash.example', conditionPaths.mine())).text(), /You never had to keep it/);
  const freed = await result({
    ...{ outcome: 'absolute discharge', ...dayBoxes('decided', testDay) },
    // As the form begins, with what was deferred: none of it belongs to this outcome.
    ...{ conditions: 'Live where told.\nNot go out alone.', liberty: 'yes', places: '2' },
    found: ['another person', 'no less beneficial'],
  });
  assert.equal(freed.status, 303);
  assert.equal(await statusOf('ash.example'), 'ended');
  const page = await get('robin.quill', tribunalPaths.ofCase(caseOf('ash.example')));
  assert.match(page.html, /The restrictions have ended/);
  assert.deepEqual(
    (await events('ash.example')).filter(event => !/read|listed/.test(event)),
    [
      ...['casework.tribunal.applied', 'casework.tribunal.step', 'casework.tribunal.step'],
      ...[
        'casework.tribunal.step',
        'casework.tribunal.words',
        'casework.tribunal.words',
        'casework.tribunal.step',
      ],
      ...['casework.tribunal.withheld', 'casework.tribunal.withheld'],
      ...[
        'casework.tribunal.step',
        'casework.tribunal.struck-out',
        'casework.tribunal.step',
        'casework.tribunal.step',
      ],
      ...['casework.tribunal.decided', 'casework.tribunal.decided', 'casework.tribunal.struck-out'],
      'casework.tribunal.decided',
    ],
  );
});

test('an advocate records it for whom they help, and both are kept; one who was let in to read alone does not', async () => {
  const gale = caseOf('gale.placeholder');
  const at = [tribunalPaths.helpedCase(gale), tribunalPaths.helpedCase(gale)] as const;
  const fields = { appliedCountry: 'Wales', ...dayBoxes('applied', testDay) };
  await rows`alter table people.consent disable trigger gives`;
  await rows`insert into people.consent (case_id, account_id, capacity, may_write, until_on, given_by, circle_id)
    select c.case_id, c.account_id, 'advocate', false, access.today() + 9, c.account_id, c.id
    from people.circle c where c.case_id = ${gale} and c.capacity = 'advocate'`;
  assert.equal((await post('indy.marrow', at, fields)).status, 403);
  await rows`delete from people.consent`;
  assert.equal((await post('indy.marrow', at, fields)).status, 303);
  assert.match((await get('gale.placeholder', tribunalPaths.mine())).html, /Recorded by Indy Marrow/);
  assert.match((await get('robin.quill', tribunalPaths.ofCase(gale))).html, /Application of/);
});

test('6.3, Wales: a case before the tribunal for Wales is that one’s on every page', async () => {
  const id = await newestOf('gale.placeholder');
  for (const [who, path] of [
    ['robin.quill', tribunalPaths.section(id)],
    ['dr.finch', tribunalPaths.careTeam(id)],
  ] as const)
    assert.match((await get(who, path)).html, /Mental Health Review Tribunal for Wales/, who);
});

test('6.3: the section is told what the Secretary of State’s own statement has to hold', async () => {
  const page = await get('robin.quill', tribunalPaths.section(await newestOf('gale.placeholder')));
  assert.match(page.html, /index offence, earlier convictions, every detention since the restrictions began/);
});

test('after a recall the reference is due within one month: on the lists, on the pages, and until it is made', async () => {
  const recalledOn = ago(20);
  const due = recalledOn.add({ months: 1 }).toString();
  assert.equal((await moved('dale.mockup', 'conditional discharge by the tribunal', ago(300))).status, 303);
  assert.equal((await moved('dale.mockup', 'recall', recalledOn)).status, 303);
  assert.equal((await clocksOf('dale.mockup')).get('recall-reference'), due);
  for (const [who, path] of [
    ['robin.quill', clockPaths.worklist()],
    ['robin.quill', tribunalPaths.ofCase(caseOf('dale.mockup'))],
    ['robin.quill', mhcsPaths.case(caseOf('dale.mockup'))],
    ['dale.mockup', clockPaths.mine()],
    ['dale.mockup', tribunalPaths.mine()],
  ] as const)
    assert.match((await get(who, path)).html, new RegExp(written(due)), `${who} ${path}`);
  assert.match(
    (await refer('dale.mockup', 's75(2C)', testDay)).html,
    /did not stand where this reference can be made/,
  );
  assert.equal((await refer('dale.mockup', 's75(1)(a)', testDay)).status, 303);
  assert.ok(!(await clocksOf('dale.mockup')).has('recall-reference'));
  assert.match(
    (await refer('dale.mockup', 's75(1)(a)', testDay)).html,
    /was referred after this recall already/,
  );
  assert.equal((await refer('dale.mockup', 's71(1)', testDay)).status, 409);
});

test('of somebody discharged the supervisors are named and report; a withdrawn case leaves the register as it is', async () => {
  assert.equal((await result({ outcome: 'withdrawn', ...dayBoxes('decided', testDay) })).status, 303);
  assert.equal(
    (await moved('dale.mockup', 'conditional discharge by the Secretary of State', ago(3))).status,
    303,
  );
  assert.equal((await refer('dale.mockup', 's71(1)', ago(2))).status, 303);
  assert.ok((await clocksOf('dale.mockup')).has('naming-supervisors'));
  assert.equal((await step('robin.quill', 'supervisors named', ago(2))).status, 303);
  assert.ok((await clocksOf('dale.mockup')).has('supervisors-reports'));
  assert.match((await get('social.mentor', tribunalPaths.list())).html, /MOCKUP, Dale/);
  assert.equal((await step('social.mentor', 'social report sent', ago(1))).status, 303);
  assert.ok((await step('social.mentor', 'clinician report sent', ago(1))).status >= 400);
  assert.equal((await step('clinical.mentor', 'clinician report sent', testDay)).status, 303);
  assert.equal((await clocksOf('dale.mockup')).get('state-comments'), testDay.add({ weeks: 3 }).toString());
  const first = {
    conditions: 'To live at 1 Pretend Lane.\nTo stay out of the pub.',
    ...dayBoxes('decided', ago(1)),
  };
  assert.match(
    (await result({ outcome: 'conditions changed', ...first })).html,
    /Write the conditions in plain words/,
  );
  const plain = 'You live at 1 Pretend Lane.\nYou stay out of the pub.';
  assert.equal((await result({ outcome: 'conditions changed', ...first, plain })).status, 303);
  assert.equal(await statusOf('dale.mockup'), 'conditionally discharged');
});

test('section 75(3): what the tribunal changed holds from its day, and what it left keeps its history', async () => {
  const holds = () =>
    rows<object>`select c.wording, c.plain, c.set_by as "setBy", c.tribunal_place as place, c.until_on as "untilOn", o.wording as replaced
      from casework.discharge_condition c left join casework.discharge_condition o on o.id = c.replaces
      where c.case_id = ${caseOf('dale.mockup')} order by c.id`;
  const by = { setBy: 'tribunal', untilOn: null, replaced: null };
  const lane = {
    wording: 'To live at 1 Pretend Lane.',
    plain: 'You live at 1 Pretend Lane.',
    ...by,
    place: 1,
  };
  const pub = { wording: 'To stay out of the pub.', plain: 'You stay out of the pub.', ...by, place: 2 };
  assert.deepEqual(await holds(), [lane, pub]);
  assert.equal((await refer('dale.mockup', 's71(1)', testDay)).status, 303);
  const changed = {
    conditions: 'To live at 1 Pretend Lane.\nTo stay out of two pubs.',
    plain: 'Other words.\nYou stay out of two pubs.',
  };
  const said = { outcome: 'conditions changed', ...changed, ...dayBoxes('decided', testDay) };
  assert.equal((await result(said)).status, 303);
  const both = {
    wording: 'To stay out of two pubs.',
    plain: 'You stay out of two pubs.',
    replaced: pub.wording,
  };
  assert.deepEqual(await holds(), [lane, { ...pub, untilOn: testDay.toString() }, { ...pub, ...both }]);
  const page = await get('robin.quill', conditionPaths.held(caseOf('dale.mockup')));
  // Nothing waits to be set by hand: not even what the tribunal left as it was.
  assert.doesNotMatch(page.html, /conditions\/set\?result=/);
});

test('section 74: of a transferred prisoner the tribunal notifies, and nothing moves', async () => {
  assert.equal((await refer('cleo.pattern', 's71(1)', ago(5))).status, 303);
  const straight = await result({ outcome: 'absolute discharge', ...dayBoxes('decided', testDay) });
  assert.match(straight.html, /Record the notification under section 74 first/);
  const notified = await result({
    ...{ outcome: 's74 notification', would: 'conditional discharge', remain: 'yes' },
    ...dayBoxes('decided', testDay),
  });
  assert.equal(notified.status, 303);
  assert.equal(await statusOf('cleo.pattern'), 'in hospital');
  const page = await get('robin.quill', tribunalPaths.section(await newest()));
  assert.match(page.html, /The tribunal recommends that they stay in hospital if they are not discharged/);
});

type Write = readonly [
  who: string,
  refusal: string | undefined,
  statement: (id: number, caseId: number) => string,
];
const me = '(select access.account_id())';
const applies =
  (asRole: string, more = 'testday') =>
  (_id: number, caseId: number) =>
    `insert into casework.tribunal_case (case_id, kind, ground, country, made_on, window_from, window_until, rule, recorded_by, recorded_as)
   values (${caseId}, 'application', 's70', 'England', access.today(), access.today() - ${more === 'testday' ? 5 : -5},
     access.today() + 9, 'r', ${me}, '${asRole}')`;
const refers = (_id: number, caseId: number) =>
  `insert into casework.tribunal_case (case_id, kind, ground, country, made_on, rule, recorded_by, recorded_as)
   values (${caseId}, 'reference', 's71(1)', 'England', access.today(), 'r', ${me}, 'section')`;
const steps = (asRole: string, kind: string) => (id: number, caseId: number) =>
  `insert into casework.tribunal_step (case_id, tribunal_id, kind, on_day, recorded_by, recorded_as)
   values (${caseId}, ${id}, '${kind}', access.today(), ${me}, '${asRole}')`;
const decides = (outcome: string) => (id: number, caseId: number) =>
  `insert into casework.tribunal_result (case_id, tribunal_id, outcome, decided_on, recorded_by)
   values (${caseId}, ${id}, '${outcome}', access.today(), ${me})`;
const answers = (id: number, caseId: number) =>
  `insert into casework.tribunal_words (case_id, tribunal_id, answer, answered_by) values (${caseId}, ${id}, 'yes', ${me})`;
const writes: readonly Write[] = [
  ['eden.specimen', undefined, applies('subject')],
  ['eden.specimen', '42501', applies('solicitor')],
  ['eden.specimen', '23514', applies('subject', 'not yet')],
  ['bryn.sample', '42501', applies('subject')],
  ['dr.vale', '42501', applies('responsible_clinician')],
  ['eden.specimen', '42501', refers],
  ['dr.vale', '42501', refers],
  ['robin.quill', 'OW150', refers],
  ['robin.quill', undefined, steps('section', 'received')],
  ['robin.quill', '42501', steps('section', 'words sent')],
  ['dr.vale', '42501', steps('responsible_clinician', 'state comments sent')],
  ['dr.vale', '42501', steps('mha_office', 'hospital reports sent')],
  ['dr.vale', undefined, steps('responsible_clinician', 'hospital reports sent')],
  ['dr.vale', 'OW155', steps('responsible_clinician', 'words sent')],
  ['pat.ledger', undefined, steps('mha_office', 'reports asked')],
  ['kit.button', '42501', steps('ward_staff', 'hospital reports sent')],
  ['dr.finch', '42501', steps('responsible_clinician', 'hospital reports sent')],
  ['eden.specimen', '42501', steps('subject', 'received')],
  ['eden.specimen', undefined, answers],
  ['dr.vale', '42501', answers],
  ['robin.quill', '42501', answers],
  ['dr.vale', '42501', decides('no discharge')],
  ['eden.specimen', '42501', decides('no discharge')],
  ['robin.quill', '23514', decides('absolute discharge')],
  ['robin.quill', undefined, decides('no discharge')],
  ['robin.quill', '42501', () => `update casework.tribunal_case set made_on = access.today()`],
  ['robin.quill', '42501', () => `update casework.tribunal_result set outcome = 'withdrawn'`],
  ['robin.quill', '42501', () => `delete from casework.tribunal_step`],
];

test('the database lets everybody write what is theirs to write, and nothing else', async () => {
  assert.equal((await refer('eden.specimen', 's71(1)', ago(1))).status, 303);
  const id = await newest();
  class Undo extends Error {}
  for (const [who, refusal, statement] of writes) {
    const text = statement(id, caseOf('eden.specimen'));
    const writing = (await as(who)).transaction(async tx => {
      await sql.raw(text).execute(tx.db);
      throw new Undo();
    });
    if (refusal) await assert.rejects(writing, { code: refusal }, `${who}: ${text}`);
    else await assert.rejects(writing, Undo, `${who}: ${text}`);
  }
});

test('the register has to say what a result says, and nothing is recorded after one', async () => {
  const id = await newest();
  const caseId = caseOf('eden.specimen');
  const refused = async (text: string, code: string) =>
    assert.rejects(
      asOwner(site.database.adminUrl, db => sql.raw(text).execute(db)),
      { code },
      text,
    );
  const by = `(select id from people.account where username = 'robin.quill')`;
  await refused(
    `insert into casework.tribunal_result (case_id, tribunal_id, outcome, decided_on, movement_id, recorded_by)
     select ${caseId}, ${id}, 'absolute discharge', access.today(), min(id), ${by} from casework.movement where case_id = ${caseId}`,
    'OW156',
  );
  await refused(
    decides('no discharge')(id, caseId).replace(me, by).replace('access.today()', `'2001-01-01'`),
    'OW152',
  );
  assert.equal(
    (await result({ outcome: 'entered by mistake', ...dayBoxes('decided', testDay) })).status,
    303,
  );
  await refused(steps('section', 'received')(id, caseId).replace(me, by), 'OW153');
  await refused(answers(id, caseId).replace(me, by), 'OW153');
  await refused(decides('no discharge')(id, caseId).replace(me, by), 'OW153');
});
