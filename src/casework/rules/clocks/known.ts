import type { CaseFacts, Day } from './facts.ts';

type Dated = { readonly [key: string]: unknown };

// Only what had happened: a thing that began later is not there, and a day that came later is not yet written.
function happened<T extends Dated>(
  items: readonly T[] | undefined,
  { began, after, today }: { began: keyof T; after: readonly (keyof T)[]; today: Day },
): readonly T[] {
  const isLater = (value: unknown) => typeof value === 'string' && value > today;
  return (items ?? [])
    .filter(item => !isLater(item[began]))
    .map(item => {
      const entries = Object.entries(item).filter(([key, value]) => !(after.includes(key) && isLater(value)));
      return Object.fromEntries(entries) as T;
    });
}

/** The facts with every list there, as the clocks read them. */
export type KnownFacts = Required<Omit<CaseFacts, 'reportsKnownSince' | 'tribunalKnownSince'>> &
  Pick<CaseFacts, 'reportsKnownSince' | 'tribunalKnownSince'>;

/**
 * The facts as they were on a day, so that a clock can be read as at any date. Days that are plans by nature stay:
 * the release date, the day of a move, the day by which a late report is promised.
 * @param facts all that is known now
 * @param on the day of reading
 */
export function factsKnownOn(facts: CaseFacts, on: Temporal.PlainDate): KnownFacts {
  const today = on.toString();
  const { authorities, movements, reports, lateNotices, agreedIntervals, askedReports } = facts;
  const { libertyConditions, tribunalCases, transferRequests, addressChanges, recallDuties } = facts;
  const papers = ['hospitalAskedOn', 'hospitalStatementOn', 'supervisorsNamedOn'] as const;
  const laterPapers = [
    ...papers,
    'supervisorsReportsOn',
    'commentsOn',
    'withdrawnOn',
    'consideredOn',
  ] as const;
  return {
    ...facts,
    authorities: happened(authorities, { began: 'madeOn', after: ['endedOn', 'admittedOn'], today }),
    movements: happened(movements, { began: 'on', after: [], today }),
    libertyConditions: happened(libertyConditions, { began: 'fromOn', after: ['untilOn'], today }),
    reports: happened(reports, { began: 'receivedOn', after: [], today }),
    lateNotices: happened(lateNotices, { began: 'givenOn', after: [], today }),
    askedReports: happened(askedReports, { began: 'askedOn', after: [], today }),
    agreedIntervals: happened(agreedIntervals, { began: 'agreedOn', after: [], today }),
    tribunalCases: happened(tribunalCases, { began: 'madeOn', after: laterPapers, today }),
    transferRequests: happened(transferRequests, {
      ...{ began: 'requestedOn', after: ['admittedOn', 'endedOn'], today },
    }),
    addressChanges: happened(addressChanges, { began: 'plannedOn', after: ['toldOn', 'answeredOn'], today }),
    informationRequests: happened(facts.informationRequests, {
      ...{ began: 'askedOn', after: ['answeredOn'], today },
    }),
    viewsAsked: happened(facts.viewsAsked, {
      ...{ began: 'askedOn', after: ['answeredOn'], today },
    }),
    recallDuties: happened(recallDuties, { began: 'leftOn', after: ['metOn'], today }),
    decidables: happened(facts.decidables, {
      ...{ began: 'receivedOn', after: ['pausedOn', 'decidedOn'], today },
    }),
  };
}
