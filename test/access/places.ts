import { type Kysely, sql } from 'kysely';
import { asOwner, type DB } from '../../src/platform/database/index.ts';
import type { Route } from '../../src/platform/web/index.ts';
import { hashOf } from '../../src/platform/web/index.ts';
import type { TestSite } from '../browser-without-browser.ts';
import type { FullHouse } from './full-house.ts';
import { invitationToList, shareToken, stopToken } from './furnish-library.ts';

/** The numbers with which the addresses of one case are filled in. */
export type Places = {
  case: number;
  application: number;
  decided: number;
  next: number;
  /** A report in several hands, of which nothing is signed yet. */
  report: number;
  /** A transfer from prison that is being written. */
  bed: number;
  occasion: number;
  nextOccasion: number;
  statement: number;
  nextStatement: number;
  consultation: number;
  /** The place of a ward in the case. */
  standing: number;
  movement: number;
  authority: number;
  account: number;
  membership: number;
  unit: number;
  mail: number;
  /** The persons of this case and of another, the lower number first. */
  pair: [number, number];
  consent: number;
  /** What the person is writing and has not sent. */
  ownDraft: number;
  absence: number;
  merge: number;
  notSame: number;
  import: number;
  victim: number;
  request: number;
  condition: number;
  instrument: number;
  duty: number;
  summary: number;
  tribunal: number;
  tribunalStep: number;
  held: number;
  comment: number;
  move: number;
  ask: number;
  notice: number;
  attachment: number;
  received: number;
  /** What the hospital keeps with a document. */
  letter: number;
  /** The request that a map goes with. */
  map: number;
  library: LibraryPlaces;
  token: string;
};

/** The numbers of the evidence library. */
export type LibraryPlaces = {
  record: number;
  other: number;
  third: number;
  recommendation: number;
  addressee: number;
  response: number;
  import: number;
  merge: number;
  term: number;
  search: number;
  list: number;
  offer: number;
  repository: number;
};

const invitationToken = 'invitation-of-the-story-invitation-of-story';

/** The numbers of the story's own case; there is one good invitation too. */
export async function placesHere(site: TestSite, house: FullHouse): Promise<Places> {
  const { here, decided, next } = house;
  return asOwner(site.database.adminUrl, async db => {
    const token = Buffer.from(hashOf(invitationToken), 'hex');
    await sql`insert into people.invitation (token_hash, account_id, expires_at)
      select ${token}, id, now() + interval '1 day' from people.account where username = 'kit.button'`.execute(
      db,
    );
    const { rows } = await sql<Omit<Places, 'library' | 'token'>>`
      select ${here.caseId}::int as "case", ${here.id}::int as application, ${decided.id}::int as decided, ${next.id}::int as next,
        (select id from casework.document where case_id = ${here.caseId} and kind = 'discharge report') as report,
        (select id from casework.document where case_id = ${here.caseId} and kind = 'prison transfer') as bed,
        ${here.occasionId}::int as occasion, ${next.occasionId}::int as "nextOccasion",
        (select max(id) from voice.statement where occasion_id = ${here.occasionId}) as statement,
        (select max(id) from voice.statement where occasion_id = ${next.occasionId}) as "nextStatement",
        (select id from casework.consultation where case_id = ${here.caseId} and consultee = 'victim_liaison_officer' limit 1) as consultation,
        (select min(id) from people.circle where case_id = ${here.caseId} and capacity = 'ward_staff') as standing,
        (select min(id) from casework.movement where case_id = ${here.caseId}) as movement,
        (select min(id) from casework.authority where case_id = ${here.caseId}) as authority,
        (select id from people.account where username = 'jo.thimble') as account,
        (select m.id from people.membership m join people.account a on a.id = m.account_id where a.username = 'jo.thimble') as membership,
        (select id from people.unit where name = 'Heron Ward') as unit,
        (select array_agg(a.person_id order by a.person_id) from people.account a
          where a.username in ('ash.example', 'gale.placeholder')) as pair,
        (select max(id) from people.consent where case_id = ${here.caseId}) as consent,
        (select id from casework.own_draft where case_id = ${here.caseId}) as "ownDraft",
        (select min(id) from casework.absence) as absence, (select max(id) from people.merge) as merge, (select max(id) from people.not_same) as "notSame",
        (select max(id) from casework.register_import) as import,
        (select min(id) from victim.registration where case_id = ${here.caseId}) as victim,
        (select max(id) from victim.requested_condition where case_id = ${here.caseId}) as request,
        (select max(id) from casework.proposed_condition where case_id = ${here.caseId}) as condition,
        (select max(id) from casework.instrument where case_id = ${here.caseId}) as instrument,
        (select max(id) from casework.recall_duty where case_id = ${here.caseId}) as duty,
        (select max(id) from casework.decision_summary where case_id = ${here.caseId}) as summary,
        (select min(id) from casework.discharge_condition where case_id = ${here.caseId}) as held,
        (select min(id) from casework.mappa_comment where case_id = ${here.caseId}) as comment,
        (select max(id) from casework.authorised_move where case_id = ${here.caseId}) as move,
        (select max(id) from casework.leave_report_ask where case_id = ${here.caseId}) as ask,
        (select max(id) from casework.address_notice where case_id = ${here.caseId}) as notice,
        (select min(id) from casework.attachment where case_id = ${here.caseId}) as attachment,
        (select min(id) from casework.tribunal_case where case_id = ${here.caseId}) as tribunal,
        (select max(id) from casework.tribunal_step where case_id = ${here.caseId}) as "tribunalStep",
        (select min(id) from casework.received where case_id = ${here.caseId} and by_section and is_open) as received,
        (select min(id) from casework.received where document_id = ${here.id} and not by_section) as letter,
        (select min(request_id) from victim.zone_map where case_id = ${here.caseId}) as map,
        (select max(id) from platform.mail) as mail`.execute(db);
    const [row] = rows;
    if (!row) throw new Error('The story has no places.');
    return { ...row, library: await libraryPlaces(db), token: invitationToken };
  });
}

