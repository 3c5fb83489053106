import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import { catalogue, isTextKey, type Language, languages } from './catalogue.ts';

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

// The parser numbers the kinds of parts of a message; these two hold no argument of their own.
const partKind = { literal: 0, pound: 7 };

const folder = (language: Language) => new URL(`../../../locales/${language}/`, import.meta.url);
// Two files of locales/cy are for the translator and hold no messages.
const roomsOf = (language: Language) =>
  readdirSync(folder(language)).filter(file => file.endsWith('.json') && file !== 'reviewed.json');
const read = (language: Language, file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(file, folder(language)), 'utf8'));

// A file's keys begin with the file's name; one name is too long to repeat some hundreds of times.
const prefixOf = (file: string) => {
  const room = file.replace('.json', '');
  return room === 'leave-application-2024' ? 'leave2024.' : `${room}.`;
};

const argumentOf = (part: Part): string | undefined => {
  if (part.type === partKind.literal || part.type === partKind.pound) return undefined;
  // A choice by word has to know the same words in both languages; plurals rightly differ.
  const isSelect = 'options' in part && !('pluralType' in part);
  return isSelect
    ? `${part.value}: ${Object.keys(part.options).sort().join('|')}`
    : String('value' in part && part.value);
};

const argumentsOf = (message: string): string[] => {
  const walk = (parts: readonly Part[]): string[] =>
    parts.flatMap(part => {
      const inner =
        'options' in part ? Object.values(part.options).flatMap(option => walk(option.value)) : [];
      const own = argumentOf(part);
      return own === undefined ? inner : [own, ...inner];
    });
  const parts = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst();
  return [...new Set(walk(parts))].sort();
};

const everyMessage = languages.flatMap(language =>
  [...catalogue[language]].map(([key, message]) => ({ language, key, message })),
);

test('the argument reader finds names inside plurals and the words of a choice', () => {
  const message =
    'Hello {name}, {n, plural, one {# day in {ward}} other {# days}} {who, select, a {A} other {B}}';
  assert.deepEqual(argumentsOf(message), ['n', 'name', 'ward', 'who: a|other']);
});

test('English and Welsh have the same files and the same keys', () => {
  assert.deepEqual(roomsOf('cy'), roomsOf('en'));
  for (const file of roomsOf('en')) {
    assert.deepEqual(Object.keys(read('cy', file)).sort(), Object.keys(read('en', file)).sort(), file);
  }
});

test('every key of every file reaches the catalogue and begins with the name of its file', () => {
  for (const file of roomsOf('en')) {
    for (const key of Object.keys(read('en', file))) {
      assert.ok(key.startsWith(prefixOf(file)), `${key} in ${file} begins with ${prefixOf(file)}`);
      assert.ok(isTextKey(key), `${key} in ${file} is wired into catalogue.ts`);
    }
  }
});

test('every message says something, parses, and holds no markup', () => {
  assert.ok(everyMessage.length > 0);
  for (const { language, key, message } of everyMessage) {
    const where = `${key} in ${language}`;
    assert.equal(typeof message, 'string', where);
    assert.notEqual(message.trim(), '', where);
    assert.ok(!message.includes('<'), `${where} holds "<"`);
    assert.doesNotThrow(() => argumentsOf(message), where);
  }
});

test('a message with a placeholder uses ’ for an apostrophe, since ICU reads a straight one as quoting', () => {
  const quoting = everyMessage.filter(({ message }) => message.includes('{') && message.includes("'"));
  assert.deepEqual(quoting, []);
});

test('each message takes the same values in Welsh as in English', () => {
  for (const [key, english] of catalogue.en) {
    const welsh = catalogue.cy.get(key);
    if (welsh === undefined) continue;
    assert.deepEqual(argumentsOf(welsh), argumentsOf(english), key);
  }
});

test('an easy read wording stands beside a standard one and needs no value that the standard one does not', () => {
  const easyRead = everyMessage.filter(({ key }) => key.endsWith('.easy'));
  for (const { language, key, message } of easyRead) {
    const standard = catalogue[language].get(key.slice(0, -'.easy'.length));
    assert.ok(standard !== undefined, `${key} in ${language} has no standard wording`);
    const known = argumentsOf(standard);
    for (const name of argumentsOf(message)) assert.ok(known.includes(name), `${key} needs ${name}`);
  }
});

test('only a key that exists can be marked as reviewed by a translator, and only once', () => {
  const reviewed: string[] = JSON.parse(readFileSync(new URL('reviewed.json', folder('cy')), 'utf8'));
  assert.ok(Array.isArray(reviewed));
  assert.deepEqual(
    reviewed.filter(key => !catalogue.cy.has(key)),
    [],
  );
  assert.equal(new Set(reviewed).size, reviewed.length);
});
