import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableOf } from './accounts-table.ts';
import { progressBar } from './progress-bar.ts';

function aTerminal(isScreen: boolean) {
  const told: string[] = [];
  const drawn: string[] = [];
  const redraw = isScreen ? (text: string) => void drawn.push(text) : undefined;
  return {
    told,
    drawn,
    terminal: { say: assert.fail, tell: (text: string) => void told.push(text), redraw },
  };
}

test('where there is no screen, a line is written for each tenth that is done', () => {
  const { told, terminal } = aTerminal(false);
  const bar = progressBar(terminal, 'Load', () => 2000);
  for (let done = 0; done <= 1000; done += 1) bar.show(done, 1000);
  bar.end('Loaded.');
  assert.equal(told.length, 11);
  assert.deepEqual(
    [told[0], told[9], told[10]],
    ['Load: 10 % (0.0 s)', 'Load: 100 % (0.0 s)', 'Loaded. (0.0 s)'],
  );
});

test('on a screen the bar is drawn over itself, ten times a second at most, and taken away at the end', () => {
  const { told, drawn, terminal } = aTerminal(true);
  let now = 0;
  const bar = progressBar(terminal, 'Load', () => now);
  for (let done = 0; done <= 1000; done += 1) {
    now += 1;
    bar.show(done, 1000, 'rows');
  }
  bar.end('Loaded.');
  assert.ok(drawn.length >= 10 && drawn.length <= 13, `${drawn.length} times`);
  assert.match(drawn[5] ?? '', /^Load █+░+ \d+ % {2}rows$/);
  assert.equal(drawn.at(-1), '');
  assert.deepEqual(told, ['Loaded. (1.0 s)']);
});

test('work of which nothing is known yet shows as not begun', () => {
  const { drawn, terminal } = aTerminal(true);
  progressBar(terminal, 'Load').show(0, 0);
  assert.match(drawn[0] ?? '', /^Load ░+ 0 %$/);
});

test('a table is as wide as its widest cells', () => {
  assert.equal(
    tableOf([
      ['A', 'B'],
      ['long', 'x'],
      ['', 'longer'],
    ]),
    '  A     B\n  ────  ──────\n  long  x\n        longer',
  );
});
