import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbedded } from '../../src/platform/database/embedded/index.ts';
import { closePools, ensureDatabase, migrate, openPools } from '../../src/platform/database/index.ts';
import { type Collection, CollectionError, isCollection, readCollection } from './collection.ts';
import { searchCollection } from './search-collection.ts';

/**
 * `npm run relevance -- DIR [--json] [--broaden]`: a judged collection in a database of its own, searched as pages search;
 * `--broaden`: as they do for somebody who asks for more.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, broaden: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (!folder || !isCollection(folder)) {
  console.error('Name a folder that holds docs.jsonl, queries.jsonl and qrels.txt.');
  process.exit(2);
}
const collection = collectionOf(folder);
const secret = 'a secret for the bench alone, and nothing else';
const data = mkdtempSync(join(tmpdir(), 'ownwords-relevance-'));
const server = await startEmbedded({ dataDirectory: data, log: sentence => console.error(sentence) });
try {
  const adminUrl = await ensureDatabase(server.adminUrl, 'relevance');
  await migrate(adminUrl, secret);
  const pools = openPools(adminUrl, secret);
  const measures = await searchCollection(pools, collection, values);
  await closePools(pools);
  console.log(values.json ? JSON.stringify(measures) : tableOf(measures));
} finally {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}

function collectionOf(named: string): Collection {
  try {
    return readCollection(named);
  } catch (thrown) {
    if (!(thrown instanceof CollectionError)) throw thrown;
    console.error(thrown.message);
    return process.exit(2);
  }
}

function tableOf({
  questions,
  map,
  ndcg10,
  p10,
  answered,
}: Awaited<ReturnType<typeof searchCollection>>): string {
  const line = (name: string, value: number) => `${name.padEnd(22)} ${value.toFixed(4)}`;
  return [
    `${'Questions'.padEnd(22)} ${questions}`,
    ...[
      line('MAP (first 1,000)', map),
      line('nDCG@10', ndcg10),
      line('P@10', p10),
      line('Answered', answered),
    ],
  ].join('\n');
}
