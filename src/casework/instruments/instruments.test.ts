import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { rowsOf } from '../../../test/deciding.ts';
import { decided } from '../../../test/decisions.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { documentToPdf } from '../../platform/documents/index.ts';
import { textOfPdf } from '../../platform/documents/read-back.ts';
import { textIn } from '../../platform/language/index.ts';
import { instrumentOnPaper } from '../papers/instrument.ts';
import { instrumentPaths as paths } from './paths.ts';
import { readInstrument } from './queries/read-instrument.ts';

let site: TestSite;
let application: Application;
before(async () => {
  site = await aSite();
  application = await aLeaveApplication(site).submitted();
});
after(() => site.close());

const made = (id: number) =>
  rowsOf<{ id: number; number: string }>(
    site,
    sql`select id, number from casework.instrument where document_id = ${id}`,
  );

test('leave goes out as the letter alone', async () => {
  await decided(site, application);
  assert.deepEqual(await made(application.id), []);
});

test('what is granted under a matter with an instrument makes that instrument, for those who read the letter', async t => {
  await rowsOf(
    site,
    sql`insert into casework.document_asks (kind, asked, matter)
    values ('leave application', 'escorted-day', 'level transfer')`,
  );
  const moved = await aLeaveApplication(site, {
    answers: { leaveTypes: ['escorted-day'] },
  }).submitted();
  await decided(site, moved, { kind: 'grant', conditions: ['Two escorts all the way.'] });
  const [one, ...others] = await made(moved.id);
  assert.ok(one && others.length === 0);
  const [robin, ash, finch] = await Promise.all(['robin.quill', 'ash.example', 'dr.finch'].map(site.as));
  assert.ok(robin && ash && finch);
  const page = await robin.get(`/mhcs/documents/${moved.id}/decision`);
  assert.ok(page.html.includes(paths.page(one.id)));
  assert.match(page.text(), /Authorisation: transfer between hospitals/);
  assert.ok((await moved.clinician.get(`/documents/${moved.id}/decision`)).html.includes(paths.page(one.id)));
  for (const reader of [robin, moved.clinician]) {
    const paper = (await reader.get(paths.page(one.id))).text();
    for (const said of [
      /section 19 with section 41\(3\)\(c\)\(ii\)/,
      /Ash Example/,
      /Two escorts all the way/,
      /Drew Sealing/,
      /authority level 2/,
    ])
      assert.match(paper, said);
    assert.ok(paper.includes(one.number));
  }
  const pdf = await robin.get(paths.pdf(one.id));
  assert.match(String(pdf.headers['content-type']), /pdf/);
  const paper = await robin.transaction(async tx =>
    instrumentOnPaper(await readInstrument(tx, one.id), textIn('cy')),
  );
  const printed = textOfPdf(await documentToPdf(paper));
  if (printed === null) t.diagnostic('pdftotext is NOT on this machine: the PDF was not read back');
  else assert.match(printed, /Awdurdodiad/);
  assert.equal((await moved.clinician.get(paths.word(one.id))).status, 200);
  assert.equal((await finch.get(paths.page(one.id))).status, 404, 'another hospital');
  assert.equal((await ash.get(paths.page(one.id))).status, 404, 'the person is told by clinicians');
});

test('nobody writes or changes an instrument, and it stays as it was when the case changes', async () => {
  const robin = await site.as('robin.quill');
  for (const statement of [
    sql`update casework.instrument set to_place = 'Elsewhere'`,
    sql`delete from casework.instrument`,
    sql`insert into casework.instrument (case_id) values (1)`,
  ])
    await assert.rejects(
      robin.transaction(tx => statement.execute(tx.db)),
      /permission denied/,
    );
});
