import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay } from '../../../test/days.ts';
import { rowsOf, standing } from '../../../test/deciding.ts';
import { decided } from '../../../test/decisions.ts';
import { discharge, supervisors } from '../../../test/discharge-reports.ts';
import { someWords, stageOf } from '../../../test/leave-applications.ts';
import { wholeForm } from '../../../test/whole-form.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { fill, say } from '../demonstration/play.ts';
import { formNamed } from '../forms/forms.ts';
import { recallPaths } from './paths.ts';

/** A supervisor notifies concern: from the page of the person, to the warrant that they read and what is left to them. */

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const ago = (days: number) => testDay.subtract({ days }).toString();

for (const [by, name, patient, clinician] of [
  [supervisors.social, 'Sol Bridge', 'ash.example', 'dr.vale'],
  [supervisors.clinical, 'Dr Cass Anchor', 'haven.model', 'dr.finch'],
] as const) {
  test(`6.1: ${by} begins a recall from their pages, signs it, reads the warrant and tells the person`, async () => {
    const caseId = await discharge(site, patient);
    const stage = stageOf(site);
    const who = await site.as(by);
    assert.ok((await who.get(clinicalPaths.patients())).html.includes(clinicalPaths.patient(caseId)));
    const home = await who.get(clinicalPaths.patient(caseId));
    const start = clinicalPaths.start(caseId, 'recall');
    assert.match(home.text(), /Notify concern and ask for recall/);
    const begun = await who.post(start, wholeForm(home, start), clinicalPaths.patient(caseId));
    assert.equal(begun.status, 303);
    const id = Number(/\/documents\/(\d+)/.exec(begun.location ?? '')?.[1]);
    const [row] = await rowsOf<{ occasionId: number; form: string }>(
      site,
      sql`select occasion_id as "occasionId", form_version as form from casework.document where id = ${id}`,
    );
    const of = { id, caseId, occasionId: row?.occasionId ?? 0, patient, clinician: by };
    const answers = {
      ...{ evidenceOn: ago(3), groundsOn: ago(2) },
      ...{ receivingHospital: 'Larkmoor Hospital', receivingWard: 'Heron Ward' },
    };
    const known = { caseId, authority: 's37/41', clinician: by };
    await fill(stage, { ...of, known }, answers);
    const form = formNamed(row?.form ?? '');
    for (const { id: section } of form.sections) {
      const path = clinicalPaths.section(id, section);
      const page = await who.get(path);
      assert.equal(page.status, 200, section);
      const kept = await who.post(path, wholeForm(page, path), path);
      assert.equal(kept.status, 303, `${section} ${kept.text().slice(0, 600)}`);
    }
    const early = await who.get(clinicalPaths.submit(id));
    assert.match(early.text(), /RC-4/);
    const asked = await who.post(clinicalPaths.words(id), {}, clinicalPaths.words(id));
    assert.equal(asked.status, 303);
    await say(stage, of, someWords);
    assert.equal((await who.get(clinicalPaths.check(id))).status, 200);
    const page = await who.get(clinicalPaths.submit(id));
    const signature = { seen: 'yes', note: '', name, ...dayBoxes('sight', testDay) };
    const sent = await who.post(clinicalPaths.submit(id), signature, clinicalPaths.submit(id));
    assert.equal(sent.status, 303, page.text());
    await decided(site, of, { authorisedBy: 'lee.warrant', conditions: [] });
    assert.equal((await standing(site, id))?.outcome, 'grant');
    const answer = await who.get(clinicalPaths.decision(id));
    assert.equal(answer.status, 200);
    const left = await who.get(recallPaths.after(id));
    assert.equal(left.status, 200);
    const [brief] = await rowsOf<{ id: number; instrument: number }>(
      site,
      sql`select y.id, i.id as instrument from casework.recall_duty y join casework.instrument i using (document_id)
        where y.document_id = ${id} and y.duty = 'told briefly'`,
    );
    assert.equal((await who.get(`/instruments/${brief?.instrument ?? 0}`)).status, 200, 'the warrant');
    const told = await who.post(
      recallPaths.duty(id, brief?.id ?? 0),
      { text: 'Told at the door.' },
      recallPaths.after(id),
    );
    assert.equal(told.status, 303);
    const other = await site.as(clinician);
    assert.equal(
      (await other.get(clinicalPaths.application(id))).status,
      200,
      'the responsible clinician reads it',
    );
  });
}
