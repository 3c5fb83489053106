import type { Translate } from '../../platform/language/index.ts';
import { type Field, readFields, type Typed } from '../../platform/small-forms/index.ts';
import type { Body, FieldProblem } from '../../platform/web/index.ts';
import { isNearMove } from '../rules/conditions/address-notice.ts';

/** What is asked of whoever gives notice. */
export const noticeFields: readonly Field[] = [
  { kind: 'text', name: 'address', label: 'addresses.field.address', need: 'addresses.problem.address' },
  { kind: 'day', name: 'move', label: 'addresses.field.move', hint: 'addresses.field.moveHint' },
  { kind: 'text', name: 'why', label: 'addresses.field.why', hint: 'addresses.field.whyHint' },
];

const longest = { address: 1000, why: 4000 } as const;

/** Reads notice of a new address as it was typed, with what is wrong with it. */
export function readGiven(body: Body, { t, today }: { t: Translate; today: Temporal.PlainDate }) {
  const read = readFields(noticeFields, body, t);
  const { address = '', why = '' } = read.texts;
  const problems: FieldProblem[] = [...read.problems];
  for (const field of ['address', 'why'] as const)
    if (
      (read.texts[field] ?? '').length > longest[field] &&
      !problems.some(problem => problem.field === field)
    )
      problems.push({ field, text: t('conditions.problem.long', { max: longest[field] }) });
  const moveOn = read.days.move ? Temporal.PlainDate.from(read.days.move) : undefined;
  if (moveOn && !isNearMove(moveOn, today))
    problems.push({ field: 'move-day', text: t('addresses.problem.far') });
  const typed: Typed = read;
  return { typed, problems, address, moveOn, why: why.trim() === '' ? null : why };
}
