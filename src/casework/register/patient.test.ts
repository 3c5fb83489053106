import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { asOwner } from '../../platform/database/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { registerPaths } from './paths.ts';

let site: TestSite;
let robin: Visitor;
let choices: { unit: string; clinician: string };

const ago = (days: number) => testDay.subtract({ days });
const path = registerPaths.newPatient();
const register = (fields: Record<string, string>) => robin.post(path, fields, path);
const people = async () =>
  (
    await asOwner(site.database.adminUrl, db =>
      sql<{ n: number }>`select count(*)::int as n from people.person`.execute(db),
    )
  ).rows[0]?.n;

before(async () => {
  site = await aSite();
  robin = await site.as('robin.quill');
  const { html } = await robin.get(path);
  const codeOf = (text: string) =>
    new RegExp(`<option value="(\\d+)">${text}</option>`).exec(html)?.[1] ?? '';
  choices = {
    unit: codeOf('Brackenfield Hospital, Otter Ward'),
    clinician: codeOf('Dr Avery Finch, [^<]*'),
  };
});
after(() => site.close());

const somebody = () => ({
  ...{
    family: 'Newcomer <O’Dell>',
    given: 'Wren',
    other: '',
    language: 'cy',
    mhcs: 'EX/7001',
    nhs: '',
    prison: '',
  },
  ...{ pnc: '', cro: '', kind: 's37/41', court: 'Northmere Crown Court', toPlace: '' },
  ...{ ...dayBoxes('born', '1990-02-01'), ...dayBoxes('order', ago(30)), ...dayBoxes('actual', ago(12)) },
  ...choices,
});

test('the section registers somebody whom a court restricted: the entry, the clocks and the hospital follow', async () => {
  assert.match((await robin.get(registerPaths.asAt())).html, new RegExp(`href="${path}"`));
  const done = await register(somebody());
  assert.equal(done.status, 303);
  const caseId = Number(done.location?.match(/\d+$/)?.[0]);
  const entry = (await robin.get(registerPaths.entry(caseId))).text();
  assert.match(entry, /NEWCOMER <O’DELL>, Wren, EX\/7001/);
  assert.match(entry, new RegExp(`On ${written(testDay)}: in hospital`));
  assert.match(entry, /Northmere Crown Court/);
  assert.match(entry, /To: Brackenfield Hospital/);
  const otter = await site.as('sam.tinder');
  assert.equal((await otter.get(clinicalPaths.patient(caseId))).status, 200);
  const finch = await site.as('dr.finch');
  const record = (await finch.get(clinicalPaths.patient(caseId))).text();
  assert.match(record, /Start the annual report/);
  assert.doesNotMatch(record, /import/);
  const larkmoor = await site.as('dr.vale');
  assert.equal((await larkmoor.get(clinicalPaths.patient(caseId))).status, 404);
});

test('what is wrong is said beside its box, what was typed stays, and nobody comes in', async () => {
  const before = await people();
  for (const [fields, sentence] of [
    [{ family: ' ' }, /Write the family name/],
    [{ mhcs: 'EX/7001' }, /Another case has this reference/],
    [{ mhcs: '' }, /Write the MHCS reference/],
    [{ nhs: '943 476 5918' }, /NHS/],
    [{ kind: '' }, /Choose an authority from the list/],
    [{ kind: 'notional s37' }, /restricts anybody/],
    [dayBoxes('order', testDay.add({ days: 2 })), /cannot be after today/],
    [dayBoxes('release', testDay.add({ days: 90 })), /release date/],
    [dayBoxes('actual', testDay.add({ days: 1 })), /after today/],
    [dayBoxes('born', testDay.add({ days: 1 })), /date of birth is in the future/],
    [{ unit: '' }, /Choose a hospital or ward from the list/],
    [{ clinician: '' }, /Choose who is the responsible clinician there/],
    [{ unit: '99999999999999999999' }, /Choose a hospital or ward from the list/],
    [{ family: 'x'.repeat(400) }, /300/],
  ] as const) {
    const refused = await register({ ...somebody(), mhcs: 'EX/7002', ...fields });
    assert.equal(refused.status, 422, JSON.stringify(fields));
    assert.match(refused.text(), sentence);
    assert.match(refused.html, /value="Northmere Crown Court"/);
  }
  assert.equal(await people(), before);
});

test('only the section registers a patient', async () => {
  for (const username of ['dr.vale', 'pat.ledger', 'ash.example', 'vic.lantern', 'ada.tally']) {
    const other = await site.as(username);
    assert.equal((await other.get(path)).status, 404, username);
  }
});
