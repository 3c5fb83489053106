import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found } from '../../../platform/web/index.ts';
import type { ApplicationState } from '../../clinical/queries/read-application.ts';
import { clockGroups } from '../../clocks/groups.ts';
import { type AuthorisedMove, movesAsJson } from '../../moves/queries/read-moves.ts';
import type { DecisionKind, DocumentKind } from '../../rules/document-kinds.ts';

export type CaseApplication = {
  id: number;
  kind: DocumentKind;
  state: ApplicationState;
  outcome: DecisionKind | null;
  askedFor: string[];
  submittedAt: string | null;
  createdAt: string;
  dueOn: string | null;
  pausedOn: string | null;
  caseworker: string | null;
};
export type Happening = { kind: string; at: string; who: string | null; closed: boolean };
export type InCircle = { capacity: string; name: string; job: string | null };
export type Reading = { event: string; capacity: string; name: string | null; at: string };

type Patient = {
  caseId: number;
  familyName: string;
  givenNames: string;
  /** Aliases and former names. */
  otherNames: string;
  reference: string;
  bornOn: string | null;
  authority: string;
  orderOn: string | null;
  status: string;
  namedPlace: string;
  hospital: string;
  readers: 'room' | 'circle';
  noteworthy: boolean;
  extremism: string;
  mappaCategory: number | null;
  mappaLevel: number | null;
  tribunalDates: TribunalDate[];
  /** What decisions have authorised, and what became of it. */
  moves: AuthorisedMove[];
};

export type CaseFile = Patient & {
  ward: string | null;
  team: string;
  circle: InCircle[];
  /** A page of them, latest first, and how many there are. */
  applications: CaseApplication[];
  total: number;
  /** The document whose happenings are here: the one asked for, or the latest of the page. */
  shown: Pick<CaseApplication, 'id' | 'kind'> | null;
  /** In the order in which it happened. */
  happenings: Happening[];
  readings: Reading[];
};
export type TribunalDate = { kind: string; dueOn: string; opensOn: string | null };

/** As it is read: accounts and units by their numbers, and their names once for all. */
type Found = Patient & {
  wardId: number | null;
  teamId: number;
  circle: { capacity: string; accountId: number | null; unitId: number | null }[];
  applications: (Omit<CaseApplication, 'caseworker'> & { caseworkerId: number | null })[];
  total: number;
  shown: Pick<CaseApplication, 'id' | 'kind'> | null;
  happenings: { kind: string; at: string; by: number | null; closed: boolean }[];
  readings: { event: string; capacity: string; by: number | null; at: string }[];
  units: Record<string, string>;
  accounts: Record<string, { name: string; job: string | null }>;
};

/** What the page says of the tribunal: what is due, and when the person may apply. */
const tribunalClocks = [
  ...clockGroups.references.kinds,
  ...clockGroups.papers.kinds,
  ...['window-first-six-months', 'window-in-hospital', 'window-discharged', 'window-deprived-of-liberty'],
];

/** What a page has room for; whoever wants more asks the auditor. */
const readingsShown = 10;
/** Somebody who has been in hospital for fifteen years has hundreds of documents. */
export const documentsOnPage = 20;

/** `application`: whose timeline is shown; the latest of the page when absent. */
type CaseAsked = { caseId: number; application?: number | undefined; page: number };

/**
 * Reads a case for its page in one query: who the patient is, who is in the circle, a page of documents, and what
 * happened to the one that is shown. Each table is asked once, because every asking proves the reader anew, and
 * names come at the end for all that needs one.
 * @throws a refusal with 404 when the actor may not see the case
 */
