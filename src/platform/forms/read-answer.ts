import { canBeKept } from './body.ts';
import type { DateQuestion, NumberQuestion, SimpleQuestion, TextQuestion } from './form.ts';
import { readDateAnswer } from './read-date-answer.ts';
import { type Asking, type Found, type Problem, problemOfSent, type Reading, shown } from './reading.ts';
import { optionsOf } from './texts.ts';

export const longestText = 100_000;
export const longestLine = 2_000;

const mailAddress = /^[^\s@]+@[^\s@]+$/;
// A ward writes "0123 456 7890 ext 12, ask for Sam": it is a telephone number as soon as it can be dialled.
const fewestDigits = 5;

function problemOfText(question: TextQuestion, value: string): Problem | undefined {
  const max = question.maxLength ?? (question.kind === 'long-text' ? longestText : longestLine);
  if (value.length > max) return { key: 'forms.error.tooLong', values: { count: value.length, max } };
  const trimmed = value.trim();
  if (trimmed === '') return undefined;
  if (question.kind === 'email' && !mailAddress.test(trimmed)) return { key: 'forms.error.email' };
  const digits = trimmed.replace(/\D/g, '').length;
  if (question.kind === 'phone' && digits < fewestDigits) return { key: 'forms.error.phone' };
  return undefined;
}

function readText(question: TextQuestion, value: string): Found {
  const problem = problemOfText(question, value);
  if (problem) return { problem };
  return value === '' ? {} : { answer: value };
}

function readNumber(question: NumberQuestion, value: string): Found {
  const digits = value.trim();
  if (digits === '') return {};
  if (!/^\d{1,9}$/.test(digits)) return { problem: { key: 'forms.error.number' } };
  const { min = 0, max = 999_999_999 } = question;
  const number = Number(digits);
  if (number < min || number > max) return { problem: { key: 'forms.error.range', values: { min, max } } };
  return { answer: number };
}

function readChoices(question: SimpleQuestion, raw: readonly string[]): Found {
  const options = optionsOf(question);
  if (raw.some(value => !options.includes(value))) return { problem: { key: 'forms.error.notOnList' } };
  return raw.length === 0 ? {} : { answer: options.filter(option => raw.includes(option)) };
}

function readOne(question: Exclude<SimpleQuestion, DateQuestion>, value: string): Found {
  switch (question.kind) {
    case 'text':
    case 'long-text':
    case 'email':
    case 'phone':
      return readText(question, value);
    case 'whole-number':
      return readNumber(question, value);
    case 'yes-no':
    case 'choice':
    case 'choices': {
      if (value === '') return {};
      return optionsOf(question).includes(value)
        ? { answer: value }
        : { problem: { key: 'forms.error.notOnList' } };
    }
  }
}

/**
 * Reads one answer from an untrusted body.
 * @param question what was asked
 * @param asking where to look; `today` is an ISO day
 * @returns the answer or what is wrong with it, and what was typed; neither answer nor problem when left empty
 */
export function readAnswer(question: SimpleQuestion, asking: Asking): Reading {
  if (question.kind === 'date') return readDateAnswer(question, asking);
  const raw = asking.body.valuesOf(asking.field);
  if (question.kind === 'choices') {
    return { ...readChoices(question, raw), typed: { [asking.field]: raw.filter(canBeKept) } };
  }
  const typed = { [asking.field]: shown(raw) };
  const unfit = problemOfSent(raw);
  if (unfit) return { problem: unfit, typed };
  return { ...readOne(question, raw[0] ?? ''), typed };
}
