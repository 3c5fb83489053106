import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { momentOn, testDay } from '../../../test/days.ts';
import { rowsOf, standing } from '../../../test/deciding.ts';
import { decided } from '../../../test/decisions.ts';
import { someWords, stageOf } from '../../../test/leave-applications.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { fixedClock } from '../../platform/time/index.ts';
import { clockPaths } from '../clocks/paths.ts';
import { fill, invite, say, start, submit } from '../demonstration/play.ts';
import { countClocksJob } from '../jobs/count-clocks.ts';
import { recallPaths as paths } from './paths.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const ago = (days: number) => testDay.subtract({ days }).toString();
const caseOf = async (username: string) => {
  const [row] = await rowsOf<{ id: number }>(
    site,
    sql`select k.id from people.case k join people.account a on a.person_id = k.person_id where a.username = ${username}`,
  );
  return row?.id ?? 0;
};
const discharge = async (username: string) =>
  rowsOf(
    site,
    sql`insert into casework.movement (case_id, kind, authorised_on, actual_on)
    values (${await caseOf(username)}, 'conditional discharge by the tribunal', ${ago(40)}, ${ago(30)})`,
  );
const duties = (id: number) =>
  rowsOf<{ id: number; duty: string; met: boolean; rule: string; hours: number }>(
    site,
    sql`select y.id, y.duty, y.met_at is not null as met, y.rule,
      round(extract(epoch from y.due_at - d.issued_at) / 3600)::int as hours
    from casework.recall_duty y join casework.decision d on d.id = y.decision_id where y.document_id = ${id} order by y.id`,
  );
const openDuties = async (id: number) => (await duties(id)).filter(({ met }) => !met).map(({ duty }) => duty);
const worklist = async () => (await (await site.as('lee.warrant')).get('/mhcs/worklist')).text();
const evidence = { evidenceOn: ago(3), groundsOn: ago(2) };

/** The clocks of a case that a recall left, counted by the program. */
async function clocksAfter(caseId: number) {
  const clock = fixedClock(momentOn(testDay));
  const signal = new AbortController().signal;
  await runOne({ ...site.database, clock }, countClocksJob, { payload: { case: caseId }, signal });
  return rowsOf<{ kind: string; owedBy: string; source: string; inForce: boolean }>(
    site,
    sql`select kind, owed_by as "owedBy", source, in_force as "inForce" from casework.clock
      where case_id = ${caseId} and kind like 'recall-%' order by kind`,
  );
}

test('nobody who was not discharged on conditions is recalled, by a clinician or by the section', async () => {
  const stage = stageOf(site);
  await assert.rejects(start(stage, 'ash.example', 'recall'), /casework.refusal.notDischarged.recall/);
  const caseId = await caseOf('ash.example');
  const robin = await site.as('robin.quill');
  assert.ok(!(await robin.get(`/mhcs/cases/${caseId}`)).html.includes(paths.urgent(caseId)));
  const refused = await robin.post(
    paths.urgent(caseId),
    { grounds: 'Canary.', hospital: 'Larkmoor', ward: 'Heron', calledBy: 'Jo', tell: 'You come back.' },
    paths.urgent(caseId),
  );
  assert.equal(refused.status, 409);
  assert.match(refused.text(), /conditionally discharged/);
});

