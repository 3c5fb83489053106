import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Format, type ParsedRecord, parseRecords } from '../index.ts';

async function read(text: string, format: Format = 'ris'): Promise<ParsedRecord[]> {
  const source = (async function* () {
    yield Buffer.from(text);
  })();
  return Array.fromAsync(parseRecords(source, { format }));
}

test('a record without its end, and one whose lines are wrapped, come in whole', async () => {
  const [first, second] = await read(
    'TY  - RPRT\rT1  - A report on\rprison councils\rA1  - Example, Ash\rTY  - JOUR\rTI  - An article\rER  - \r',
  );
  assert.equal(first?.entry?.title, 'A report on prison councils');
  assert.deepEqual(first?.entry?.creators, [{ role: 'author', family: 'Example', given: 'Ash' }]);
  assert.deepEqual(first?.problems, [{ line: 1, text: 'formats.problem.ris.noEnd' }]);
  assert.equal(second?.entry?.title, 'An article');
  assert.equal(second?.line, 5);
});
