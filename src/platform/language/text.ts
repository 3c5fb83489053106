import { IntlMessageFormat } from 'intl-messageformat';
import { catalogue, isTextKey, type Language, type TextKey } from './catalogue.ts';

/** What a message is filled with. Always inserted as plain text; the page escapes it. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Says a message of the catalogue in one language, in standard wording or easy read. */
export type Translate = {
  (key: TextKey, values?: TextValues): string;
  readonly language: Language;
  readonly easyRead: boolean;
};

type Message = string | IntlMessageFormat;

/** A message could not be said: its key is unknown, or a value it needs was not given. */
export class TextProblem extends Error {
  override readonly name = 'TextProblem';
}

// Parsing costs far more than formatting, so each message is parsed once for the life of the program.
const parsed: Readonly<Record<Language, Map<string, Message>>> = { en: new Map(), cy: new Map() };

function parse(language: Language, key: string): Message {
  const source = catalogue[language].get(key);
  if (source === undefined) throw new TextProblem(`There is no text "${key}" in locales/${language}.`);
  // Most messages have no placeholder. A page says about a hundred, so these skip the formatter.
  if (!source.includes('{')) return source;
  return new IntlMessageFormat(source, language, undefined, { ignoreTag: true });
}

function messageOf(language: Language, key: string): Message {
  const known = parsed[language].get(key);
  if (known !== undefined) return known;
  const message = parse(language, key);
  parsed[language].set(key, message);
  return message;
}

function fill(message: IntlMessageFormat, values: TextValues, key: string): string {
  try {
    return String(message.format(values));
  } catch (cause) {
    // The values stay out of the sentence: they may be a person's words, and errors reach the log.
    const given = Object.keys(values).join(', ') || 'nothing';
    throw new TextProblem(`The text "${key}" needs a value that it was not given; it was given ${given}.`, {
      cause,
    });
  }
}

// "In 3 working days" is said on every row of every list, and choosing the plural costs most of saying it.
const counted = new Map<IntlMessageFormat, Map<number, string>>();
const mostKept = 1000;

/** What a message says for one small whole number, remembered; undefined for any other values. */
function fillCount(message: IntlMessageFormat, values: TextValues, key: string): string | undefined {
  const { count } = values;
  const isSmall = typeof count === 'number' && Number.isInteger(count) && count >= 0 && count < mostKept;
  if (!isSmall || Object.keys(values).length !== 1) return undefined;
  const known = counted.get(message) ?? new Map<number, string>();
  counted.set(message, known);
  const said = known.get(count) ?? fill(message, values, key);
  known.set(count, said);
  return said;
}

function translator(language: Language, easyRead: boolean): Translate {
  const wordingOf = (key: string) => {
    const easy = `${key}.easy`;
    return easyRead && catalogue[language].has(easy) ? easy : key;
  };
  const say = (key: TextKey, values: TextValues = {}) => {
    const message = messageOf(language, wordingOf(key));
    if (typeof message === 'string') return message;
    return fillCount(message, values, key) ?? fill(message, values, key);
  };
  return Object.assign(say, { language, easyRead });
}

const standard = { en: translator('en', false), cy: translator('cy', false) };
const easy = { en: translator('en', true), cy: translator('cy', true) };

/**
 * The way to say messages in one language.
 * @param language English or Welsh
 * @param easyRead true to prefer the shorter wording, kept under the key + ".easy", wherever there is one
 * @returns a function from key and values to text; it throws TextProblem when a value is missing
 */
export function textIn(language: Language, easyRead = false): Translate {
  return easyRead ? easy[language] : standard[language];
}

/**
 * Says a message whose key is known only at run time, such as one that a form definition names.
 * @param t the language to say it in
 * @param key the key, whole
 * @param values what the message is filled with
 * @returns the text; throws TextProblem when the catalogue has no such key
 */
export function textOf(t: Translate, key: string, values?: TextValues): string {
  if (!isTextKey(key)) throw new TextProblem(`There is no text "${key}" in locales/en and locales/cy.`);
  return t(key, values);
}

/** A sentence that a question heads goes without its mark, which no colon can follow. */
export const withoutMarkBeforeColon = (sentence: string): string => sentence.replace(/\s*\?\s*:/, ':');