test('a recall asked for with evidence and words is decided by two, goes out as a warrant, and leaves its duties', async () => {
  await discharge('ash.example');
  const stage = stageOf(site);
  const played = await start(stage, 'ash.example', 'recall');
  await fill(stage, played, { ...evidence, evidenceOn: ago(60) });
  await invite(stage, played);
  await say(stage, played, someWords);
  await assert.rejects(submit(stage, played), /RC-3/);
  await fill(stage, played, { ...evidence, groundsKind: 'breach' });
  await assert.rejects(submit(stage, played), /RC-2/);
  await fill(stage, played, {
    ...evidence,
    receivingHospital: 'Larkmoor Hospital',
    receivingWard: 'Heron Ward',
  });
  await submit(stage, played);
  await decided(site, played, { authorisedBy: 'lee.warrant', conditions: [] });
  const stands = await standing(site, played.id);
  assert.deepEqual(
    [stands?.outcome, stands?.authoriser, stands?.level, stands?.closed],
    ['grant', 'lee.warrant', 3, true],
  );
  const [warrant] = await rowsOf<{ form: string; to_place: string }>(
    site,
    sql`select form, to_place from casework.instrument where document_id = ${played.id}`,
  );
  assert.deepEqual(warrant, { form: 'warrant', to_place: 'Larkmoor Hospital\nHeron Ward' });
  const left = await duties(played.id);
  assert.deepEqual(
    left.map(({ duty, rule }) => [duty, rule]),
    [
      ['told briefly', 'told briefly 2026-1'],
      ['full reasons', 'full reasons 2026-1'],
    ],
  );
  assert.equal(left.find(({ duty }) => duty === 'full reasons')?.hours, 72);
  const [move] = await rowsOf<{ movement: string }>(
    site,
    sql`select movement from casework.authorised_move where document_id = ${played.id}`,
  );
  assert.equal(move?.movement, 'recall');
  assert.match(await worklist(), /EXAMPLE, Ash/, 'it stays in the worklist until everything is done');
});

test('the person is told in stages: what is owed to them, and the full reasons when they are written', async () => {
  const caseId = await caseOf('ash.example');
  const [row] = await rowsOf<{ id: number }>(
    site,
    sql`select id from casework.document where case_id = ${caseId} and kind = 'recall'`,
  );
  const id = row?.id ?? 0;
  const [vale, robin, ash] = await Promise.all(['dr.vale', 'robin.quill', 'ash.example'].map(site.as));
  assert.ok(vale && robin && ash);
  const owed = (await ash.get(`/my/documents/${id}/answer`)).text();
  assert.match(owed, /You are recalled to hospital/);
  assert.match(owed, /Somebody tells you why, by/);
  assert.match(owed, /full reasons, by/);
  const [brief, full] = await duties(id);
  assert.ok(brief && full);
  const page = await vale.get(paths.after(id));
  assert.ok(page.html.includes(paths.duty(id, brief.id)));
  assert.ok(!page.html.includes(paths.duty(id, full.id)), 'the full reasons are the section’s to write');
  const empty = await vale.post(paths.duty(id, brief.id), { text: ' ' }, paths.after(id));
  assert.equal(empty.status, 422);
  await vale.post(paths.duty(id, brief.id), { text: 'Dr Vale told Ash at the door.' }, paths.after(id));
  const text = 'CANARY-FULL because you stopped sleeping and left the house.';
  await robin.post(paths.duty(id, full.id), { text }, paths.after(id));
  assert.deepEqual(await openDuties(id), []);
  const told = (await ash.get(`/my/documents/${id}/answer`)).text();
  assert.match(told, /CANARY-FULL/);
  assert.ok(!/full reasons, by/.test(told) && !told.includes('at the door'));
  await assert.rejects(
    rowsOf(site, sql`update casework.recall_duty set text = 'Other.' where id = ${full.id}`),
    { code: 'OW001' },
  );
  const jo = await site.as('dr.finch');
  assert.equal((await jo.get(paths.after(id))).status, 404, 'another hospital');
});

