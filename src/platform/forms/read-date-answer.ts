import { dateProblems, readDate } from '../time/index.ts';
import { datePartName, dateParts } from './fields.ts';
import type { DateQuestion } from './form.ts';
import { type Asking, type Found, problemOfSent, type Reading, shown } from './reading.ts';

function judged(question: DateQuestion, boxes: readonly string[], today: string): Found {
  const [day = '', month = '', year = ''] = boxes;
  const read = readDate({ day, month, year });
  if ('problem' in read) {
    // A date may be left empty while a section is saved half done; what is still missing is listed elsewhere.
    return read.problem === 'missing'
      ? {}
      : { problem: { key: dateProblems[read.problem], parts: read.parts } };
  }
  const answer = read.date.toString();
  const isTooLate = question.notAfterToday === true && answer > today;
  return isTooLate ? { problem: { key: 'forms.error.futureDate', parts: dateParts } } : { answer };
}

/**
 * Reads a date from its three fields.
 * @param question what was asked
 * @param asking where to look, and the day that "today" means
 * @returns an ISO day or what is wrong with which boxes, and what was typed
 */
export function readDateAnswer(question: DateQuestion, { field, body, today }: Asking): Reading {
  const sent = dateParts.map(part => body.valuesOf(datePartName(field, part)));
  const typed = Object.fromEntries(
    dateParts.map((part, at) => [datePartName(field, part), shown(sent[at] ?? [])]),
  );
  const unfit = sent.map(problemOfSent).find(problem => problem !== undefined);
  if (unfit) return { problem: unfit, typed };
  return {
    ...judged(
      question,
      sent.map(raw => raw[0] ?? ''),
      today,
    ),
    typed,
  };
}
