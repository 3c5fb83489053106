import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markedIn, piecesOf } from './marked.ts';
import { textIn } from './text.ts';

test('a sentence round words of another language says where these begin and end', () => {
  const say = textIn('cy');
  const values = { source: 'MHA 1983, s41(3)', from: '1 Ionawr' };
  const pieces = markedIn('en', { source: values.source }, ({ source }) =>
    say('mhcs.decision.level.source', { source, from: values.from }),
  );
  assert.deepEqual(pieces[0], { text: 'MHA 1983, s41(3)', lang: 'en' });
  assert.equal(pieces.map(({ text }) => text).join(''), say('mhcs.decision.level.source', values));
  assert.deepEqual(
    markedIn('en', { one: 'A', other: 'B' }, ({ one, other }) => `(${one}, ${other})`),
    [{ text: '(' }, { text: 'A', lang: 'en' }, { text: ', ' }, { text: 'B', lang: 'en' }, { text: ')' }],
  );
});

test('what a sentence is given in pieces keeps its order and the language of each', () => {
  const names = [{ text: 'Cychod' }, { text: '; ' }, { text: 'Ships', lang: 'en' }];
  assert.deepEqual(
    piecesOf({ names }, holes => `Hefyd: ${holes.names}.`),
    [{ text: 'Hefyd: ' }, ...names, { text: '.' }],
  );
});
