import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { anAnnualReport } from '../../../../test/annual-reports.ts';
import { aSite, type TestSite } from '../../../../test/browser-without-browser.ts';
import { testDay } from '../../../../test/days.ts';
import { rowsOf, standing } from '../../../../test/deciding.ts';
import { decided } from '../../../../test/decisions.ts';
import { type Application, aLeaveApplication } from '../../../../test/leave-applications.ts';
import { type Ending, endingsTable } from '../../statistics/count-tables.ts';
import { exact } from '../../statistics/exact-edition.ts';
import { dataDictionary, editionsFile } from '../../statistics/files.ts';

let site: TestSite;
let refused: Application;
let returned: Application;
before(async () => {
  site = await aSite();
  refused = await aLeaveApplication(site).submitted();
  returned = await aLeaveApplication(site).submitted();
  await decided(site, refused, { kind: 'refuse', answer: 'Not this time.' });
  await decided(site, returned, { kind: 'return', answer: 'Something is missing.' });
});
after(() => site.close());

test('a no ends an application; what goes back as incomplete is no no, and comes again', async () => {
  const [no, back] = [await standing(site, refused.id), await standing(site, returned.id)];
  assert.deepEqual([no?.state, no?.outcome, no?.closed], ['decided', 'refuse', true]);
  assert.deepEqual([back?.state, back?.outcome, back?.closed], ['returned', null, false]);
});

test('the two letters say different things, and so do the two pages of the person', async () => {
  const letterOf = async ({ clinician, id }: Application) =>
    (await clinician.get(`/documents/${id}/decision`)).text();
  assert.match(await letterOf(refused), /does not consent/);
  assert.doesNotMatch(await letterOf(returned), /does not consent/);
  const mine = async ({ person, id }: Application) =>
    `${(await person.get(`/my/documents/${id}`)).text()} ${(await person.get(`/my/documents/${id}/answer`)).text()}`;
  assert.doesNotMatch(await mine(refused), /not a no/);
  assert.match(await mine(returned), /That is not a no/);
});

test('they are counted apart, as numbers and as a file', async () => {
  const [from, to] = ['2000-01-01', '2100-01-01'];
  const counted = await rowsOf<Ending>(site, sql`select * from casework.count_endings(${from}, ${to})`);
  const of = (wanted: string) => counted.filter(({ outcome }) => outcome === wanted).length;
  assert.deepEqual([of('refuse'), of('return')], [1, 1]);
  const when = { period: testDay.with({ day: 1 }), asAt: testDay };
  const file = editionsFile([exact('endings', when, endingsTable(counted))]);
  const lineOf = (outcome: string) => file.split('\r\n').find(line => line.includes(`"${outcome}","total"`));
  for (const outcome of ['refuse', 'return']) assert.match(lineOf(outcome) ?? '', /"total","1",/);
  assert.match(dataDictionary(), /"outcome","refuse"[\s\S]*"outcome","return"/);
});

test('what was read and every rule in its version are kept with each decision, and shown', async () => {
  const report = await anAnnualReport(site, { patient: 'bryn.sample' }).submitted();
  await decided(site, report, {
    kind: 'note',
    authorisedBy: 'robin.quill',
    conditions: [],
    answerConditions: [],
  });
  const robin = await site.as('robin.quill');
  const kinds: readonly (readonly [number, RegExp])[] = [
    [refused.id, /LG-1 v1[\s\S]*leave-decision/],
    [returned.id, /LG-1 v1/],
    [report.id, /AS-2 v1/],
  ];
  for (const [id, gates] of kinds) {
    const page = (await robin.get(`/mhcs/documents/${id}/decision`)).text();
    assert.match(page, /What this decision rests on/);
    assert.match(page, gates);
    assert.match(page, /What was sent in round 1/);
    const codes = await rowsOf<{ code: string }>(
      site,
      sql`select s.code from voice.statement s join casework.document d on d.occasion_id = s.occasion_id where d.id = ${id}`,
    );
    assert.ok(codes.length > 0 && codes.every(({ code }) => page.includes(code)));
  }
});