export async function readCase(tx: Tx, { caseId, application, page }: CaseAsked): Promise<CaseFile> {
  const chosen =
    application === undefined
      ? sql`apps`
      : sql`casework.document where id = ${application} and case_id = ${caseId}`;
  const { rows } = await sql<Found>`
    with apps as materialized (
      select * from casework.document where case_id = ${caseId} order by created_at desc, id desc
      limit ${sql.lit(documentsOnPage)} offset ${(page - 1) * documentsOnPage}
    ), a as materialized (select id, kind from ${chosen} limit 1),
    inside as materialized (
      select id, capacity, account_id, unit_id from people.circle
      where case_id = ${caseId} and from_on <= access.today() and (until_on is null or until_on > access.today())
    ), seen as materialized (
      select event, capacity, account_id, at from audit.event
      where case_id = ${caseId} and event in ('voice.statement.read', 'casework.document.read')
      order by at desc limit ${sql.lit(readingsShown)}
    ), happened as materialized (
      select * from casework.happenings_of(${caseId}, (select id from a))
    )
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      coalesce((select w.other_names from people.person w where w.id = k.person_id), '') as "otherNames",
      p.mhcs_reference as reference, p.born_on as "bornOn", p.authority, p.order_on as "orderOn", p.status,
      p.named_place as "namedPlace", p.hospital_name as hospital, p.ward_id as "wardId", p.team_id as "teamId",
      k.readers, f.noteworthy, f.extremism_level as extremism, f.mappa_category as "mappaCategory",
      f.mappa_level as "mappaLevel", (select to_json(a) from a) as shown,
      (select count(*) from casework.document where case_id = ${caseId})::integer as total,
      (select coalesce(json_agg(json_build_object('kind', c.kind, 'dueOn', c.due_on, 'opensOn', c.opens_on) order by c.due_on, c.id), '[]')
        from casework.clock c where c.case_id = ${caseId} and c.kind = any (${tribunalClocks}::text[])) as "tribunalDates",
      ${movesAsJson(sql`m.case_id = ${caseId}`)} as moves, ${asJson}
    from casework.patient p
    join people.case k on k.id = p.case_id
    left join casework.patient_flags f on f.case_id = p.case_id
    where p.case_id = ${caseId}`.execute(tx.db);
  return named(found(rows[0]));
}

const asJson = sql`
  (select coalesce(json_agg(json_build_object('capacity', capacity, 'accountId', account_id, 'unitId', unit_id)
    order by id), '[]') from inside) as circle,
  (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'state', state, 'outcome', outcome, 'askedFor', asked_for,
    'submittedAt', submitted_at, 'createdAt', created_at, 'dueOn', due_on, 'pausedOn', paused_on,
    'caseworkerId', caseworker_id)), '[]') from apps) as applications,
  (select coalesce(json_agg(json_build_object('event', event, 'capacity', capacity, 'by', account_id, 'at', at)
    order by at desc), '[]') from seen) as readings,
  (select coalesce(json_agg(h order by h.at), '[]') from happened h) as happenings,
  (select coalesce(json_object_agg(u.id, u.name), '{}') from people.unit u
    where u.id = any (array[p.ward_id, p.team_id] || array(select unit_id from inside))) as units,
  (select coalesce(json_object_agg(c.id, json_build_object('name', c.display_name, 'job', c.job_title)), '{}')
    from people.account c where c.id = any (array(select account_id from inside union all select caseworker_id from apps
      union all select account_id from seen union all select by from happened))) as accounts`;

function named(file: Found): CaseFile {
  const nameOf = (id: number | null) => (id === null ? null : (file.accounts[id]?.name ?? null));
  const unitOf = (id: number | null) => (id === null ? null : (file.units[id] ?? null));
  return {
    ...file,
    ward: unitOf(file.wardId),
    team: unitOf(file.teamId) ?? '',
    circle: file.circle.map(({ capacity, accountId, unitId }) => ({
      capacity,
      name: unitOf(unitId) ?? nameOf(accountId) ?? '',
      job: accountId === null ? null : (file.accounts[accountId]?.job ?? null),
    })),
    applications: file.applications.map(({ caseworkerId, ...application }) => ({
      ...application,
      caseworker: nameOf(caseworkerId),
    })),
    happenings: file.happenings.map(({ by, ...happening }) => ({ ...happening, who: nameOf(by) })),
    readings: file.readings.map(({ by, ...reading }) => ({ ...reading, name: nameOf(by) })),
  };
}
