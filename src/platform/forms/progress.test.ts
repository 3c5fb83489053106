import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clearDown } from './clear-down.ts';
import { walked } from './example-form.ts';
import { missing } from './missing.ts';
import { taskList } from './task-list.ts';

const complete = { purpose: 'p', kinds: ['day'], known: 'no' };
const gapsIn = (...path: Parameters<typeof walked>) => missing(walked(...path)).map(gap => gap.field);
const statesOf = (...path: Parameters<typeof walked>) =>
  Object.fromEntries(taskList(walked(...path), 'closed').map(task => [task.section, task.state]));

test('what is missing is listed in the order of the form, with the section to go to', () => {
  assert.deepEqual(
    missing(walked({ known: 'yes' })).map(({ section, question, label }) => [section, question, label]),
    [
      ['1', 'purpose', 'example.purpose.label'],
      ['1', 'kinds', 'example.kinds.label'],
      ['1', 'knownWhy', 'example.knownWhy.label'],
    ],
  );
});

test('spaces alone leave a required question unanswered', () => {
  assert.ok(gapsIn({ ...complete, purpose: ' \r\n ' }).includes('purpose'));
});

test('a question that a rule of the room asks for is not listed as missing', () => {
  assert.ok(!gapsIn().includes('secret'));
});

test('nothing is missing once every required question on the path is answered', () => {
  assert.deepEqual(gapsIn(complete), []);
});

test('a fact of the case can make an answer required', () => {
  const overnight = { ...complete, kinds: ['night'], nights: 1, address: 'a' };
  assert.deepEqual(gapsIn(overnight), []);
  assert.deepEqual(gapsIn(overnight, { authorities: ['s37/41'] }), ['history-0-on']);
});

test('each entry of a group is asked for what it lacks', () => {
  const history = [{ on: '2026-02-01', went: 'well' }, { went: 'badly' }];
  const gaps = missing(walked({ ...complete, kinds: ['night'], nights: 1, address: 'a', history }));
  assert.deepEqual(
    gaps.map(({ field, entry }) => [field, entry]),
    [
      ['history-1-on', 1],
      ['history-1-trouble', 1],
    ],
  );
});

test('an answer can make another one required', () => {
  assert.ok(!gapsIn(complete, { level: 'high' }).includes('agreed'));
  assert.ok(gapsIn({ ...complete, views: 'v' }, { level: 'high' }).includes('agreed'));
});

test('clearing down drops and names what no longer applies, and keeps the rest', () => {
  const history = [{ went: 'well', trouble: 'stale' }];
  const { kept, dropped } = clearDown(
    walked({ ...complete, kinds: ['night'], history, knownWhy: 'stale', views: 'v', gone: 'old version' }),
  );
  assert.deepEqual(kept, { ...complete, kinds: ['night'], history: [{ went: 'well' }] });
  assert.deepEqual(dropped, [
    { question: 'knownWhy', section: '1', label: 'example.knownWhy.label' },
    { question: 'trouble', section: '2', entry: 0, label: 'example.history.trouble.label' },
    { question: 'views', section: '3', label: 'example.views.label' },
    { question: 'gone' },
  ]);
});

test('clearing down twice drops nothing more', () => {
  const words = fc.dictionary(
    fc.constantFrom(
      'purpose',
      'known',
      'knownWhy',
      'kinds',
      'nights',
      'address',
      'views',
      'agreed',
      'mail',
      'call',
    ),
    fc.constantFrom('yes', 'no', 'day', 'night', 'x'),
  );
  fc.assert(
    fc.property(words, answers => {
      const { kept, dropped } = clearDown(walked(answers));
      assert.equal(Object.keys(kept).length + dropped.length, Object.keys(answers).length);
      assert.deepEqual(clearDown(walked(kept)), { kept, dropped: [] });
    }),
  );
});

test('the task list tells how far each section has come', () => {
  assert.deepEqual(statesOf(), { 1: 'not started', 2: 'not needed', 3: 'not needed' });
  assert.deepEqual(statesOf({ purpose: 'p', kinds: ['night'] }), {
    1: 'in progress',
    2: 'not started',
    3: 'not needed',
  });
  assert.deepEqual(statesOf(complete, { level: 'high' }), {
    1: 'complete',
    2: 'not needed',
    3: 'not started',
  });
});

test('the task list of the open part does not name a closed section, nor count a closed gap', () => {
  const open = taskList(walked(complete, { level: 'high' }), 'open');
  assert.deepEqual(
    open.map(task => task.section),
    ['1', '2'],
  );
});
