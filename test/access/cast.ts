import { sql } from 'kysely';
import { asOwner, type Door } from '../../src/platform/database/index.ts';
import type { TestSite } from '../browser-without-browser.ts';

/**
 * Everybody who might ask, and how they stand to the story's case: inside it, in the same work elsewhere, over it,
 * or nowhere. One list for the tables, the routes and the crawl, so that none of the three forgets somebody.
 */
export type Asker = {
  /** As the access matrix calls them. */
  who: string;
  /** The account; none for nobody and for the program itself. */
  username?: string;
  door: Door;
};

export const cast: readonly Asker[] = [
  { who: 'nobody', door: 'circle' },
  { who: 'the person', username: 'ash.example', door: 'circle' },
  { who: 'another person (same ward)', username: 'bryn.sample', door: 'circle' },
  { who: 'person in the closed case', username: 'indigo.demo', door: 'circle' },
  { who: 'responsible clinician', username: 'dr.vale', door: 'circle' },
  { who: 'responsible clinician (elsewhere)', username: 'dr.finch', door: 'circle' },
  { who: 'ward staff', username: 'jo.thimble', door: 'circle' },
  { who: 'ward staff (next ward)', username: 'kit.button', door: 'circle' },
  { who: 'ward staff (elsewhere)', username: 'sam.tinder', door: 'circle' },
  { who: 'Mental Health Act office', username: 'pat.ledger', door: 'circle' },
  { who: 'Mental Health Act office (elsewhere)', username: 'fran.folio', door: 'circle' },
  { who: 'social supervisor', username: 'social.mentor', door: 'circle' },
  { who: 'social supervisor (of nobody)', username: 'social.idle', door: 'circle' },
  { who: 'clinical supervisor', username: 'clinical.mentor', door: 'circle' },
  { who: 'clinical supervisor (of nobody)', username: 'clinical.idle', door: 'circle' },
  { who: 'prison healthcare', username: 'wyn.latch', door: 'circle' },
  { who: 'prison healthcare (of nobody)', username: 'dr.moss', door: 'circle' },
  { who: 'advocate', username: 'indy.marrow', door: 'circle' },
  { who: 'advocate (of nobody)', username: 'ivy.idle', door: 'circle' },
  { who: 'solicitor', username: 'ola.fable', door: 'circle' },
  { who: 'solicitor (of nobody)', username: 'otto.idle', door: 'circle' },
  { who: 'victim liaison officer (consulted)', username: 'vic.lantern', door: 'circle' },
  { who: 'victim liaison officer (not consulted)', username: 'val.idle', door: 'circle' },
  { who: 'MAPPA coordinator (consulted)', username: 'mo.parley', door: 'circle' },
  { who: 'MAPPA coordinator (not consulted)', username: 'mia.idle', door: 'circle' },
  { who: 'offender manager (consulted)', username: 'oz.harbour', door: 'circle' },
  { who: 'offender manager (not consulted)', username: 'opal.idle', door: 'circle' },
  { who: 'counter-terrorism manager (consulted)', username: 'cam.turnstile', door: 'circle' },
  { who: 'counter-terrorism manager (not consulted)', username: 'cleo.idle', door: 'circle' },
  { who: 'caseworker', username: 'robin.quill', door: 'national' },
  { who: 'caseworker (other team)', username: 'tam.ledge', door: 'national' },
  { who: 'caseworker in the closed case', username: 'bay.notary', door: 'national' },
  { who: 'team manager', username: 'drew.sealing', door: 'national' },
  { who: 'deputy head', username: 'lee.warrant', door: 'national' },
  { who: 'head of casework', username: 'nat.charter', door: 'national' },
  { who: 'extremism head in the closed case', username: 'ezra.watch', door: 'national' },
  { who: 'auditor', username: 'ada.tally', door: 'national' },
  { who: 'librarian', username: 'lib.page', door: 'circle' },
  { who: 'reviewer of evidence', username: 'grade.one', door: 'circle' },
  { who: 'who answers recommendations', username: 'custody.reply', door: 'circle' },
  { who: 'administrator of the provider', username: 'admin.larkmoor', door: 'circle' },
  { who: 'administrator of the system', username: 'admin.system', door: 'circle' },
  { who: 'victim door: liaison officer (consulted)', username: 'vic.lantern', door: 'victim' },
  { who: 'victim door: liaison officer (not consulted)', username: 'val.idle', door: 'victim' },
  { who: 'the program itself', door: 'worker' },
];

