import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { rowsOf } from '../../../test/deciding.ts';
import { type Deciding, decided } from '../../../test/decisions.ts';
import { type Application, stageOf } from '../../../test/leave-applications.ts';
import { aRequest, aRequestSent } from '../../../test/requests.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { leave } from '../demonstration/play.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const grant = { kind: 'grant', granted: [], authorisedBy: 'lee.warrant' } as const satisfies Deciding;
const played = (request: Application) => ({ ...request, patient: 'ash.example', clinician: 'dr.vale' });

test('gate ML-5: medical leave asks for this form only in a high-profile case, and the person does not read of it', async () => {
  const { request } = await aRequest(site, {
    ...{ kind: 'medical leave', patient: 'ash.example', answers: { highProfile: 'no' } },
  });
  const page = await request.clinician.get(clinicalPaths.submit(request.id));
  assert.match(page.text(), /This form is for high-profile cases alone/);
  const mine = await request.person.get(`/my/documents/${request.id}`);
  assert.match(mine.text(), /medical leave by day|medical care/i);
  assert.ok(!/high.profile/i.test(mine.text()));
});

test('medical leave that was granted is granted, started and completed by the clinician as any other leave', async () => {
  const request = await aRequestSent(site, {
    ...{ kind: 'medical leave', patient: 'lark.draft', answers: { highProfile: 'yes' } },
  });
  await decided(site, request, grant);
  const page = await request.clinician.get(clinicalPaths.application(request.id));
  assert.ok(page.html.includes(clinicalPaths.leave(request.id)));
  const clinician = await rowsOf<{ username: string }>(
    site,
    sql`select a.username from people.circle c join people.account a on a.id = c.account_id
      where c.case_id = ${request.caseId} and c.capacity = 'responsible_clinician'`,
  );
  const of = { ...played(request), clinician: clinician[0]?.username ?? '' };
  await leave(stageOf(site), of, ['granted', 'started', 'completed']);
  const kept = await rowsOf<{ kind: string; day: string }>(
    site,
    sql`select kind, on_day as day from casework.leave_event where document_id = ${request.id} order by id`,
  );
  assert.deepEqual(
    kept.map(({ kind }) => kind),
    ['granted', 'started', 'completed'],
  );
  assert.equal(kept[0]?.day, String(testDay));
});

test('extended leave hears whom leave hears, is decided under a matter of its own, and is recorded as leave', async () => {
  const request = await aRequestSent(site, { kind: 'extended leave', patient: 'kai.fixture' });
  const gates = await rowsOf<{ gate: string }>(
    site,
    sql`select g ->> 'gate' as gate from casework.submission s join casework.submission_closed c on c.submission_id = s.id
      cross join jsonb_array_elements(c.gates) g where s.document_id = ${request.id}`,
  );
  assert.equal(gates.length, 15);
  await decided(site, request, grant);
  const [decision] = await rowsOf<{ level: number }>(
    site,
    sql`select level_needed as level from casework.decision where document_id = ${request.id}`,
  );
  assert.equal(decision?.level, 3);
  const answer = await request.person.get(`/my/documents/${request.id}/answer`);
  assert.match(answer.text(), /Long-term escorted leave/);
});

test('what was granted and is no leave is not recorded as leave, by no door', async () => {
  const request = await aRequestSent(site, {
    ...{ kind: 'transfer', patient: 'ash.example' },
    answers: { accepted: 'yes', acceptedOn: String(testDay) },
  });
  await decided(site, request, grant);
  await assert.rejects(leave(stageOf(site), played(request), ['granted']), /could not be granted/);
  const past = request.clinician.transaction(tx =>
    sql`insert into casework.leave_event (document_id, case_id, kind, on_day, recorded_by)
      values (${request.id}, ${request.caseId}, 'granted', access.today(), access.account_id())`.execute(
      tx.db,
    ),
  );
  await assert.rejects(past, { code: 'OW009' });
});
