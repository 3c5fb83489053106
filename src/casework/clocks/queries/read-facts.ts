import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import type {
  AddressChange,
  AgreedInterval,
  AskedFor,
  AskedReport,
  CaseFacts,
  LateNotice,
  LeftDuty,
  Report,
} from '../../rules/clocks/facts.ts';
import { factsFromRegister } from '../../rules/clocks/from-register.ts';
import { type Asked, priorityFor } from '../../rules/priority.ts';
import type { Authority } from '../../rules/register/authority-days.ts';
import type { Movement } from '../../rules/register/history.ts';
import { type KeptTribunal, tribunalFacts } from '../../rules/tribunal/kept.ts';

type Found = {
  caseId: number;
  knownSince: string;
  authorities: Authority[];
  movements: Movement[];
  reports: Report[];
  tribunal: KeptTribunal[];
  liberty: { fromOn: string; untilOn: string | null }[];
  /** Not named where only the clocks of a tribunal are read. */
  transfers?: { id: string; requestedOn: string; admittedOn: string | null; endedOn: string | null }[];
  reporting?: { lateNotices: LateNotice[]; agreedIntervals: AgreedInterval[] };
  document?: { documents: OpenDocument[]; informationRequests: OpenRequest[] };
  recallDuties?: LeftDuty[];
  addressChanges?: AddressChange[];
  askedReports?: AskedReport[];
  viewsAsked?: AskedFor[];
};
type OpenDocument = { id: string; receivedOn: string; dueOn: string; pausedOn: string | null } & Asked;
type OpenRequest = { id: string; askedOn: string; extendedUntil: string | null };

/** The facts of a case that its clocks are counted from. */
export type FactsOfCase = { readonly caseId: number; readonly facts: CaseFacts };

/** What the clocks of these cases are counted from, as the program itself reads it: no name, no word. One query. */
export async function readFacts(tx: Tx, caseIds: readonly number[]): Promise<FactsOfCase[]> {
  const { rows } = await sql<Found>`
    select case_id as "caseId", known_since as "knownSince", authorities, movements, reports,
      casework.tribunal_facts(case_id) as tribunal, casework.liberty_facts(case_id) as liberty,
      casework.reporting_facts(case_id) as reporting, casework.document_facts(case_id) as document,
      casework.recall_facts(case_id) as "recallDuties",
      casework.address_facts(case_id) as "addressChanges",
      casework.leave_report_facts(case_id) as "askedReports",
      casework.transfer_facts(case_id) as transfers, casework.views_asked(case_id) as "viewsAsked"
    from casework.clock_facts(${[...caseIds]}::bigint[])`.execute(tx.db);
  return rows.map(found => ({ caseId: found.caseId, facts: factsFound(found) }));
}

/** What was found of one case, as its clocks read it. */
function factsFound({
  knownSince,
  reports,
  tribunal,
  liberty,
  reporting,
  document,
  recallDuties = [],
  addressChanges = [],
  askedReports,
  transfers = [],
  viewsAsked = [],
  ...register
}: Omit<Found, 'caseId'>): CaseFacts {
  return {
    ...{ reports, reportsKnownSince: knownSince, tribunalKnownSince: knownSince },
    ...factsFromRegister(register),
    ...(reporting ?? {}),
    ...(document && waitingFor(document)),
    recallDuties,
    addressChanges,
    ...(askedReports ? { askedReports } : {}),
    transferRequests: transfers.map(({ id, requestedOn, admittedOn, endedOn }) => ({
      ...{ id, requestedOn },
      ...(admittedOn !== null && { admittedOn }),
      ...(endedOn !== null && { endedOn }),
    })),
    viewsAsked,
    tribunalCases: tribunalFacts(tribunal),
    libertyConditions: liberty.map(({ fromOn, untilOn }) => (untilOn ? { fromOn, untilOn } : { fromOn })),
  };
}

function waitingFor({ documents, informationRequests }: NonNullable<Found['document']>) {
  return {
    decidables: documents.map(({ kind, askedFor, pausedOn, ...kept }) => ({
      ...{ ...kept, ...(pausedOn && { pausedOn }) },
      priority: priorityFor({ kind, askedFor }, Temporal.PlainDate.from(kept.receivedOn)),
    })),
    informationRequests: informationRequests.map(({ extendedUntil, ...asked }) =>
      extendedUntil ? { ...asked, extendedUntil } : asked,
    ),
  };
}

/** The facts of a case as casework.clock_facts_here names them to somebody who reads that case. */
export type FactsHere = Omit<Found, 'caseId' | 'knownSince'> & { readonly known_since: string };

/** The same facts, for a page of somebody who reads the case. */
export const factsHere = ({ known_since: knownSince, ...found }: FactsHere): CaseFacts =>
  factsFound({ ...found, knownSince });