/** People of the cast who come by web pages: everybody with an account, once. */
export const visitors: readonly (Asker & { username: string })[] = cast.flatMap(asker =>
  asker.username && asker.door !== 'victim' ? [{ ...asker, username: asker.username }] : [],
);

type Extra = { username: string; role: string; unit: string; level?: number };

// Those whom the small world lacks: each role once more, in no case at all.
const extras: readonly Extra[] = [
  { username: 'social.mentor', role: 'social_supervisor', unit: 'Larkmoor Care' },
  { username: 'social.idle', role: 'social_supervisor', unit: 'Larkmoor Care' },
  { username: 'clinical.mentor', role: 'clinical_supervisor', unit: 'Larkmoor Care' },
  { username: 'clinical.idle', role: 'clinical_supervisor', unit: 'Larkmoor Care' },
  { username: 'ivy.idle', role: 'advocate', unit: 'Speak Plainly Advocacy' },
  { username: 'otto.idle', role: 'solicitor', unit: 'Fable and Quill Solicitors' },
  { username: 'val.idle', role: 'victim_liaison_officer', unit: 'Northmere Probation Area' },
  { username: 'mia.idle', role: 'mappa_coordinator', unit: 'Northmere Probation Area' },
  { username: 'opal.idle', role: 'offender_manager', unit: 'Northmere Probation Area' },
  { username: 'cleo.idle', role: 'counter_terrorism_manager', unit: 'Northmere Probation Area' },
  { username: 'tam.ledge', role: 'caseworker', unit: 'Casework Team Two', level: 1 },
];

/** Adds those whom the small world lacks, and closes one case to national readers who are not in its circle. */
export async function addTheRest(site: TestSite): Promise<void> {
  await asOwner(site.database.adminUrl, async db => {
    for (const extra of extras) {
      await sql`
        with a as (insert into people.account (username, email, display_name, job_title, door, demonstration)
          values (${extra.username}, ${`${extra.username}@example.invalid`}, ${nameOf(extra.username)}, ${extra.role},
            access.door_of(${extra.role}), true) returning id)
        insert into people.membership (account_id, unit_id, role, authority_level, from_on)
        select a.id, u.id, ${extra.role}, ${extra.level ?? null}, '2020-01-01' from a join people.unit u on u.name = ${extra.unit}`.execute(
        db,
      );
    }
    await sql`
      insert into people.circle (case_id, account_id, capacity, basis, from_on)
      select k.id, a.id, joins.capacity, 'arranged for the story', '2024-01-01'
      from (values ('ash.example', 'social.mentor', 'social_supervisor'), ('ash.example', 'clinical.mentor', 'clinical_supervisor'),
        ('ash.example', 'ola.fable', 'solicitor'), ('ash.example', 'wyn.latch', 'prison_healthcare'), ('indigo.demo', 'ezra.watch', 'extremism_head'),
        ('indigo.demo', 'bay.notary', 'caseworker')) joins (person, username, capacity)
      join people.account subject on subject.username = joins.person
      join people.case k on k.person_id = subject.person_id
      join people.account a on a.username = joins.username
      on conflict do nothing`.execute(db);
    await sql`update people.case set readers = 'circle' where person_id =
      (select person_id from people.account where username = 'indigo.demo')`.execute(db);
  });
}

const nameOf = (username: string) =>
  username
    .split('.')
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
