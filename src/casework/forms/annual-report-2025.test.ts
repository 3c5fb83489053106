import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textKeysOf } from '../../platform/forms/check-form.ts';
import {
  type Answers,
  audienceOf,
  checkAnswers,
  type Facts,
  formTextsIn,
  formToBlocks,
  missing,
  questionsIn,
  splitByAudience,
  taskList,
  walk,
} from '../../platform/forms/index.ts';
import { catalogue } from '../../platform/language/catalogue.ts';
import { languages, textIn } from '../../platform/language/index.ts';
import { clinicalPicture, annualReport2025 as form } from './annual-report-2025.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';

const placed = form.sections.flatMap(section =>
  section.questions.map(question => ({ question, audience: audienceOf(section, question) })),
);
const closedIds = placed.filter(({ audience }) => audience === 'closed').map(({ question }) => question.id);
const everything: Answers = {
  ...Object.fromEntries(
    questionsIn(form)
      .filter(({ kind }) => kind === 'text' || kind === 'long-text')
      .map(({ id }) => [id, `canary ${id} 7f3a`]),
  ),
  hadIncidents: 'yes',
  capacityIssues: 'yes',
  preventReferred: 'yes',
  mappaEligible: 'eligible',
  victimStatus: 'active',
  leaveTaken: 'yes',
};
const unfit: Facts = { authorities: ['CPIA s5'] };
const shownIn = (answers: Answers, facts: Facts = {}) =>
  walk({ form, answers, facts }).sections.map(({ section }) => section.id);

test('the report has the sections of the template in its order, and the person’s own', () => {
  assert.equal(form.sections.map(({ id }) => id).join(' '), '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17');
});

test('what came of incidents is asked only where there were any, and fitness only where the order rests on it', () => {
  assert.equal(shownIn({ hadIncidents: 'no' }).includes('5'), false);
  assert.equal(shownIn({ hadIncidents: 'yes' }).includes('5'), true);
  assert.equal(shownIn({}).includes('16'), false);
  assert.equal(shownIn({}, unfit).includes('16'), true);
  assert.equal(shownIn({}, { authorities: ['s37/41'] }).includes('16'), false);
});

test('every text of the report stands in both languages', () => {
  for (const language of languages) {
    const lacking = textKeysOf(form).filter(key => !catalogue[language].has(key));
    assert.deepEqual(lacking, [], language);
  }
});

test('every text under its name belongs to a question, so that none is left behind', () => {
  const wanted = new Set(textKeysOf(form));
  const others = [...catalogue.en.keys()].filter(
    key => key.startsWith('annual2025.') && key !== 'annual2025.title' && !wanted.has(key),
  );
  assert.deepEqual(others, []);
});

test('MAPPA, victims, Prevent and what is said of those who were harmed are closed to the person', () => {
  const closed = form.sections.filter(({ audience }) => audience === 'closed').map(({ id }) => id);
  assert.deepEqual(closed, ['12', '13']);
  for (const id of ['victimAttitude', 'preventReferred', 'preventOutcome', 'closedViews'])
    assert.ok(closedIds.includes(id), id);
});

for (const language of languages) {
  test(`the open report in ${language} holds no word and no label of any closed question`, () => {
    const texts = formTextsIn(textIn(language));
    const given = { form, answers: everything, facts: unfit };
    const paper = JSON.stringify([
      formToBlocks(given, { audience: 'open', texts }),
      checkAnswers(given, { audience: 'open', texts }),
      taskList(given, 'open'),
    ]);
    for (const id of closedIds) {
      assert.ok(!paper.includes(`canary ${id} 7f3a`), `${id} is not in the open part`);
      assert.ok(!paper.includes(texts.say(`annual2025.${id}.label`)), `${id} is not named`);
    }
    assert.ok(paper.includes('canary progress 7f3a'));
    const whole = JSON.stringify(formToBlocks(given, { audience: 'closed', texts }));
    for (const id of ['victimAttitude', 'preventOutcome', 'closedViews', 'victimConcerns'])
      assert.ok(
        whole.includes(`canary ${id} 7f3a`),
        `${id} is in the whole report, so that this test can fail`,
      );
  });
}

test('for storage no closed answer stays on the open side', () => {
  const { open } = splitByAudience(form, everything);
  assert.deepEqual(
    closedIds.filter(id => id in open),
    [],
  );
});

test('a report just begun lacks what is required, section by section', () => {
  const sections = new Set(missing({ form, answers: {}, facts: {} }).map(gap => gap.section));
  assert.deepEqual(
    [...sections],
    ['1', '2', '3', '4', '6', '7', '8', '9', '10', '11', '12', '13', '14', '17'],
  );
});

test('the clinical picture is asked in the same way by both forms, for the same readers', () => {
  const inLeave = new Map(
    leaveApplication2024.sections.flatMap(section =>
      section.questions.map(question => [
        question.id,
        { ...question, audience: audienceOf(section, question) },
      ]),
    ),
  );
  assert.ok(clinicalPicture.length >= 25);
  for (const { question, audience } of placed.filter(({ question }) => clinicalPicture.includes(question.id)))
    assert.deepEqual({ ...question, audience }, inLeave.get(question.id), question.id);
  for (const id of ['patientName', 'patientConcerns', 'discussedOn', 'closedViews'])
    assert.ok(!clinicalPicture.includes(id), `${id} is said anew each time`);
});
