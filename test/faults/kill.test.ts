import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { patients } from '../../src/demonstration/small-world.ts';
import { asOwner, closePools, openPools } from '../../src/platform/database/index.ts';
import { siteOn } from '../browser-without-browser.ts';
import { type Application, aLeaveApplication } from '../leave-applications.ts';
import type { Walker } from '../walker.ts';
import { aProgram, type Program, secretOf } from './program.ts';

/**
 * kill -9, again and again, of the program and of PostgreSQL, while people seal statements, save sections and submit
 * applications. Whatever was acknowledged must be there afterwards, whole, and the audit must still prove itself.
 */

const kills = 21;

let program: Program;
let applications: (Application & { username: string })[];
const directory = mkdtempSync(join(tmpdir(), 'ownwords-faults-'));

before(async () => {
  program = await aProgram(directory);
  await program.start();
  applications = await applicationsToWorkOn(program);
});
after(async () => {
  await program.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function applicationsToWorkOn(on: Program): Promise<(Application & { username: string })[]> {
  const pools = openPools(on.adminUrl(), secretOf(on));
  const site = await siteOn({ adminUrl: on.adminUrl(), pools, drop: () => closePools(pools) });
  const made: (Application & { username: string })[] = [];
  for (const { username } of patients.slice(0, 8)) {
    made.push({ ...(await aLeaveApplication(site, { patient: username }).said()), username });
  }
  await site.close();
  return made;
}

/** What the program said yes to. */
const acknowledged = {
  statements: new Map<number, string>(),
  sections: new Map<string, string>(),
  submitted: new Set<number>(),
};
let finished = false;

/** Tries over and over; whatever fails was not acknowledged, and is tried anew as somebody who signs in again. */
async function keepTrying(
  username: string,
  work: (who: Walker, turn: number) => Promise<void>,
): Promise<void> {
  let who: Walker | undefined;
  for (let turn = 0; !finished; turn += 1) {
    try {
      if (!who) {
        who = program.walker();
        const signedIn = await who.post('/sign-in/demonstration', { username }, '/sign-in');
        if (signedIn.status !== 303) who = undefined;
      }
      if (who) await work(who, turn);
    } catch {
      who = undefined;
      await wait(100);
    }
  }
}

async function sealOne(who: Walker, { occasionId }: Application, said: string): Promise<void> {
  const words = `/my/words/${occasionId}`;
  // What was not kept was not said: only words that the draft took are sealed under this turn's name.
  if ((await who.fill(`${words}/part/progress`, { text: said })).status !== 303) return;
  if ((await who.fill(`${words}/how`, { language: 'en', helped: 'no' })).status !== 303) return;
  const sealed = await who.fill(`${words}/read-back`, {});
  const id = Number(/sealed\/(\d+)$/.exec(sealed.location ?? '')?.[1]);
  if (sealed.status === 303 && id) acknowledged.statements.set(id, said);
}

async function saveOne(who: Walker, { id }: Application, text: string): Promise<void> {
  const section = `/documents/${id}/sections/9a`;
  const saved = await who.fill(section, { otherViews: text });
  if (saved.status === 303) acknowledged.sections.set(String(id), text);
}

async function submitOne(who: Walker, { id }: Application): Promise<void> {
  if (acknowledged.submitted.has(id)) return;
  const today = Temporal.Now.plainDateISO('Europe/London');
  const day = { day: String(today.day), month: String(today.month), year: String(today.year) };
  const sent = await who.fill(`/documents/${id}/submit`, { ...sightFields(day), name: 'Dr Morgan Vale' });
  if (sent.status === 303) acknowledged.submitted.add(id);
}

function sightFields(day: Record<'day' | 'month' | 'year', string>): Record<string, string> {
  return {
    'sight-day': day.day,
    'sight-month': day.month,
    'sight-year': day.year,
    seen: 'yes',
    note: 'Read together on the ward.',
  };
}

test(`${kills} kills lose nothing that was acknowledged and leave nothing half done`, {
  timeout: 900_000,
}, async () => {
  const talking = applications
    .slice(0, 4)
    .map(application =>
      keepTrying(application.username, (who, turn) =>
        sealOne(who, application, `I say this for the ${turn}th time, ${application.username}. ŵ 🙂`),
      ),
    );
  const saving = applications
    .slice(4, 6)
    .map(application => keepTrying('dr.vale', (who, turn) => saveOne(who, application, `view ${turn}`)));
  const submitting = keepTrying('dr.vale', async (who, turn) => {
    const next = applications[turn % 4];
    if (next && turn % 3 === 0) await submitOne(who, next);
    await wait(300);
  });
  try {
    for (let done = 0; done < kills; done += 1) {
      await wait(300 + ((done * 137) % 700));
      await killOne(done);
    }
  } finally {
    finished = true;
  }
  await Promise.all([...talking, ...saving, submitting]);
  assert.ok(acknowledged.statements.size > 20, `only ${acknowledged.statements.size} statements were sealed`);
  await everythingIsThere();
  await nothingIsHalfDone();
});

async function killOne(turn: number): Promise<void> {
  // The program takes longer to come back, and is killed every third time.
  if (turn % 3 !== 0) return program.killDatabase();
  await program.kill();
  await program.start();
}

async function everythingIsThere(): Promise<void> {
  await asOwner(program.adminUrl(), async db => {
    for (const [id, said] of acknowledged.statements) {
      const row = await db
        .selectFrom('voice.statement')
        .select('parts')
        .where('id', '=', id)
        .executeTakeFirst();
      assert.ok(
        JSON.stringify(row?.parts).includes(JSON.stringify(said).slice(1, -1)),
        `statement ${id} is not there as it was said`,
      );
    }
    for (const [id, text] of acknowledged.sections) {
      const row = await db
        .selectFrom('casework.open_answers')
        .select('answers')
        .where('document_id', '=', Number(id))
        .where('section', '=', '9a')
        .executeTakeFirst();
      const turn = Number(/view (\d+)/.exec(JSON.stringify(row?.answers))?.[1]);
      assert.ok(turn >= Number(text.slice(5)), `section 9a of ${id} went back to before "${text}"`);
    }
    for (const id of acknowledged.submitted) {
      const row = await db
        .selectFrom('casework.document')
        .select('state')
        .where('id', '=', id)
        .executeTakeFirst();
      assert.equal(row?.state, 'submitted');
    }
  });
}

async function nothingIsHalfDone(): Promise<void> {
  await asOwner(program.adminUrl(), async db => {
    const { rows } = await sql<{ wrong: string }>`
      select 'statement without audit ' || s.id as wrong from voice.statement s
        where not exists (select from audit.event e where e.event = 'voice.statement.sealed' and (e.detail ->> 'statement')::bigint = s.id)
      union all select 'audit without statement ' || e.id from audit.event e
        where e.event = 'voice.statement.sealed' and not exists (select from voice.statement s where s.id = (e.detail ->> 'statement')::bigint)
      union all select 'submission does not fit its application ' || a.id from casework.document a
        left join casework.submission b on b.document_id = a.id join voice.occasion o on o.id = a.occasion_id
        where a.id = any (${applications.map(({ id }) => id)})
          and ((a.state = 'submitted') <> (b.id is not null) or (a.state = 'submitted') <> (o.submitted_at is not null))
      union all select 'form key without an outcome ' || once from platform.submission where outcome is null`.execute(
      db,
    );
    assert.deepEqual(rows, []);
  });
}

test('after all the kills, verify finds nothing altered', { timeout: 600_000 }, async () => {
  await wait(1500);
  const { code, said } = await program.run('verify');
  assert.equal(code, 0, said);
});
