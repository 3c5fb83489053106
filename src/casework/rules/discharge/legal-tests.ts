import type { TextKey } from '../../../platform/language/index.ts';
import { type DatedRule, datedRules, rulesInForce } from '../../../platform/time/index.ts';

/** What the law lets somebody decide only when a test of its own is met. */
export type TestedMatter =
  | 'supervised discharge'
  | 'lifting of restrictions'
  | 'transfer of a sentenced prisoner'
  | 'transfer of an unsentenced prisoner';

/** Who decides. */
export type TestedBy = 'Secretary of State' | 'tribunal';

/** One thing that has to be true. */
export type TestPart =
  | 'public'
  /** Another person, which is more than the public and less. */
  | 'another person'
  | 'no less beneficial'
  | 'no longer needed'
  | TransferPart;
/** What has to be true of somebody in prison before they are moved to hospital. */
type TransferPart = 'disorder' | 'treatment available' | 'urgent' | 'benefit';

export type LegalTest = {
  readonly matter: TestedMatter;
  readonly by: TestedBy;
  /** All of them have to be true. */
  readonly parts: readonly TestPart[];
  readonly section: string;
};

const texts = {
  public: 'discharge.test.public',
  'another person': 'discharge.test.another',
  'no less beneficial': 'discharge.test.beneficial',
  'no longer needed': 'discharge.test.noLonger',
  disorder: 'prison.test.disorder',
  'treatment available': 'prison.test.treatment',
  urgent: 'prison.test.urgent',
  benefit: 'prison.test.benefit',
} as const satisfies Record<TestPart, TextKey>;

const act1983 = (reference: string) => ({
  source: { name: 'Mental Health Act 1983', reference, mark: 'verified' } as const,
  inForceFrom: '1983-09-30',
});
const act2025 = (reference: string) => ({
  source: { name: 'Mental Health Act 2025, section 35', reference, mark: 'verified' } as const,
  inForceFrom: '2026-02-18',
});

const notYetSet = '9999-12-31';
const fromPrison = ['disorder', 'treatment available'] as const;

type Transfer = Pick<DatedRule<LegalTest>, 'version' | 'source' | 'inForceFrom' | 'inForceUntil'> & {
  readonly section: 's47' | 's48';
  readonly parts: readonly TransferPart[];
};
const transfer = ({ section, parts, ...dated }: Transfer): DatedRule<LegalTest> => {
  const matter =
    section === 's47' ? 'transfer of a sentenced prisoner' : 'transfer of an unsentenced prisoner';
  return {
    ...{ id: `${matter}, Secretary of State`, ...dated },
    value: { matter, by: 'Secretary of State', parts, section },
  };
};
const amended = (reference: string) => ({
  source: { name: 'Mental Health Act 2025', reference, mark: 'background' } as const,
});

/**
 * From prison to hospital, under sections 47 and 48. The Act of 2025 changes both: section 36(1) and (3)(b) are in force,
 * but their wording was not seen, so the test of 1983 is kept until somebody has entered it; sections 8 and 9 add that the
 * treatment holds out a benefit, on a day that nobody has set.
 */
const transferTests: readonly DatedRule<LegalTest>[] = [
  transfer({
    ...{ ...act1983('section 47(1)'), version: '1', inForceUntil: notYetSet },
    ...{ section: 's47', parts: fromPrison },
  }),
  transfer({
    ...{ ...amended('sections 8 and 9'), version: '2025-1', inForceFrom: notYetSet },
    ...{ section: 's47', parts: [...fromPrison, 'benefit'] },
  }),
  transfer({
    ...{ ...act1983('section 48(1)'), version: '1', inForceUntil: '2026-02-18' },
    ...{ section: 's48', parts: [...fromPrison, 'urgent'] },
  }),
  transfer({
    ...{ ...amended('section 36(1) and (3)(b)'), version: '2026-1', inForceFrom: '2026-02-18' },
    ...{ inForceUntil: notYetSet, section: 's48', parts: [...fromPrison, 'urgent'] },
  }),
  transfer({
    ...{ ...amended('sections 8 and 9'), version: '2025-1', inForceFrom: notYetSet },
    ...{ section: 's48', parts: [...fromPrison, 'urgent', 'benefit'] },
  }),
];

/**
 * The tests, each under its own section. That of the Secretary of State and that of the tribunal differ: the first asks
 * about the public, the second about another person and about what is good for the one who is discharged.
 */
export const legalTests: readonly DatedRule<LegalTest>[] = datedRules([
  ...transferTests,
  {
    ...{ id: 'lifting of restrictions, Secretary of State', version: '1', ...act1983('section 42(1)') },
    value: {
      matter: 'lifting of restrictions',
      by: 'Secretary of State',
      parts: ['no longer needed'],
      section: 's42(1)',
    },
  },
  {
    ...{ id: 'supervised discharge, Secretary of State', version: '1', ...act2025('section 42(2A)') },
    value: {
      matter: 'supervised discharge',
      by: 'Secretary of State',
      parts: ['public'],
      section: 's42(2A)',
    },
  },
  {
    ...{ id: 'supervised discharge, tribunal', version: '1', ...act2025('section 73(5A) and (5B)') },
    value: {
      matter: 'supervised discharge',
      by: 'tribunal',
      parts: ['another person', 'no less beneficial'],
      section: 's73(5A)-(5B)',
    },
  },
]);

/**
 * The test that the law sets for something on a day.
 * Source: design brief, sections 2.2 and 7.
 * @param matter what is decided
 * @param by who decides
 * @returns undefined where the law does not know it on that day: then it cannot be granted
 */
export function legalTest(
  matter: TestedMatter,
  by: TestedBy,
  today: Temporal.PlainDate,
): LegalTest | undefined {
  return rulesInForce(legalTests, today).find(({ value }) => value.matter === matter && value.by === by)
    ?.value;
}

/** Whether a test is met: each of its parts was said to be true. What was not said is not. */
export function isMet(test: LegalTest, said: Readonly<Partial<Record<TestPart, boolean>>>): boolean {
  return test.parts.every(part => said[part] === true);
}

/** Each part of a test as a sentence. */
export function textsOfTest({ parts }: LegalTest): readonly TextKey[] {
  return parts.map(part => texts[part]);
}
