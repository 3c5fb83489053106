import { type DatedRule, datedRules } from '../../../platform/time/index.ts';
import { type AuthorityKind, authorityKinds } from '../register/authorities.ts';
import { act1983, act2025, since } from './sources.ts';

/** When a person may apply: once between two months of a first period, then once in each period after it. */
export type WindowRule = {
  readonly opensAfterMonths: number;
  readonly closesAfterMonths: number;
  /** Undefined where the right is given once. */
  readonly thenEveryMonths?: number;
  readonly closingSoonWithin: number;
  /** The authorities that open this way. */
  readonly kinds: readonly string[];
  /** Counted anew from the day on which conditions that deprive of liberty ended. */
  readonly restartsAfterLiberty?: boolean;
};

const closingSoonWithin = 60;
// Not for committals under section 44: what route to the tribunal they have was not found.
const hasRoute = ({ tribunal }: AuthorityKind) => tribunal !== 'limited' && tribunal !== 'unrestricted';
const codesOf = (holds: (kind: AuthorityKind) => boolean) =>
  authorityKinds.filter(holds).map(({ code }) => code);
const kinds = codesOf(hasRoute);
// Directions under sections 47 and 48, and authorities that Part 6 treats as orders of a court here.
const isTransferred = ({ family }: AuthorityKind) =>
  family === 's47/49' || family === 's48/49' || family === 'cross-border';
const yearsOfTwo = { closesAfterMonths: 24, thenEveryMonths: 24, closingSoonWithin, kinds };

export const windowRules: readonly DatedRule<WindowRule>[] = datedRules<WindowRule>([
  {
    // Since 3 November 2008 no longer for hospital directions (section 45A).
    id: 'window-first-six-months',
    version: '2008-11',
    source: act1983('section 69(2)'),
    inForceFrom: since.tribunalRules2008,
    value: {
      ...{ opensAfterMonths: 0, closesAfterMonths: 6, closingSoonWithin },
      kinds: codesOf(isTransferred),
    },
  },
  {
    id: 'window-in-hospital',
    version: '1983-1',
    source: act1983('sections 70 and 75(1)(b)'),
    inForceFrom: since.act1983,
    value: { opensAfterMonths: 6, closesAfterMonths: 12, thenEveryMonths: 12, closingSoonWithin, kinds },
  },
  {
    id: 'window-discharged',
    version: '1983-1',
    source: act1983('section 75(2)'),
    inForceFrom: since.act1983,
    inForceUntil: since.act2025,
    value: { opensAfterMonths: 12, ...yearsOfTwo },
  },
  {
    id: 'window-discharged',
    version: '2026-02',
    source: act2025('section 30(2), changing section 75 of the Act of 1983'),
    inForceFrom: since.act2025,
    value: { opensAfterMonths: 12, ...yearsOfTwo, restartsAfterLiberty: true },
  },
  {
    // Six to twelve months, then once in every two years.
    id: 'window-deprived-of-liberty',
    version: '2026-02',
    source: act2025('section 30(2), changing section 75 of the Act of 1983'),
    inForceFrom: since.act2025,
    value: { opensAfterMonths: 6, closesAfterMonths: 12, thenEveryMonths: 24, closingSoonWithin, kinds },
  },
]);

/** When the Secretary of State has to refer a case that no tribunal has considered. */
export type ReferenceRule = {
  readonly firstAfterMonths: number;
  readonly thenEveryMonths: number;
  readonly dueSoonWithin: number;
};

export const referenceRules: readonly DatedRule<ReferenceRule>[] = datedRules<ReferenceRule>([
  {
    id: 'reference-in-hospital',
    version: '1983-1',
    source: act1983('section 71(2)'),
    inForceFrom: since.act1983,
    value: { firstAfterMonths: 36, thenEveryMonths: 36, dueSoonWithin: 60 },
  },
  {
    // The duty is verified, its interval is not: twelve months, then two years, is what is believed [B].
    id: 'reference-deprived-of-liberty',
    version: '2026-02',
    source: act2025('section 32, adding section 75(2C) to the Act of 1983', 'background'),
    inForceFrom: since.act2025,
    value: { firstAfterMonths: 12, thenEveryMonths: 24, dueSoonWithin: 60 },
  },
]);
