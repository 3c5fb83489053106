import { type DatedRule, datedRules } from '../../../platform/time/index.ts';
import { act1983, act2025, since } from '../clocks/sources.ts';
import type { Standing } from '../clocks/standing.ts';

export const references = ['s71(1)', 's71(2)', 's75(1)(a)', 's75(2C)'] as const;
export const applications = ['s69(2)', 's70', 's75(2)'] as const;
export type ReferenceGround = (typeof references)[number];
export type Ground = ReferenceGround | (typeof applications)[number];
export type TribunalKind = 'reference' | 'application';

/** Where the person has to stand for the Secretary of State to refer the case on a ground. */
export type ReferenceLaw = {
  readonly stands: readonly Standing['is'][];
  /** The person is in hospital because they were recalled. */
  readonly onRecall?: true;
  /** The clock that sets the day by which it is to be made; none where it is a power and no duty. */
  readonly clock?: string;
};

/**
 * The references of the Secretary of State. That section 71(1) reaches somebody conditionally discharged, and the three
 * years of section 71(2), are background; the interval of section 75(2C) stands with its clock.
 */
export const referenceLaw: readonly DatedRule<ReferenceLaw>[] = datedRules<ReferenceLaw>([
  {
    ...{ id: 's71(1)', version: '1983-1', source: act1983('section 71(1)'), inForceFrom: since.act1983 },
    value: { stands: ['in hospital', 'conditionally discharged'] },
  },
  {
    ...{ id: 's71(2)', version: '1983-1', inForceFrom: since.act1983 },
    source: act1983('section 71(2)', 'background'),
    value: { stands: ['in hospital'], clock: 'reference-in-hospital' },
  },
  {
    ...{ id: 's75(1)(a)', version: '1983-1', inForceFrom: since.act1983 },
    source: act1983('section 75(1)(a)'),
    value: { stands: ['in hospital'], onRecall: true, clock: 'recall-reference' },
  },
  {
    ...{ id: 's75(2C)', version: '2026-02', inForceFrom: since.act2025 },
    source: act2025('section 32, adding section 75(2C) to the Act of 1983'),
    value: { stands: ['conditionally discharged'], clock: 'reference-deprived-of-liberty' },
  },
]);

const groundOfWindow: ReadonlyMap<string, Ground> = new Map<string, Ground>([
  ['window-first-six-months', 's69(2)'],
  ['window-in-hospital', 's70'],
  ['window-discharged', 's75(2)'],
  ['window-deprived-of-liberty', 's75(2)'],
]);

/** The section under which an application is made in a window; undefined for a clock that is none. */
export const groundOf = (clock: string): Ground | undefined => groundOfWindow.get(clock);
