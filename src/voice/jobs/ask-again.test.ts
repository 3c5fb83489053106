import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { momentOn, testDay } from '../../../test/days.ts';
import { actorOf, anOccasion, says } from '../../../test/voice-builder.ts';
import { asOwner } from '../../platform/database/index.ts';
import { runOne } from '../../platform/jobs/index.ts';
import { recordOpportunity } from '../commands/record-opportunity.ts';
import { askAgain } from './ask-again.ts';

const tomorrow = testDay.add({ days: 1 });
const dayAfter = testDay.add({ days: 2 });

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const run = () =>
  runOne({ ...site.database, clock: site.clock }, askAgain, {
    payload: {},
    signal: new AbortController().signal,
  });

async function notNow(asked: { caseId: number; occasionId: number }, day: Temporal.PlainDate): Promise<void> {
  const actor = await actorOf(site, 'jo.thimble');
  const askAgainOn = day.toString();
  const nurse = await site.as('jo.thimble');
  await nurse.transaction(tx =>
    recordOpportunity(tx, { ...asked, outcome: 'not now', why: 'Tired.', askAgainOn, actor }),
  );
}

async function toldAbout(occasion: number): Promise<string[]> {
  const { rows } = await asOwner(site.database.adminUrl, db =>
    sql<{
      username: string;
    }>`select a.username from platform.mail m join people.account a on a.id = m.to_account_id
      where m.subject = 'mail.askAgain' and m.path = ${`/words/${occasion}`} order by 1`.execute(db),
  );
  return rows.map(row => row.username);
}

test('on the day to ask again the ward and the clinician are told, once', async () => {
  const asked = await anOccasion(site);
  await notNow(asked, tomorrow);
  await run();
  assert.deepEqual(await toldAbout(asked.occasionId), []);
  site.clock.moveTo(momentOn(tomorrow, '08:05'));
  await Promise.all([run(), run()]);
  await run();
  assert.deepEqual(await toldAbout(asked.occasionId), ['dr.vale', 'jo.thimble']);
});

test('a later day that is set is told again', async () => {
  const asked = await anOccasion(site, { patient: 'bryn.sample' });
  await notNow(asked, tomorrow);
  await run();
  await notNow(asked, dayAfter);
  await run();
  assert.equal((await toldAbout(asked.occasionId)).length, 2);
  site.clock.moveTo(momentOn(dayAfter, '08:05'));
  await run();
  assert.equal((await toldAbout(asked.occasionId)).length, 4);
});

test('nobody is told when the person has spoken in the meantime', async () => {
  const asked = await anOccasion(site, { patient: 'cleo.pattern' });
  await notNow(asked, dayAfter);
  await says(site, asked, { by: 'cleo.pattern' });
  await run();
  assert.deepEqual(await toldAbout(asked.occasionId), []);
});

test('what the program did stands in the audit by numbers only', async () => {
  const rows = await asOwner(site.database.adminUrl, db =>
    db
      .selectFrom('audit.event')
      .select(['capacity', 'detail'])
      .where('event', '=', 'voice.opportunity.due-again')
      .execute(),
  );
  assert.equal(rows.length, 3);
  assert.deepEqual([...new Set(rows.map(row => row.capacity))], ['program']);
  assert.deepEqual(Object.keys(rows[0]?.detail ?? {}).sort(), ['occasion', 'opportunity', 'told']);
});
