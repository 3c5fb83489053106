import type { Translate } from '../../../platform/language/index.ts';
import {
  type Body,
  type DayBoxes,
  type FieldProblem,
  isStorable,
  many,
  one,
  readDay,
} from '../../../platform/web/index.ts';
import type { StatementReply } from '../../../voice/index.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import { type Draft, draftIn, mostConditions, printsOf } from './draft.ts';
import type { Work } from './open-work.ts';
import { outcomesOf } from './outcomes-of.ts';
import { type PartToAnswer, partsOf } from './parts.ts';
import { printOf } from './prints.ts';
import { bankFor } from './standard-conditions.ts';

/** A reply as it was typed, over the version that the page showed; 0 when there was none. */
export type TypedReply = Pick<PartToAnswer, 'statementId' | 'prompt' | 'field'> & {
  kind: StatementReply['kind'];
  text: string;
  version: number;
};

/** The form of a decision as it was sent. */
export type Typed = {
  draft: Draft;
  version: number;
  /** Short prints of what the page was drawn from. */
  base: string;
  replies: TypedReply[];
  /** What stands in the boxes of the day of a report, and what is wrong with it. */
  report?: { boxes: DayBoxes; problem?: FieldProblem };
};

/**
 * Reads the form of a decision. Conditions ticked in the bank join those that were written, in the person's own
 * language where the person reads them.
 */
export function typedIn(body: Body, { file, statements, today }: Work, t: Translate): Typed {
  const { setsConditions, leave } = kindRules[file.kind];
  const outcomes = outcomesOf(file);
  const inPairs = setsConditions !== undefined;
  const ticked = many(body, 'standard');
  const bank = bankFor(file, today, t);
  const chosen = bank.filter(({ id }) => ticked.includes(id));
  const { reportBy, report } = leave ? reportIn(body, today, t) : {};
  const draft = draftIn(body, {
    askedFor: file.askedFor,
    kinds: outcomes,
    inPairs,
    reportBy: reportBy ?? null,
  });
  return {
    draft: {
      ...draft,
      conditions: [...draft.conditions, ...chosen.map(({ text }) => text)],
      answerConditions: [...draft.answerConditions, ...chosen.map(({ plain }) => plain)],
      onLiberty: inPairs ? [...draft.onLiberty, ...chosen.map(one => one.onLiberty)] : [],
    },
    version: wholeNumber(one(body, 'version')),
    base: one(body, 'base'),
    replies: partsOf(statements).map(part => replyIn(body, part)),
    ...(report ? { report } : {}),
  };
}

/** The day by which a report on the leave is asked for: a day to come, or nothing. */
function reportIn(body: Body, today: Temporal.PlainDate, t: Translate) {
  const read = readDay(body, 'report', { what: 'leaveReport.decisionDay', t });
  const { typed: boxes } = read;
  if (!read.ok) return { report: { boxes, ...(read.isEmpty ? {} : { problem: read.problem }) } };
  const reportBy = read.day.toString();
  if (reportBy > today.toString()) return { reportBy, report: { boxes } };
  return {
    reportBy,
    report: { boxes, problem: { field: 'report-day', text: t('leaveReport.problem.past') } },
  };
}

function replyIn(body: Body, { statementId, prompt, field }: PartToAnswer): TypedReply {
  const kind = one(body, `${field}-kind`) === 'not considered' ? 'not considered' : 'answered';
  const version = wholeNumber(one(body, `${field}-version`));
  return { statementId, prompt, field, kind, text: one(body, field), version };
}

function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function printOfReply(reply: { kind: string; text: string } | undefined): string {
  return printOf(reply === undefined || reply.text.trim() === '' ? '' : [reply.kind, reply.text]);
}

/** Whether anything but the replies was typed into. */
export function touchesDraft({ draft, base }: Typed): boolean {
  const drawn = new Set(base.split(' '));
  return printsOf(draft)
    .split(' ')
    .some(print => !drawn.has(print));
}

/** The hidden field that says what a page was drawn from. */
export function baseOf(
  draft: Draft,
  replies: readonly Pick<TypedReply, 'field' | 'kind' | 'text'>[],
): string {
  return [printsOf(draft), ...replies.map(reply => `${reply.field}-${printOfReply(reply)}`)].join(' ');
}

/** The replies that were typed into, compared with what the page had shown. */
export function touchedReplies({ replies, base }: Typed): TypedReply[] {
  const drawn = new Set(base.split(' '));
  return replies.filter(reply => !drawn.has(`${reply.field}-${printOfReply(reply)}`));
}

/** What cannot be kept. Nothing is refused for what it says. */
export function problemsOf(typed: Typed, { statements }: Work, t: Translate): FieldProblem[] {
  const { draft, replies, report } = typed;
  const texts = [
    { field: 'reasons', text: draft.reasons },
    { field: 'answer', text: draft.answer },
    { field: 'testWhy', text: draft.testWhy },
    ...draft.conditions.map((text, place) => ({ field: `condition-${place}`, text })),
    ...draft.answerConditions.map((text, place) => ({ field: `rule-${place}`, text })),
    ...replies,
  ];
  const tooMany = [draft.conditions, draft.answerConditions].some(list => list.length > mostConditions);
  const emptied = partsOf(statements).filter(
    ({ field, reply }) => reply && replies.some(typed => typed.field === field && typed.text.trim() === ''),
  );
  return [
    ...texts
      .filter(({ text }) => !isStorable(text))
      .map(({ field }) => ({ field, text: t('platform.problem.unstorable') })),
    ...(report?.problem ? [report.problem] : []),
    ...(tooMany ? [{ field: 'condition-0', text: t('mhcs.decision.problem.tooMany') }] : []),
    // What was answered stays answered, in other words.
    ...emptied.map(({ field }) => ({ field, text: t('mhcs.decision.problem.emptied') })),
  ];
}
