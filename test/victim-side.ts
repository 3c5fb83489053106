import { sql } from 'kysely';
import { liaisonPaths } from '../src/casework/victim-liaison/paths.ts';
import { asActor, asOwner, type Tx } from '../src/platform/database/index.ts';
import { hashOf } from '../src/platform/web/index.ts';
import type { Seen, TestSite, Visitor } from './browser-without-browser.ts';
import { dayBoxes, testDay } from './days.ts';

/** A victim of a test, invented through and through. */
export const aVictim = {
  name: 'Zoe Inventeda',
  address: '7 Pretend Lane\nMadeuptown\nZZ1 1ZZ',
  telephone: '01632 960 001',
  email: 'zoe@example.invalid',
  how: 'Only by letter.',
  basis: 'statutory',
  wants: ['discharge', 'changes', 'end'],
};

export const aZone = 'SK 100 100\nSK 110 100\nSK 110 110\nSK 100 110';

export type Told = { caseId: number; victim: number };

/** The case of somebody, with its reference and their day of birth. */
export async function caseOf(site: TestSite, username: string) {
  return asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ caseId: number; reference: string; bornOn: string }>`
      select k.id as "caseId", p.mhcs_reference as reference, who.born_on::text as "bornOn"
      from people.account a join people.case k on k.person_id = a.person_id join casework.patient p on p.case_id = k.id
      join people.person who on who.id = k.person_id where a.username = ${username}`.execute(db);
    const [row] = rows;
    if (!row) throw new Error(`${username} has no case.`);
    return row;
  });
}

/** An officer takes the case of somebody on, by its reference and the day of birth. */
export async function takeOn(site: TestSite, officer: Visitor, username: string): Promise<number> {
  const { caseId, reference, bornOn } = await caseOf(site, username);
  const took = await officer.post(
    liaisonPaths.takeOn(),
    { reference, ...dayBoxes('born', bornOn) },
    liaisonPaths.cases(),
  );
  mustGoOn(took);
  return caseId;
}

/** An officer registers a victim in a case in which they stand. */
export async function register(officer: Visitor, caseId: number, victim: object = aVictim): Promise<number> {
  const kept = mustGoOn(await officer.post(liaisonPaths.register(caseId), { ...victim }));
  return Number(kept.location?.split('/').at(-1));
}

/** Keeps words of a victim; `extra` are the other fields of the form. */
export async function say(officer: Visitor, path: string, extra: Record<string, string>): Promise<Seen> {
  return mustGoOn(await officer.post(path, { ...dayBoxes('given', testDay), ...extra }));
}

/** The number of the last request of a case. */
export async function lastRequest(site: TestSite, caseId: number): Promise<number> {
  return asOwner(site.database.adminUrl, async db => {
    const { rows } = await sql<{ id: number }>`select max(id) as id from victim.requested_condition
      where case_id = ${caseId}`.execute(db);
    return rows[0]?.id ?? 0;
  });
}

/** Runs `work` as this officer by the victim door. */
export async function byVictimDoor<T>(
  site: TestSite,
  officer: Visitor,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const token = (officer.cookies.get('__Host-ownwords') ?? '').split('.')[1];
  const entry = { door: 'victim', tokenHash: token && hashOf(token), purpose: 'test' } as const;
  return asActor(site.database.pools, entry, work);
}

/** @throws when a form was not taken */
export function mustGoOn(seen: Seen): Seen {
  if (seen.status !== 303) throw new Error(`Not done (${seen.status}): ${seen.text()}`);
  return seen;
}