test('in an emergency nothing waits for evidence or for words: both follow, and what is said then is answered', async () => {
  await discharge('bryn.sample');
  const stage = stageOf(site);
  const played = await start(stage, 'bryn.sample', 'recall');
  const emergency = {
    ...{ urgency: ['recall-emergency'], groundsOn: ago(1), askedWhen: 'afterwards' },
    evidenceFollowsOn: testDay.add({ days: 2 }).toString(),
  };
  await fill(stage, played, { ...emergency, evidenceFollowsOn: ago(1) });
  await assert.rejects(submit(stage, played), /RC-3/);
  await fill(stage, played, emergency);
  await submit(stage, played);
  await decided(site, played, { authorisedBy: 'lee.warrant', conditions: [] });
  assert.deepEqual(await openDuties(played.id), [
    'told briefly',
    'full reasons',
    'medical evidence',
    'ask for words',
  ]);
  const stands = await standing(site, played.id);
  assert.equal(stands?.closed, false, 'there is still a place for the person’s words');
  const [vale, robin, bryn] = await Promise.all(
    [played.clinician, 'robin.quill', 'bryn.sample'].map(site.as),
  );
  assert.ok(vale && robin && bryn);
  assert.equal(
    (await vale.post(`/documents/${played.id}/words`, {}, `/documents/${played.id}/words`)).status,
    303,
  );
  await say(stage, played, { progress: 'CANARY I was not ill, I was angry.' });
  assert.deepEqual(await openDuties(played.id), [
    'told briefly',
    'full reasons',
    'medical evidence',
    'answer words',
  ]);
  const page = await robin.get(paths.after(played.id));
  assert.match(page.text(), /CANARY I was not ill/);
  const field = /name="(reply-\d+-0)"/.exec(page.html)?.[1] ?? '';
  assert.equal((await robin.post(paths.replies(played.id), {}, paths.after(played.id))).status, 422);
  await robin.post(
    paths.replies(played.id),
    { [field]: 'CANARY-REPLY We read this.' },
    paths.after(played.id),
  );
  assert.ok(!(await openDuties(played.id)).includes('answer words'));
  assert.match((await bryn.get(`/my/documents/${played.id}/answer`)).text(), /CANARY-REPLY/);
});

test('one person alone recalls nobody but urgently, and then a second one reads it', async () => {
  const patient = 'haven.model';
  await discharge(patient);
  const caseId = await caseOf(patient);
  const [robin, drew, lee] = await Promise.all(['robin.quill', 'drew.sealing', 'lee.warrant'].map(site.as));
  assert.ok(robin && drew && lee);
  const form = await drew.get(paths.urgent(caseId));
  assert.match(form.text(), /warrant is made at once/);
  const typed = {
    grounds: 'Seen with a knife.',
    hospital: 'Larkmoor Hospital',
    ward: 'Heron Ward',
    calledBy: 'PC Example',
  };
  const missing = await drew.post(paths.urgent(caseId), typed, paths.urgent(caseId));
  assert.equal(missing.status, 422);
  assert.match(missing.html, /Seen with a knife\./);
  const tell = 'You come back to hospital tonight because of the knife.';
  const issued = await drew.post(paths.urgent(caseId), { ...typed, tell }, paths.urgent(caseId));
  const id = Number(/\d+/.exec(issued.location ?? '')?.[0]);
  assert.equal(issued.location, paths.after(id));
  const stands = await standing(site, id);
  assert.deepEqual(
    [stands?.state, stands?.outcome, stands?.authoriser, stands?.level],
    ['decided', 'grant', 'drew.sealing', 2],
  );
  const all = ['told briefly', 'full reasons', 'medical evidence', 'review', 'ask for words'];
  assert.deepEqual(await openDuties(id), all);
  assert.match(await worklist(), /Urgent recall/);
  const [warrant] = await rowsOf<{ id: number }>(
    site,
    sql`select id from casework.instrument where document_id = ${id}`,
  );
  assert.match((await drew.get(`/instruments/${warrant?.id}`)).text(), /Warrant: urgent recall to hospital/);
  const counted = await clocksAfter(caseId);
  assert.deepEqual(
    counted.map(({ kind, owedBy }) => `${kind} ${owedBy}`),
    [
      'recall-asking hospital',
      'recall-evidence hospital',
      'recall-reasons section',
      'recall-review section',
      'recall-told hospital',
    ],
  );
  assert.ok(counted.every(({ source, inForce }) => source !== '' && inForce));
  const link = `href="${paths.after(id)}"`;
  const due = await lee.get(`${clockPaths.worklist()}?group=recall`);
  assert.match(due.text(), /A second person reads an urgent recall/);
  assert.ok(due.html.includes(link), 'and leads to where it is done');
  const hospital = await (await site.as('dr.finch')).get(`${clockPaths.due()}?group=recall`);
  assert.match(hospital.text(), /Medical evidence after an emergency recall/);
  assert.ok(hospital.html.includes(link));
  const dates = (await (await site.as(patient)).get(clockPaths.mine())).text();
  assert.match(dates, /Full reasons for the recall/);
  assert.ok(!/second person|Medical evidence/.test(dates), 'what is closed stays closed');
  const review = (await duties(id)).find(({ duty }) => duty === 'review')?.id ?? 0;
  const own = await drew.post(paths.duty(id, review), { text: 'Fine.' }, paths.after(id));
  assert.equal(own.status, 409, 'nobody reads their own work as the second person');
  assert.equal(
    (await lee.post(paths.duty(id, review), { text: 'I have read it all.' }, paths.after(id))).status,
    303,
  );
  assert.ok(!(await openDuties(id)).includes('review'));
  assert.ok(
    !(await clocksAfter(caseId)).some(({ kind }) => kind === 'recall-review'),
    'its clock has stopped',
  );
  const mine = await (await site.as(patient)).get(`/my/documents/${id}/answer`);
  assert.match(mine.text(), /because of the knife/);
  assert.ok(!mine.text().includes('PC Example'));
});

