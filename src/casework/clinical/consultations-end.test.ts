import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { consult } from '../../../test/access/closed-story.ts';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { rowsOf } from '../../../test/deciding.ts';
import { decided, remembering } from '../../../test/decisions.ts';
import { type Application, actorOf, aLeaveApplication } from '../../../test/leave-applications.ts';
import { asOwner } from '../../platform/database/index.ts';
import { refusalFrom } from '../../platform/web/index.ts';
import { liaisonPaths } from '../victim-liaison/paths.ts';
import { askConsultee } from './commands/ask-consultee.ts';
import { submitApplication } from './commands/submit-application.ts';
import { withdrawApplication } from './commands/withdraw-application.ts';
import { clinicalPaths as paths } from './paths.ts';
import { readApplication } from './queries/read-application.ts';

let site: TestSite;
before(async () => {
  site = remembering(await aSite());
});
after(() => site.close());

const all = ['victim_liaison_officer', 'mappa_coordinator', 'offender_manager'] as const;

async function consulted(
  patient: string,
  whom: readonly (typeof all)[number][] = all,
  unanswered = false,
): Promise<Application> {
  const application = await aLeaveApplication(site, { patient }).said();
  await consult(site, application, { whom, unanswered });
  return application;
}

async function submit({ clinician, id }: Application): Promise<void> {
  await clinician.transaction(async tx => {
    const actor = await actorOf(tx);
    const today = site.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate();
    const sent = await submitApplication(tx, {
      ...{ documentId: id, actor, signedName: actor.name, sightConfirmedOn: today, sightNote: '' },
      ...{ today, now: site.clock.now() },
    });
    assert.ok(sent.ok, JSON.stringify(sent));
  });
}

const withdraw = ({ clinician, id }: Application) =>
  clinician.transaction(async tx => withdrawApplication(tx, await readApplication(tx, id), 'Another plan.'));

/** Who of those outside the hospital stands in the case today. */
async function inside({ caseId }: Application): Promise<string[]> {
  const rows = await rowsOf(
    site,
    sql<{ capacity: string }>`select capacity from people.circle where case_id = ${caseId}
      and capacity = any (${[...all]}::text[]) and (until_on is null or until_on > access.today()) order by 1`,
  );
  return rows.map(({ capacity }) => capacity);
}

const questionOf = async ({ id }: Application, consultee: string): Promise<number> =>
  (
    await rowsOf(
      site,
      sql<{
        id: number;
      }>`select id from casework.consultation where document_id = ${id} and consultee = ${consultee}`,
    )
  )[0]?.id ?? 0;

const recordedEnds = ({ id }: Application) =>
  rowsOf(
    site,
    sql<{ account: string; consultations: number }>`
      select a.username as account, jsonb_array_length(e.detail -> 'consultations') as consultations
      from audit.event e join people.account a on a.id = e.account_id
      where e.event = 'casework.consultations.ended' and (e.detail ->> 'application')::bigint = ${id}`,
  );

test('those who were consulted leave the case with its decision, which stands in the trail', async () => {
  const application = await consulted('ash.example');
  await submit(application);
  assert.deepEqual(await inside(application), [
    'mappa_coordinator',
    'offender_manager',
    'victim_liaison_officer',
  ]);
  await decided(site, application);
  assert.deepEqual(await inside(application), []);
  assert.deepEqual(await recordedEnds(application), [{ account: 'drew.sealing', consultations: 3 }]);
});

test('they leave with a withdrawal too', async () => {
  const application = await consulted('dale.mockup', ['offender_manager']);
  await withdraw(application);
  assert.deepEqual(await inside(application), []);
  const [recorded] = await recordedEnds(application);
  assert.equal(recorded?.consultations, 1);
});

test('they stay while an application that was returned goes on', async () => {
  const application = await consulted('haven.model');
  await submit(application);
  await decided(site, application, { by: 'bay.notary', kind: 'return', reasons: 'A report is missing.' });
  assert.equal((await inside(application)).length, 3);
  assert.deepEqual(await recordedEnds(application), []);
});

test('they stay while another application of the case still asks them', async () => {
  const first = await consulted('kai.fixture');
  const second = await consulted('kai.fixture', ['offender_manager']);
  await withdraw(first);
  assert.deepEqual(await inside(first), ['offender_manager']);
  await withdraw(second);
  assert.deepEqual(await inside(first), []);
});

test('of two applications that end at the same moment neither leaves the other its consultees', async () => {
  for (let round = 0; round < 4; round += 1) {
    const one = await consulted('fen.trial', ['offender_manager']);
    const other = await consulted('fen.trial', ['offender_manager']);
    await Promise.all([withdraw(one), withdraw(other)]);
    assert.deepEqual(await inside(one), []);
  }
});

