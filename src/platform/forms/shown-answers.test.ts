import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitByAudience } from './answers.ts';
import { checkAnswers, wordsAsHtml } from './check-answers.ts';
import { plainTexts, walked } from './example-form.ts';
import { formToBlocks } from './form-to-blocks.ts';

const answers = {
  purpose: 'One\r\n  two <b>',
  kinds: ['day', 'night'],
  known: 'yes',
  born: '1990-01-02',
  secret: 'canary-secret',
  views: 'canary-views',
  history: [{ on: '2026-02-01', went: 'badly', trouble: 'Late' }],
};
const high = walked(answers, { level: 'high' });
const whole = { audience: 'closed', texts: plainTexts } as const;
const open = { audience: 'open', texts: plainTexts } as const;

test('the open part holds no closed question, no closed answer and no closed section', () => {
  for (const shown of [checkAnswers(high, open), formToBlocks(high, open)]) {
    const text = JSON.stringify(shown);
    for (const closed of ['canary', 'example.secret', 'example.views', 'example.section.3']) {
      assert.ok(!text.includes(closed), closed);
    }
  }
});

test('the whole holds them all, so that the test above can fail', () => {
  for (const shown of [checkAnswers(high, whole), formToBlocks(high, whole)]) {
    const text = JSON.stringify(shown);
    for (const closed of ['canary-secret', 'canary-views', 'example.secret', 'example.section.3']) {
      assert.ok(text.includes(closed), closed);
    }
  }
});

test('answers are said in words: options by their label, dates as days, nothing as "not answered"', () => {
  const rows = checkAnswers(high, whole).flatMap(section => section.rows);
  const shownFor = (key: string) => rows.find(row => row.key.text === key)?.value.html;
  assert.equal(shownFor('example.kinds.label'), wordsAsHtml('example.kinds.day\nexample.kinds.night'));
  assert.equal(shownFor('example.known.label'), wordsAsHtml('forms.answer.yes'));
  assert.equal(shownFor('example.born.label'), wordsAsHtml('day 1990-01-02'));
  assert.equal(shownFor('example.mail.label'), wordsAsHtml('forms.notAnswered'));
  assert.equal(
    shownFor('example.history.entry 1: example.history.went.label'),
    wordsAsHtml('example.history.went.badly'),
  );
});

test('free text is escaped for a page and its lines survive', () => {
  const html = wordsAsHtml('One\r\n  two <b> & "c"');
  assert.equal(
    html,
    '<span class="ow-words" dir="auto">One&#13;&#10;  two &lt;b&gt; &amp; &quot;c&quot;</span>',
  );
});

test('a row leads to its own field when answers can be changed', () => {
  const sections = checkAnswers(high, { ...whole, changeAt: (section, field) => `/${section}#${field}` });
  const hrefs = sections.flatMap(({ rows }) => rows.map(row => row.actions?.items[0]?.href));
  assert.ok(hrefs.includes('/1#purpose'));
  assert.ok(hrefs.includes('/2#history-0-went'));
});

test('on paper a long answer stands under its own heading exactly as it was typed', () => {
  const blocks = formToBlocks(high, whole);
  const at = blocks.findIndex(block => block.kind === 'heading' && block.text === 'example.purpose.label');
  assert.deepEqual(blocks[at + 1], { kind: 'paragraph', text: answers.purpose });
});

test('answers are parted for storage, and one that nobody knows goes to the closed side', () => {
  const parted = splitByAudience(high.form, { ...answers, unknown: 'x' });
  assert.deepEqual(Object.keys(parted.closed).sort(), ['secret', 'unknown', 'views']);
  assert.deepEqual({ ...parted.open, ...parted.closed }, { ...answers, unknown: 'x' });
});
