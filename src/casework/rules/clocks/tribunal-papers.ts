import type { Day, TribunalCase } from './facts.ts';
import { type CaseOn, lawOn } from './law.ts';
import { type CaseClock, day, readPeriod, readUntil } from './reading.ts';
import { type Standing, standingOn } from './standing.ts';
import { referenceSince } from './tribunal-references.ts';

type Paper = { readonly id: string; readonly from: Day | undefined; readonly doneOn: Day | undefined };

function readPaper({ id, from, doneOn }: Paper, of: string, { law, today }: CaseOn): CaseClock[] {
  if (from === undefined) return [];
  const startedOn = day(from);
  const rule = lawOn(law.periods, id, startedOn);
  if (!rule) return [];
  return [readPeriod({ rule, of, startedOn, doneOn, why: 'clocks.why.paperAsked' }, today)];
}

function naming({ id, madeOn, supervisorsNamedOn }: TribunalCase, { law, today }: CaseOn): CaseClock[] {
  const startedOn = day(madeOn);
  const rule = lawOn(law.notices, 'naming-supervisors', startedOn);
  if (!rule) return [];
  const { daysBefore, dueSoonWithin } = rule.value;
  const due = startedOn.add({ days: daysBefore });
  const counted = {
    rule,
    of: id,
    startedOn,
    doneOn: supervisorsNamedOn,
    why: 'clocks.why.tribunalAsked',
  } as const;
  return [readUntil({ ...counted, due, dueSoonWithin }, today)];
}

// Proceedings under section 75(1) are those of the one reference that the recall called for.
const isOnRecall = (one: TribunalCase, standing: Standing, cases: readonly TribunalCase[]) =>
  standing.is === 'in hospital' &&
  standing.by === 'recall' &&
  referenceSince(cases, standing.on)?.id === one.id;

function papersOf(one: TribunalCase, standing: Standing, cases: readonly TribunalCase[]): readonly Paper[] {
  const ofHospital = standing.is === 'in hospital';
  const reports = ofHospital ? one.hospitalStatementOn : one.supervisorsReportsOn;
  const comments = isOnRecall(one, standing, cases) ? 'state-comments-on-recall' : 'state-comments';
  return [
    ofHospital
      ? { id: 'hospital-statement', from: one.hospitalAskedOn, doneOn: reports }
      : { id: 'supervisors-reports', from: one.supervisorsNamedOn, doneOn: reports },
    { id: comments, from: reports, doneOn: one.commentsOn },
  ];
}

/**
 * The papers of a case before the tribunal. In hospital: its statement and reports within three weeks of being
 * asked. Conditionally discharged: the responsible clinician and social supervisor are named at once, and have
 * three weeks. Then the comments of the Secretary of State, two weeks on a recall and otherwise three.
 * Source: SI 2008/2699, rule 32, as amended by SI 2012/500; the last two periods are background.
 * @param one the case before the tribunal; where the person stood when it was made decides who reports
 */
export function tribunalPapers(one: TribunalCase, at: CaseOn): CaseClock[] {
  if (one.withdrawnOn !== undefined || one.consideredOn !== undefined) return [];
  const standing = standingOn(at.facts, one.madeOn);
  const papers = papersOf(one, standing, at.facts.tribunalCases).flatMap(paper =>
    readPaper(paper, one.id, at),
  );
  return standing.is === 'conditionally discharged' ? [...naming(one, at), ...papers] : papers;
}