test('somebody who stood in the case for another reason goes on standing in it', async () => {
  const application = await aLeaveApplication(site, { patient: 'jules.dummy' }).said();
  await asOwner(site.database.adminUrl, db =>
    sql`insert into people.circle (case_id, account_id, capacity, basis)
      select ${application.caseId}, id, 'offender_manager', 'manages the sentence' from people.account
      where username = 'oz.harbour'`.execute(db),
  );
  await consult(site, application, { whom: ['offender_manager'] });
  await withdraw(application);
  assert.deepEqual(await inside(application), ['offender_manager']);
});

test('what they answered stays theirs to read, and nothing else of the case does', async () => {
  const application = await consulted('lark.draft', ['victim_liaison_officer', 'offender_manager']);
  const vic = await site.as('vic.lantern');
  const path = paths.consultation(await questionOf(application, 'victim_liaison_officer'));
  await withdraw(application);
  const page = await vic.get(path);
  assert.equal(page.status, 200);
  assert.match(page.text(), /This application is over, and with it your part in the case/);
  assert.match(page.text(), /Keep away/);
  assert.doesNotMatch(page.html, /Lark|EX\/\d|<form[^>]*consultations/);
  assert.match((await vic.get(paths.myConsultations())).text(), /An application that is over .* Answered/);
  assert.equal((await vic.get(liaisonPaths.notes(application.caseId))).status, 404);
  const seen = await vic.transaction(async tx => {
    const { rows } = await sql<{ n: number }>`select
      (select count(*) from casework.patient where case_id = ${application.caseId})
      + (select count(*) from people.case where id = ${application.caseId})
      + (select count(*) from casework.consultation where case_id = ${application.caseId}
         and account_id <> access.account_id()) as n`.execute(tx.db);
    return rows[0]?.n;
  });
  assert.equal(seen, 0);
});

test('a question that was never answered is gone, and takes no answer by SQL', async () => {
  const application = await consulted('bryn.sample', ['offender_manager'], true);
  const oz = await site.as('oz.harbour');
  const id = await questionOf(application, 'offender_manager');
  const open = await oz.get(paths.consultation(id));
  assert.equal(open.status, 200);
  await withdraw(application);
  assert.equal((await oz.get(paths.consultation(id))).status, 404);
  assert.equal(await answeredBySql(oz, id), 0);
});

test('one question of two stays open, and the other says that no answer is needed any more', async () => {
  const over = await consulted('gale.placeholder', ['offender_manager'], true);
  const goesOn = await consulted('gale.placeholder', ['offender_manager'], true);
  await withdraw(over);
  const oz = await site.as('oz.harbour');
  const id = await questionOf(over, 'offender_manager');
  const page = await oz.get(paths.consultation(id));
  assert.match(page.text(), /This application is over\. No answer is needed any more/);
  assert.doesNotMatch(page.html, new RegExp(`<form[^>]*action="${paths.consultation(id)}"`));
  assert.equal(await answeredBySql(oz, id), 0);
  const late = await oz.post(
    paths.consultation(id),
    { onLeave: 'Agreed.', onRemission: 'No.' },
    paths.consultation(await questionOf(goesOn, 'offender_manager')),
  );
  assert.equal(late.status, 409);
  const list = (await oz.get(paths.myConsultations())).text();
  assert.match(list, /No longer needed/);
});

test('an officer who was taken out of the case before it was over reads nothing of it afterwards', async () => {
  const application = await consulted('eden.specimen', ['victim_liaison_officer']);
  const vic = await site.as('vic.lantern');
  const path = paths.consultation(await questionOf(application, 'victim_liaison_officer'));
  await asOwner(site.database.adminUrl, db =>
    sql`update people.circle set until_on = access.today() where case_id = ${application.caseId}
      and capacity = 'victim_liaison_officer'`.execute(db),
  );
  await withdraw(application);
  assert.equal((await vic.get(path)).status, 404);
});

test('nobody is asked at the moment at which the application ends and left standing in the case', async () => {
  const oz = await site.as('oz.harbour');
  const accountId = await oz.transaction(async tx => (await actorOf(tx)).accountId);
  for (let round = 0; round < 4; round += 1) {
    const application = await aLeaveApplication(site, { patient: 'cleo.pattern' }).drafted();
    const [asked] = await Promise.allSettled([
      application.clinician.transaction(async tx =>
        askConsultee(tx, {
          ...{ file: await readApplication(tx, application.id), actor: await actorOf(tx), accountId },
          ...{ consultee: 'offender_manager', question: 'What do you think?' },
        }),
      ),
      withdraw(application),
    ]);
    // Whoever asks too late may read that already, or learn of it by what they write.
    if (asked.status === 'rejected')
      assert.match(
        String(refusalFrom(asked.reason)?.sentence),
        /^(casework\.refusal\.over|platform\.refusal\.notInThisState)$/,
      );
    assert.deepEqual(await inside(application), []);
  }
});

async function answeredBySql(who: Visitor, id: number): Promise<number> {
  return who.transaction(async tx => {
    const { rows } = await sql`update casework.consultation set answered_at = now(), answer = '{}'
      where id = ${id} returning id`.execute(tx.db);
    return rows.length;
  });
}
