import { type ClockRule, type DatedRule, datedRules } from '../../../platform/time/index.ts';
import { act1983, act2025, ofMhcs, ownDefault, since, tribunalRules } from './sources.ts';

const byLaw = { mayPause: false } as const;

// That the view of the clinician is sought is known; how long the section waits for it was not found.
const view = (id: string): DatedRule<ClockRule> => ({
  ...{ id, version: '1', inForceFrom: since.firstYear },
  source: ownDefault('how long the section waits for the view of a clinician was not found'),
  value: { unit: 'workingDays', count: 10, dueSoonWithin: 3, ...byLaw },
});

/** Periods that run once, from one event to another. None of them can be paused by anybody. */
export const periodRules: readonly DatedRule<ClockRule>[] = datedRules<ClockRule>([
  {
    // Case law asks for reasonable despatch besides; the month is the outer end.
    id: 'recall-reference',
    version: '1983-1',
    source: act1983('section 75(1)(a)'),
    inForceFrom: since.act1983,
    value: { unit: 'months', count: 1, dueSoonWithin: 14, ...byLaw },
  },
  {
    id: 'hospital-statement',
    version: '2008-11',
    source: tribunalRules('rule 32(6) and practice direction of 30 October 2008', 'verified'),
    inForceFrom: since.tribunalRules2008,
    value: { unit: 'weeks', count: 3, dueSoonWithin: 7, ...byLaw },
  },
  {
    id: 'supervisors-reports',
    version: '2012-04',
    source: tribunalRules('rule 32(4) and (5) as amended by SI 2012/500', 'verified'),
    inForceFrom: since.tribunalRules2012,
    value: { unit: 'weeks', count: 3, dueSoonWithin: 7, ...byLaw },
  },
  {
    id: 'state-comments-on-recall',
    version: '2008-11',
    source: tribunalRules('rule 32, on proceedings under section 75(1)', 'background'),
    inForceFrom: since.tribunalRules2008,
    value: { unit: 'weeks', count: 2, dueSoonWithin: 5, ...byLaw },
  },
  {
    id: 'state-comments',
    version: '2008-11',
    source: tribunalRules('rule 32, on all other proceedings', 'background'),
    inForceFrom: since.tribunalRules2008,
    value: { unit: 'weeks', count: 3, dueSoonWithin: 7, ...byLaw },
  },
  {
    // Whether the day of the request is itself one of the 28 was not seen; here it is not.
    id: 'prison-transfer',
    version: '2025-1',
    source: act2025('section 37, adding sections 47A, 48A and 48B to the Act of 1983', 'background'),
    inForceFrom: since.notYetSet,
    value: { unit: 'calendarDays', count: 28, dueSoonWithin: 7, ...byLaw },
  },
  view('clinician-view'),
  view('supervisor-view'),
]);

/** Notice that has to be given so many days before something happens, or on the day that it becomes known. */
export type NoticeRule = { readonly daysBefore: number; readonly dueSoonWithin: number };

export const noticeRules: readonly DatedRule<NoticeRule>[] = datedRules<NoticeRule>([
  {
    id: 'address-notice',
    version: '2022-02',
    source: ofMhcs('discharge application', 'version 2.1 of February 2022, standard conditions', 'verified'),
    inForceFrom: since.firstYear,
    value: { daysBefore: 14, dueSoonWithin: 14 },
  },
  {
    id: 'address-answer',
    version: '2026-1',
    source: ownDefault(
      'who gives notice of a move reads the answer before it; no paper of MHCS that was found says when',
    ),
    inForceFrom: since.firstYear,
    value: { daysBefore: 0, dueSoonWithin: 7 },
  },
  {
    // “Immediately” is read as the day itself.
    id: 'naming-supervisors',
    version: '2012-04',
    source: tribunalRules('rule 32(4) as amended by SI 2012/500', 'verified'),
    inForceFrom: since.tribunalRules2012,
    value: { daysBefore: 0, dueSoonWithin: 0 },
  },
]);

/** How long before restrictions end by themselves everybody is told. */
export type ExpiryRule = { readonly dueSoonWithin: number };

export const expiryRules: readonly DatedRule<ExpiryRule>[] = datedRules<ExpiryRule>([
  {
    id: 'restrictions-end',
    version: '1983-1',
    source: act1983('section 50(2); for section 45A, section 45B; the three months of warning are our own'),
    inForceFrom: since.act1983,
    value: { dueSoonWithin: 90 },
  },
]);
