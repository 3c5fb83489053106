import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRecords } from '../index.ts';

async function read(value: unknown) {
  const source = (async function* () {
    yield Buffer.from(JSON.stringify(value));
  })();
  return Array.fromAsync(parseRecords(source, { format: 'csl-json' }));
}
const work = {
  type: 'journal-article',
  title: ['On councils'],
  'container-title': ['Parks'],
  DOI: '10.9999/abc',
  subject: ['Park'],
  score: 1,
  created: { 'date-parts': [[2011]] },
};

test('items are found in what a service or a program puts around them', async () => {
  for (const whole of [
    { status: 'ok', message: { items: [work, work] } },
    { references: [work, work] },
    { items: [work, work] },
    [work, work],
  ]) {
    const records = await read(whole);
    assert.equal(records.length, 2);
    for (const { entry } of records)
      assert.deepEqual([entry?.type, entry?.title, entry?.container], ['article', 'On councils', 'Parks']);
  }
  const [alone] = await read({ status: 'ok', message: work });
  assert.equal(alone?.entry?.doi, '10.9999/abc');
  assert.deepEqual([alone?.entry?.keywords, alone?.entry?.others], [['Park'], undefined]);
});
