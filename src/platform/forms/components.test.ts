import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import nunjucks from 'nunjucks';
import { trimmed } from '../web/look/trim.ts';
import { views } from '../web/look/views.ts';
import { components, type PageContext } from './components.ts';
import { exampleForm, noFacts, plainTexts } from './example-form.ts';
import { sectionOf } from './form.ts';
import { readSection } from './read-section.ts';
import { errorList } from './say-error.ts';

const pathTo = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
// As pages are rendered: our own views fail when they print what is not there.
const environment = new nunjucks.Environment(views({ ownFolders: [pathTo('./views')], cache: true }), {
  autoescape: true,
});
environment.addFilter('trim', trimmed);
const page = '{% from "section.njk" import formSection %}{{ formSection(components) }}';

const base: PageContext = {
  form: exampleForm,
  answers: {},
  facts: noFacts,
  audience: 'closed',
  texts: plainTexts,
};

function htmlOf(id: string, more: Partial<PageContext> = {}): string {
  const section = sectionOf(exampleForm, id);
  assert.ok(section);
  return environment.renderString(page, { components: components(section, { ...base, ...more }) });
}

const overnight = { kinds: ['night'], history: [{ on: '2026-02-01', went: 'well' }, { went: 'badly' }] };
const references: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#92': '\\' };
const decoded = (html: string) =>
  html.replace(/&(#?\w+);/g, (whole, name: string) => references[name] ?? whole);

/** What a browser holds in a textarea: it drops one line break right after the tag. */
function wordsIn(html: string, id: string): string | undefined {
  const found = new RegExp(`<textarea[^>]* id="${id}"[^>]*>([\\s\\S]*?)</textarea>`).exec(html)?.[1];
  return found === undefined ? undefined : decoded(found).replace(/^\r?\n/, '');
}

test('each kind of question becomes its GOV.UK component', () => {
  const section = sectionOf(exampleForm, '1');
  assert.ok(section);
  assert.deepEqual(
    components(section, base).map(component => component.macro),
    [
      'govukTextarea',
      'govukCheckboxes',
      'govukRadios',
      'govukDateInput',
      'govukInput',
      'govukInput',
      'govukInput',
    ],
  );
});

test('a question that hangs on an answer of the page stands under that answer, whatever it is now', () => {
  const html = htmlOf('1');
  assert.match(html, /id="conditional-known"[\s\S]*name="knownWhy"/);
  assert.match(html, /id="conditional-kinds-2"[\s\S]*name="nights"/);
});

test('every label belongs to a field, and no id is used twice', () => {
  const html = htmlOf('1') + htmlOf('2', { answers: overnight });
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(match => match[1]);
  assert.equal(new Set(ids).size, ids.length);
  for (const [, id] of html.matchAll(/ for="([^"]+)"/g)) assert.ok(ids.includes(id), `${id} exists`);
});

test('a saved answer is filled in again', () => {
  const html = htmlOf('1', {
    answers: { purpose: 'Sea', kinds: ['night'], known: 'no', born: '1990-01-02' },
  });
  assert.equal(wordsIn(html, 'purpose'), 'Sea');
  assert.match(html, /value="night"\s+checked/);
  assert.match(html, /value="no"\s+checked/);
  assert.match(html, /id="born-day"[^>]*value="2"/);
});

test('what was typed stands in place of what was saved, with the error at its field', () => {
  const section = sectionOf(exampleForm, '1');
  assert.ok(section);
  const sent = { purpose: 'new', 'born-day': '31', 'born-month': '4', 'born-year': '2026' };
  const answers = { purpose: 'old', born: '1990-01-02' };
  const { typed, errors } = readSection(section, sent, { ...base, answers, today: '2026-11-21' });
  const html = htmlOf('1', { answers, typed, errors });
  assert.equal(wordsIn(html, 'purpose'), 'new');
  assert.match(html, /id="born-day"[^>]*value="31"/);
  assert.match(html, /id="born-error"[\s\S]*dates\.problem\.impossible example\.born\.label/);
  assert.deepEqual(errorList(errors, plainTexts), [
    { text: 'dates.problem.impossible example.born.label', href: '#born-day' },
  ]);
});

test('a closed question is nowhere in the page of a reader of the open part', () => {
  assert.match(htmlOf('1', { answers: { secret: 'canary' } }), /canary/);
  assert.doesNotMatch(htmlOf('1', { audience: 'open', answers: { secret: 'canary' } }), /canary|secret/);
  assert.doesNotMatch(htmlOf('3', { audience: 'open', facts: { level: 'high' } }), /views|agreed/);
});

test('a group shows each entry with plain submit buttons to add and remove', () => {
  const html = htmlOf('2', { answers: overnight });
  assert.match(html, /name="_add:history"/);
  assert.match(html, /name="_remove:history:1"/);
  assert.match(html, /id="history-1-on-day"/);
  assert.match(html, /id="conditional-history-1-went-2"[\s\S]*name="history-1-trouble"/);
});

test('a group without entries shows one empty one, which cannot be removed', () => {
  const html = htmlOf('2', { answers: { kinds: ['night'] } });
  assert.match(html, /name="history-0-went"/);
  assert.doesNotMatch(html, /_remove:/);
});

test('the first button of a section saves it, so that Enter does not remove an entry', () => {
  const firstButton = /<button[^>]*>/.exec(htmlOf('2', { answers: overnight }))?.[0] ?? '';
  assert.match(firstButton, /type="submit"/);
  assert.doesNotMatch(firstButton, /name=/);
});

test('a question that may be left empty says so', () => {
  assert.match(htmlOf('1'), /forms\.optional example\.mail\.label/);
  assert.doesNotMatch(htmlOf('1'), /forms\.optional example\.(purpose|secret)\.label/);
});

test('any words come back in the page exactly as they were typed, and are never markup', () => {
  const awkward = fc.constantFrom(
    '\r\n',
    '\n',
    ' ',
    '<script>',
    '</textarea>',
    '&amp;',
    '{{7*7}}',
    '"',
    "'",
    '\u202e',
  );
  const words = fc.array(fc.oneof(awkward, fc.string()), { maxLength: 8 }).map(parts => parts.join(''));
  fc.assert(
    fc.property(words, text => {
      const html = htmlOf('1', { answers: { purpose: text } });
      assert.equal(wordsIn(html, 'purpose'), text);
      assert.ok(!html.includes('<script>'));
    }),
    { numRuns: 60 },
  );
});

test('a text of 100,000 spaces under an answer does not hold the page up', () => {
  const knownWhy = ' '.repeat(100_000);
  const startedAt = performance.now();
  assert.ok(htmlOf('1', { answers: { known: 'yes', knownWhy } }).includes(knownWhy));
  assert.ok(performance.now() - startedAt < 2000);
});
