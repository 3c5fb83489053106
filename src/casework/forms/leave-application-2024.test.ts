import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textKeysOf } from '../../platform/forms/check-form.ts';
import {
  type Answers,
  audienceOf,
  checkAnswers,
  components,
  type Facts,
  formTextsIn,
  formToBlocks,
  missing,
  type Question,
  questionsIn,
  splitByAudience,
  taskList,
  walk,
} from '../../platform/forms/index.ts';
import { catalogue } from '../../platform/language/catalogue.ts';
import { isTextKey, languages, textIn } from '../../platform/language/index.ts';
import { annexAPrompts } from './leave-2024-closing.ts';
import { leaveTypes } from './leave-2024-proposal.ts';
import { leaveApplication2024 as form } from './leave-application-2024.ts';

const everyFact: Facts = { authorities: ['s47/49', 'CPIA s5'], extremismLevel: 'critical' };
const shownIn = (answers: Answers, facts: Facts = {}) =>
  walk({ form, answers, facts }).sections.map(({ section }) => section.id);

const placed = form.sections.flatMap(section =>
  section.questions.map(question => ({ question, audience: audienceOf(section, question) })),
);
const canaryOf = (id: string) => `canary ${id} 7f3a`;
const openedBy: Answers = {
  leaveTypes,
  mappaEligible: 'eligible',
  mappaLevel: '2',
  mappaNoAnswer: 'yes',
  victimStatus: 'active',
  officerNoAnswer: 'yes',
  newZone: 'yes',
  zoneDispute: 'yes',
  offenderManagerNoAnswer: 'yes',
  preventReferred: 'yes',
};
const isFree = ({ kind }: Question) => kind === 'text' || kind === 'long-text';

/** Everything answered; each free text with a word of its own. */
const canaries: Answers = {
  ...Object.fromEntries(
    questionsIn(form)
      .filter(isFree)
      .map(({ id }) => [id, canaryOf(id)]),
  ),
  ...openedBy,
};
const closedIds = placed.filter(({ audience }) => audience === 'closed').map(({ question }) => question.id);

test('the form has the sections 1 to 9b of the 2024 form, in its order', () => {
  assert.equal(
    form.sections.map(section => section.id).join(' '),
    '1 2 3a 3b 3c 3d 3e 3f 3g 3h 4a 4b 4c 4d 4e 4f 4g 4h 4i 5 6 7 8 9a 9b',
  );
});

test('the form is plain data, so that it can be stored with what was answered to it', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(form)), form);
});

const conditional: [string, Answers, Facts, string, boolean][] = [
  ['overnight leave opens 3d', { leaveTypes: ['unescorted-overnight'] }, {}, '3d', true],
  ['day leave does not', { leaveTypes: ['unescorted-day', 'escorted-day'] }, {}, '3d', false],
  ['escorted overnight leave opens 3e', { leaveTypes: ['escorted-overnight'] }, {}, '3e', true],
  ['another overnight leave does not', { leaveTypes: ['unescorted-overnight'] }, {}, '3e', false],
  ['compassionate leave opens 3f', { leaveTypes: ['compassionate-day'] }, {}, '3f', true],
  ['other leave does not', { leaveTypes: ['escorted-day'] }, {}, '3f', false],
  ['a flag opens 4h', {}, { extremismLevel: 'low' }, '4h', true],
  ['no flag leaves 4h out', {}, { extremismLevel: 'none' }, '4h', false],
  ['s45A opens 7', {}, { authorities: ['s45A'] }, '7', true],
  ['s47/49 beside another authority opens 7', {}, { authorities: ['s37/41', 's47/49'] }, '7', true],
  ['s48/49 opens 7', {}, { authorities: ['s48/49'] }, '7', true],
  ['s37/41 alone does not', {}, { authorities: ['s37/41'] }, '7', false],
  ['unfitness to plead opens 8', {}, { authorities: ['CPIA s5'] }, '8', true],
  ['insanity opens 8', {}, { authorities: ['DVCVA s24'] }, '8', true],
  ['a hospital order does not', {}, { authorities: ['s37/41'] }, '8', false],
];

for (const [name, answers, facts, section, expected] of conditional) {
  test(name, () => assert.equal(shownIn(answers, facts).includes(section), expected));
}

