import { eachInField, fieldNamed, type Groups, piece } from './fields.ts';

const begun = /(?<=^|[\s(])[\p{L}\p{M}\p{N}]{2,}\*(?=[\s)]|$)/gu;
const figures = /^(?:1[5-9]|20)\d{2}$/;

/**
 * The parts of a query of which each can be looked for alone: quotations, fields, what was pasted, beginnings, and then
 * the plain words. Not what is left out.
 */
export function queryParts(typed: string): string[] {
  const each = eachInField(typed);
  const found = [...each.matchAll(piece), ...each.matchAll(begun)].filter(
    part => !isPlain(part.groups ?? {}),
  );
  const rest = found.reduce((left, [part]) => left.replace(part, ' '), each);
  return [
    ...found.flatMap(({ 0: part, index }) => (isLeftOut(each.slice(0, index)) ? [] : [part])),
    // Of a year its records are told, and not where the figures stand.
    ...plainWords(rest).map(word => (figures.test(word) ? `year:${word}` : word)),
  ].filter(part => /[\p{L}\p{N}]/u.test(part));
}

const isPlain = ({ year, name }: Groups) =>
  year !== undefined || (name !== undefined && fieldNamed(name) === undefined);
const isLeftOut = (before: string) => /(?:(?<!\p{L})NOT\s+|-)$/u.test(before);

/** The plain words of a query, without fields, quotation marks and operators. */
export function plainWords(q: string): string[] {
  const words = q.replace(/(?<=^|[\s(])\p{L}+:(?=\S)/gu, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  return [...new Set(words.filter(word => !/^(AND|OR|NOT)$/.test(word)))];
}
