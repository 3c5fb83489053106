import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../../test/browser-without-browser.ts';
import { testDay } from '../../../test/days.ts';
import { decided } from '../../../test/decisions.ts';
import { aLeaveApplication } from '../../../test/leave-applications.ts';
import { aRequestSent } from '../../../test/requests.ts';
import { asOwner } from '../../platform/database/index.ts';
import { statisticsPaths } from './paths.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const counted = (of: 'count_endings' | 'count_words') =>
  asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ words: string }>`select words from ${sql.raw(`casework.${of}`)}(
      ${testDay.with({ day: 1 }).toString()}, ${testDay.add({ days: 1 }).toString()})`.execute(db);
    return rows.map(({ words }) => words);
  });

// A program reads its clock a little after the database has begun: the replies bear a later moment than their decision.
const later = () => site.clock.moveTo(Temporal.Now.instant().add({ seconds: 1 }).toString());

test('words that a decision answers count as answered, whichever clock was read first', async () => {
  const leave = await aLeaveApplication(site, { patient: 'ash.example' }).submitted();
  later();
  await decided(site, leave);
  assert.deepEqual(await counted('count_endings'), ['answered']);
  const request = await aRequestSent(site, { kind: 'extended leave', patient: 'kai.fixture' });
  later();
  await decided(site, request, { authorisedBy: 'lee.warrant' });
  assert.deepEqual(await counted('count_words'), ['answered']);
});

test('the section reads of this year as far as it has gone: how long decisions took, and whether words were answered', async () => {
  const page = (await (await site.as('nat.charter')).get(statisticsPaths.sectionWork())).text();
  assert.match(page, /This year is counted as far as it has gone/);
  assert.match(page, new RegExp(`${testDay.year}, Leave`));
  assert.match(page, new RegExp(`${testDay.year}, Medical and extended leave`));
});
