import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { aSite, type TestSite } from '../../test/browser-without-browser.ts';
import { type Asked, anOccasion, says } from '../../test/voice-builder.ts';
import { checkStatements } from './check-statements.ts';

let site: TestSite;
let asked: Asked;
const ids: number[] = [];
before(async () => {
  site = await aSite();
  asked = await anOccasion(site);
  const texts = [
    'I finished the course.',
    'ŵ ŷ ’ 🦦 \u202eright to left\u202c',
    'A line\r\nand another\n\n  ',
    '{"a": 1}\t',
  ];
  for (const text of texts) {
    const parts = [
      { prompt: 'progress', text },
      { prompt: 'risk', text: '' },
    ] as const;
    ids.push((await says(site, asked, { parts })).id);
  }
  const written = { by: 'jo.thimble', route: 'written down', language: 'pl' } as const;
  ids.push((await says(site, asked, { ...written, parts: [{ prompt: 'consider', text: 'Dziękuję.' }] })).id);
});
after(() => site.close());

const check = () => checkStatements(site.database.pools);

async function superuser(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: site.database.adminUrl });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** Alters what was sealed, as only somebody with the whole database could, looks, and puts it back. */
async function faultAfter(change: string): Promise<string> {
  await superuser(
    'create schema kept; create table kept.statement as table voice.statement; create table kept.shown as table voice.shown; alter table voice.statement disable trigger user',
  );
  try {
    await superuser(`set session_replication_role = replica; ${change}`);
    return (await check()).fault ?? 'nothing';
  } finally {
    await superuser(`set session_replication_role = replica; delete from voice.statement;
      insert into voice.statement overriding system value table kept.statement; delete from voice.shown;
      insert into voice.shown overriding system value table kept.shown; drop schema kept cascade;
      alter table voice.statement enable trigger user`);
  }
}

test('every statement is what was sealed, in any letters, by any route', async () => {
  assert.deepEqual(await check(), { statements: ids.length, fault: undefined });
});

const changes: [name: string, change: (id: number) => string, says: RegExp][] = [
  [
    'a letter that was changed',
    id =>
      `update voice.statement set parts = replace(parts::text, 'finished', 'Finished')::jsonb where id = ${id}`,
    /^Statement \d+ was altered/,
  ],
  [
    'a space that was taken from the end',
    id =>
      `update voice.statement set parts = jsonb_set(parts, '{0,text}', '"A line\\r\\nand another\\n\\n "') where id = ${id + 2}`,
    /^Statement \d+ was altered/,
  ],
  [
    'a scribe who was named afterwards',
    id => `update voice.statement set scribe_name = 'Somebody Else' where id = ${id}`,
    /^Statement \d+ was altered/,
  ],
  [
    'a time that was moved',
    id => `update voice.statement set sealed_at = sealed_at + interval '1 microsecond' where id = ${id}`,
    /^Statement \d+ was altered/,
  ],
  [
    'a code that was changed',
    id => `update voice.statement set code = 'AAAA-AAAA-AAAA-AAAA-AAAA' where id = ${id}`,
    /^The code of statement \d+ was altered/,
  ],
  [
    'a statement that was written anew with a hash and a code that fit it',
    id => `update voice.statement set parts = '[{"prompt": "progress", "text": "I agree with everything."}]' where id = ${id};
      update voice.statement s set hash = sha256(voice.canonical(s)) where id = ${id};
      update voice.statement set code = voice.code_of(hash) where id = ${id}`,
    /^Statement \d+ was written anew: the audit names another hash/,
  ],
  [
    'a statement that was deleted',
    id => `delete from voice.statement where id = ${id}`,
    /^Statement \d+ was removed: audit row \d+ says that it was sealed/,
  ],
  [
    'the paper that the person had before them',
    () => `update voice.shown set paper = replace(paper::text, 'sea', 'shop')::jsonb`,
    /^The paper \d+ that a person was shown was altered/,
  ],
];

for (const [name, change, says] of changes)
  test(`verify finds and names ${name}`, async () => {
    assert.match(await faultAfter(change(ids[0] ?? 0)), says);
    assert.equal((await check()).fault, undefined);
  });