/** The numbers of what stands in the library once it is furnished. */
export async function libraryPlaces(db: Kysely<DB>): Promise<LibraryPlaces> {
  const { rows } = await sql<LibraryPlaces>`
    select min(r.number) filter (where r.title like '%first canary%') as record,
      min(r.number) filter (where r.title like '%second canary%') as other, min(r.number) filter (where r.title like '%third canary%') as third,
      (select min(id) from evidence.recommendation) as recommendation, (select min(id) from evidence.addressee) as addressee,
      (select min(id) from evidence.response) as response, (select min(id)::int from evidence.import) as import,
      (select min(id)::int from evidence.merge) as merge, (select min(id)::int from evidence.term) as term,
      (select min(id)::int from evidence.offer) as offer, (select min(id)::int from evidence.saved_search) as search,
      (select min(id)::int from evidence.reading_list) as list, (select min(id)::int from evidence.repository) as repository
    from evidence.record r`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The library has no places.');
  return row;
}

/** The same addresses in another case: its application stands for all three. */
export function placesOf(places: Places, application: FullHouse['elsewhere']): Places {
  const { id, caseId, occasionId, statementId = 0 } = application;
  return {
    ...places,
    ...{ case: caseId, application: id, decided: id, next: id, report: id },
    ...{ occasion: occasionId, nextOccasion: occasionId, statement: statementId, nextStatement: statementId },
  };
}

/** Pages of an application that exist while it is written, and those that exist once it is decided. */
const whileWritten = /\/(sections|check|submit|withdraw|words)\b/;
const onceDecided = /\/(decision|answer|leave|again)\b[^/]*$/;

/**
 * The address of a route in one case.
 * @throws for a part of an address that nobody has said here, so that a new one cannot go unmeasured
 */
export function placeOf({ path }: Pick<Route, 'path'>, places: Places): string {
  if (isInLibrary(path)) return libraryPlaceOf({ path }, places.library);
  const address = path.replace(/:(\w+)/g, (_all, name: string) => String(fillIn(name, path, places)));
  return path.endsWith('/roles/end') ? `${address}?role=${places.membership}` : address;
}

const isInLibrary = (path: string) => /^\/(api\/)?evidence\b/.test(path);

/** The address of a route of the library. */
export function libraryPlaceOf({ path }: Pick<Route, 'path'>, library: LibraryPlaces): string {
  const address = path.replace(/:(\w+)/g, (_all, name: string) => String(inLibrary(name, path, library)));
  if (path.endsWith('/unmapped/choose')) return `${address}?keyword=Sparrows`;
  return path.endsWith('/:link') ? `${address}?of=${library.addressee}` : address;
}

/** What a form must name before its answer says anything of the one who sends it. */
export const fieldsOf = (places: Places): Record<string, string> => ({
  application: String(places.application),
  case: String(places.case),
  unit: String(places.unit),
  role: String(places.membership),
});