test('what is left to be done goes with its case to another team, and rests while the case is closed', async () => {
  const caseId = await caseOf('haven.model');
  const work = () =>
    rowsOf<{ team: string; ended: boolean }>(
      site,
      sql`select u.name as team, o.ended_at is not null as ended from casework.document d
        join voice.occasion o on o.id = d.occasion_id
        left join casework.open_work w on w.document_id = d.id left join people.unit u on u.id = w.team_id
        where d.case_id = ${caseId} and d.kind = 'urgent recall'`,
    );
  const [before] = await work();
  const other = before?.team === 'Casework Team Two' ? 'Casework Team One' : 'Casework Team Two';
  await rowsOf(
    site,
    sql`update casework.patient set team_id = (select id from people.unit where name = ${other}) where case_id = ${caseId}`,
  );
  const open = [{ team: other, ended: false }];
  assert.deepEqual(await work(), open);
  const [death] = await rowsOf<{ id: number }>(
    site,
    sql`insert into casework.movement (case_id, kind, actual_on) values (${caseId}, 'deceased', ${ago(0)}) returning id`,
  );
  assert.deepEqual(await work(), [{ team: null, ended: true }], 'nobody can do any of it any more');
  const [recall] = await rowsOf<{ id: number }>(
    site,
    sql`select id from casework.document where case_id = ${caseId} and kind = 'urgent recall'`,
  );
  const haven = await site.as('haven.model');
  const mine = async () => (await haven.get(`/my/documents/${recall?.id}/answer`)).text();
  assert.doesNotMatch(await mine(), /full reasons, by/, 'so nobody is promised it');
  await rowsOf(
    site,
    sql`insert into casework.movement (case_id, kind, actual_on, corrects, struck_out)
      values (${caseId}, 'deceased', ${ago(0)}, ${death?.id}, true)`,
  );
  assert.deepEqual(await work(), open, 'and it comes back should that have been a mistake');
  assert.match(await mine(), /full reasons, by/);
});

test('the database lets one person grant an urgent recall and nothing else', async () => {
  await assert.rejects(
    rowsOf(site, sql`update casework.document_kind set second_person = false where kind = 'recall'`),
    /alone_only_at_night/,
  );
});

test('in office hours the section begins a recall too, with evidence, and two people decide it', async () => {
  const patient = 'lark.draft';
  await discharge(patient);
  const caseId = await caseOf(patient);
  const robin = await site.as('robin.quill');
  const typed = {
    grounds: 'A letter tells of threats.',
    hospital: 'Larkmoor Hospital',
    ward: 'Not known yet',
    calledBy: 'The ward',
  };
  const without = await robin.post(paths.begin(caseId), typed, paths.begin(caseId));
  assert.equal(without.status, 422);
  assert.match(without.text(), /Only an urgent recall goes without it/);
  const sent = await robin.post(
    paths.begin(caseId),
    { ...typed, evidence: 'Dr Vale, today: psychotic.' },
    paths.begin(caseId),
  );
  const id = Number(/\d+/.exec(sent.location ?? '')?.[0]);
  assert.equal((await standing(site, id))?.state, 'submitted');
  await assert.rejects(decided(site, { id }, { authorisedBy: 'robin.quill' }), /author|level/i);
  const twice = await robin.post(
    paths.begin(caseId),
    { ...typed, evidence: 'The same.' },
    paths.begin(caseId),
  );
  assert.equal(twice.status, 409);
});