test('sections 4h, 5 and 6 are closed whole, and remission is the person’s own matter', () => {
  const closedSections = form.sections.filter(section => section.audience === 'closed').map(({ id }) => id);
  assert.deepEqual(closedSections, ['4h', '5', '6']);
  const audience = Object.fromEntries(placed.map(place => [place.question.id, place.audience]));
  for (const { question } of placed) {
    if (question.id.startsWith('remission')) assert.equal(audience[question.id], 'open', question.id);
    if (question.id.startsWith('offenderManager')) assert.equal(audience[question.id], 'closed', question.id);
  }
});

for (const language of languages) {
  test(`the open application in ${language} holds no word and no label of any closed question`, () => {
    const texts = formTextsIn(textIn(language));
    const given = { form, answers: canaries, facts: everyFact };
    const open = { audience: 'open', texts } as const;
    const paper = JSON.stringify([
      formToBlocks(given, open),
      checkAnswers(given, open),
      taskList(given, 'open'),
    ]);
    for (const id of closedIds) assert.ok(!paper.includes(canaryOf(id)), `${id} is not in the open part`);
    for (const { id } of form.sections.filter(({ audience }) => audience === 'closed')) {
      assert.ok(!paper.includes(texts.say(`leave2024.section.${id}.title`)), `section ${id} is not named`);
    }
    assert.ok(paper.includes(canaryOf('purpose')));
  });
}

test('the whole application does hold every closed free text, so that the test before can fail', () => {
  const texts = formTextsIn(textIn('en'));
  const paper = JSON.stringify(
    formToBlocks({ form, answers: canaries, facts: everyFact }, { audience: 'closed', texts }),
  );
  const reached = walk({ form, answers: canaries, facts: everyFact }).counted;
  const closedTexts = closedIds.filter(id => typeof reached[id] === 'string' && reached[id] === canaryOf(id));
  assert.ok(closedTexts.length >= 20);
  for (const id of closedTexts) assert.ok(paper.includes(canaryOf(id)), id);
});

test('for storage no closed answer stays on the open side', () => {
  const { open } = splitByAudience(form, canaries);
  assert.deepEqual(
    closedIds.filter(id => id in open),
    [],
  );
});

test('an application just begun lacks what the form marks as required, and nothing of a part that does not apply', () => {
  const gaps = missing({ form, answers: {}, facts: {} });
  const sections = new Set(gaps.map(gap => gap.section));
  for (const id of ['1', '2', '3a', '3b', '3c', '3g', '3h', '4c', '5', '6', '9b'])
    assert.ok(sections.has(id), id);
  for (const id of ['3d', '3e', '3f', '4h', '7', '8']) assert.ok(!sections.has(id), id);
});

test('the person is asked three things, in both languages and in easy read', () => {
  assert.equal(annexAPrompts.length, 3);
  for (const key of annexAPrompts.flatMap(prompt => [prompt.label, prompt.hint])) {
    assert.ok(isTextKey(key) && isTextKey(`${key}.easy`), key);
  }
});

test('every section can be drawn in both languages, and no closed question on the page of an open reader', () => {
  for (const language of languages) {
    const texts = formTextsIn(textIn(language));
    for (const section of form.sections) {
      const page = { form, answers: canaries, facts: everyFact, texts } as const;
      assert.ok(components(section, { ...page, audience: 'closed' }).length > 0, section.id);
      const open = JSON.stringify(components(section, { ...page, audience: 'open' }));
      for (const id of closedIds) assert.ok(!open.includes(canaryOf(id)) && !open.includes(`"${id}"`), id);
    }
  }
});

test('every text of the form is used', () => {
  const annexA = ['title', ...annexAPrompts.flatMap(({ id }) => [`${id}.label`, `${id}.hint`])];
  const used = new Set(['leave2024.title', ...textKeysOf(form)]);
  for (const key of annexA) for (const easy of ['', '.easy']) used.add(`leave2024.annexA.${key}${easy}`);
  const own = [...catalogue.en.keys()].filter(key => key.startsWith('leave2024.'));
  assert.deepEqual(
    own.filter(key => !used.has(key)),
    [],
  );
});