function fillIn(name: string, path: string, places: Places): number | string {
  const writing = path.startsWith('/my/words/') || path.includes('/write') || path.endsWith('/not-now');
  if (name === 'caseId') return places.case;
  if (name === 'occasion') return writing ? places.nextOccasion : places.occasion;
  if (name === 'statement') return writing ? places.nextStatement : places.statement;
  if (name === 'prompt') return 'progress';
  if (name === 'one' || name === 'other') return places.pair[name === 'one' ? 0 : 1];
  if (name === 'absence') return places.absence;
  if (name === 'merge') return places.merge;
  if (name === 'notSame') return places.notSame;
  if (name === 'import') return places.import;
  if (name === 'section') return '3b';
  if (name === 'part' && path.startsWith('/sitemap')) return 1;
  if (name === 'part') return path.includes('/attachments/') ? 'open' : 'A';
  if (name === 'consultation') return places.consultation;
  if (name === 'standing') return places.standing;
  if (name === 'movement') return places.movement;
  if (name === 'authority') return places.authority;
  if (name === 'victim') return places.victim;
  if (name === 'request') return path.endsWith('/map') ? places.map : places.request;
  if (name === 'condition') return places.condition;
  if (name === 'notice') return places.notice;
  if (name === 'comment') return places.comment;
  if (name === 'held') return places.held;
  if (name === 'recall') return places.application;
  if (name === 'duty') return places.duty;
  if (name === 'instrument') return places.instrument;
  if (name === 'summary') return places.summary;
  if (name === 'move') return places.move;
  if (name === 'ask') return places.ask;
  if (name === 'received') return path.startsWith('/documents/') ? places.letter : places.received;
  if (name === 'attachment') return places.attachment;
  if (name === 'step') return path.startsWith('/my/asking/') ? 'why' : places.tribunalStep;
  if (name === 'wish') return 'discharge';
  if (name === 'token') return places.token;
  if (name === 'id') return idOf(path, places);
  throw new Error(`Say in test/access/places.ts what :${name} of ${path} is.`);
}

function inLibrary(name: string, path: string, library: LibraryPlaces): number | string {
  // The first has a grade, the second has two gradings that differ.
  if (name === 'number' && path.endsWith('/settle')) return library.other;
  if (name === 'number' || name === 'one' || name === 'record') return library.record;
  if (name === 'repository') return library.repository;
  // The story tells apart the first record and the third.
  if (name === 'other') return path.endsWith('/take-back') ? library.third : library.other;
  if (name === 'merge') return library.merge;
  if (name === 'link') return 'responses';
  if (name === 'what') return 'summary';
  // Both have graded by the other: who comes to grade finds this one open.
  if (name === 'scale') return path.endsWith('/settle') ? 'maryland' : 'emmie';
  if (name === 'which') return library.response;
  if (name === 'import') return library.import;
  if (name === 'reference') return 'AAAA-BBBB-CCCC-DDDD';
  if (name === 'id' && path.startsWith('/evidence/desk/offers/')) return library.offer;
  if (name === 'id' && path.startsWith('/evidence/addressees/')) return library.addressee;
  if (name === 'id' && path.startsWith('/evidence/terms/')) return library.term;
  if (name === 'id' && path.startsWith('/evidence/searches/')) return library.search;
  if (name === 'id' && path.startsWith('/evidence/lists/')) return library.list;
  if (name === 'token' && path.startsWith('/evidence/join/')) return invitationToList;
  if (name === 'token') return path.startsWith('/evidence/shared/') ? shareToken : stopToken;
  if (name === 'id' && path.startsWith('/evidence/recommendations/')) return library.recommendation;
  throw new Error(`Say in test/access/places.ts what :${name} of ${path} is.`);
}

function idOf(path: string, places: Places): number {
  if (path.startsWith('/documents/') || path.startsWith('/my/documents/')) {
    if (path.includes('/parts/')) return places.report;
    if (path.endsWith('/bed')) return places.bed;
    const below = path.slice(path.indexOf(':id') + 3);
    if (onceDecided.test(below)) return places.decided;
    return whileWritten.test(below) && path.startsWith('/documents/') ? places.next : places.application;
  }
  if (path.startsWith('/mhcs/documents/'))
    return /\/(consent|again)\b/.test(path) ? places.decided : places.application;
  if (/^\/(mhcs\/tribunals|tribunals|my\/tribunal)\//.test(path)) return places.tribunal;
  if (path.startsWith('/my/helpers/')) return places.consent;
  if (path.startsWith('/my/asking/')) return places.ownDraft;
  if (path.startsWith('/consultations/')) return places.consultation;
  if (path.startsWith('/administration/accounts/')) return places.account;
  if (path.startsWith('/administration/units/')) return places.unit;
  if (path.startsWith('/outbox/')) return places.mail;
  throw new Error(`Say in test/access/places.ts what :id of ${path} is.`);
}

/** True for an address that names a case, an application or an occasion: row-level security decides who gets it. */
export const isInCase = ({ path }: Pick<Route, 'path'>): boolean =>
  /:(caseId|occasion|statement|consultation)\b/.test(path) ||
  /^\/(documents|my\/documents|mhcs\/documents|consultations)\/:id/.test(path);
