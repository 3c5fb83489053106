import {
  type DatedRule,
  datedRules,
  type RuleSource,
  rulesInForce,
  type SourceMark,
} from '../../platform/time/index.ts';
import type { Day } from './clocks/facts.ts';
import type { Matter } from './delegation.ts';
import { prisonKinds } from './kinds/prison.ts';

/** As what a granted matter goes out, where the decision letter alone does not do it. */
export const instrumentForms = ['warrant', 'direction', 'authorisation'] as const;
export type InstrumentForm = (typeof instrumentForms)[number];

/** Which paper a granted matter needs, and the power that it names. */
export type InstrumentRule = {
  readonly matter: Matter;
  /** Only for one of the things asked for under this matter, where that changes the power; else all of them. */
  readonly asked?: string;
  readonly form: InstrumentForm;
  /** Act and section, as the paper names them. */
  readonly power: string;
};

const act = (reference: string, mark: SourceMark = 'verified'): RuleSource => ({
  name: 'Mental Health Act 1983',
  reference,
  mark,
});

type Row = readonly [matter: Matter, form: InstrumentForm, power: string, source: RuleSource, asked?: string];
const rows: readonly Row[] = [
  ['recall', 'warrant', 'Mental Health Act 1983, section 42(3)', act('s42(3)')],
  ['urgent recall', 'warrant', 'Mental Health Act 1983, section 42(3)', act('s42(3)')],
  ['remission', 'warrant', 'Mental Health Act 1983, section 50(1)', act('s50(1)')],
  // That a discharge by the Secretary of State goes out as a warrant is background, not read at the source.
  ['conditional discharge', 'warrant', 'Mental Health Act 1983, section 42(2)', act('s42(2)', 'background')],
  [
    'supervised discharge',
    'warrant',
    'Mental Health Act 1983, section 42(2) and (2A)',
    act('s42(2A)', 'background'),
  ],
  ['absolute discharge', 'warrant', 'Mental Health Act 1983, section 42(2)', act('s42(2)', 'background')],
  ['prison transfer', 'warrant', 'Mental Health Act 1983, sections 47 to 49', act('ss47-49')],
  ...Object.entries(prisonKinds['prison transfer'].asks.matters).map(([asked, { authority }]): Row => {
    const section = authority === 's47/49' ? 47 : 48;
    const power = `Mental Health Act 1983, sections ${section} and 49`;
    return ['prison transfer', 'warrant', power, act(`ss${section}, 49`), asked];
  }),
  ['lifting of restrictions', 'direction', 'Mental Health Act 1983, section 42(1)', act('s42(1)')],
  [
    'level transfer',
    'authorisation',
    'Mental Health Act 1983, section 19 with section 41(3)(c)(ii)',
    act('s41(3)(c)(ii)'),
  ],
  [
    'hospital transfer',
    'authorisation',
    'Mental Health Act 1983, section 19 with section 41(3)(c)(ii)',
    act('s41(3)(c)(ii)'),
  ],
  [
    'trial leave',
    'authorisation',
    'Mental Health Act 1983, section 17 with section 41(3)(c)(i)',
    act('s41(3)(c)(i)', 'design'),
  ],
];

/**
 * Every instrument as dated data. Consent to leave, an answer about conditions and what is said of a report go out as
 * the decision letter and have no row here. Source: design brief, section 2.2.
 */
export const instrumentRules: readonly DatedRule<InstrumentRule>[] = datedRules(
  rows.map(([matter, form, power, source, asked]) => ({
    ...{ id: asked ? `${matter}, ${asked}` : matter, version: '1983-1', source, inForceFrom: '1983-09-30' },
    value: { matter, form, power, ...(asked ? { asked } : {}) },
  })),
);

/**
 * The instrument of a granted matter.
 * @param matter what was granted
 * @param of what was asked for under it, and the day of the decision
 * @param table the rules
 * @returns the rule, one of its own for what was asked for first; undefined where the letter is all that goes out
 */
export function instrumentOf(
  matter: Matter,
  { asked, on }: { readonly asked?: string; readonly on: Day },
  table: readonly DatedRule<InstrumentRule>[] = instrumentRules,
): DatedRule<InstrumentRule> | undefined {
  const fitting = rulesInForce(table, Temporal.PlainDate.from(on)).filter(
    ({ value }) => value.matter === matter && (value.asked === undefined || value.asked === asked),
  );
  return fitting.find(({ value }) => value.asked !== undefined) ?? fitting[0];
}
