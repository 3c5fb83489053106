import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { aSite, type TestSite } from '../../test/browser-without-browser.ts';
import { actorOf, anOccasion, handsOver, says, visit, wordsOn } from '../../test/voice-builder.ts';
import { staff } from '../demonstration/small-world.ts';
import { asOwner } from '../platform/database/index.ts';
import { keepDraft } from './commands/keep-draft.ts';
import { markOf } from './draft.ts';
import { foldCode } from './fold-code.ts';
import { closeOccasion, readersOfCase, voicePaths, writeReply } from './index.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const everybody = [
  ...staff.map(({ username }) => username),
  'ash.example',
  'bryn.sample',
  'gale.placeholder',
];

const owner = <T>(work: Parameters<typeof asOwner<T>>[1]) => asOwner(site.database.adminUrl, work);

const checks = async (code: string) => {
  const page = await site.nobody().post('/check', { code });
  assert.equal(page.status, 200);
  return page.text().includes('Yes. The words are unchanged.');
};

test('any text without NUL comes back from the page letter for letter', async () => {
  const asked = await anOccasion(site);
  const ash = await visit(site, 'ash.example');
  const anything = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 60 })
    .filter(text => text.isWellFormed() && !text.includes('\0') && text.trim() !== '');
  const nasty = [
    '\r\n a \r b \n',
    '<b>&amp;</b>',
    '\u202Eevil',
    'e\u0301 \u00E9',
    '{{7*7}}',
    "Robert'); drop table--",
  ];
  await fc.assert(
    fc.asyncProperty(anything, async text => {
      const { id } = await says(site, asked, { parts: [{ prompt: 'risk', text }] });
      const page = await ash.get(voicePaths.receipt(asked.occasionId, id));
      assert.deepEqual(wordsOn(page.html), [text]);
    }),
    { numRuns: 40, examples: nasty.map(text => [text]) },
  );
});

test('nobody can change, remove or forge a sealed statement, by any role of the program', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked);
  await handsOver(site, asked);
  const attempts = [
    sql`update voice.statement set parts = '[]' where id = ${said.id}`,
    sql`update voice.statement set code = 'X' where id = ${said.id}`,
    sql`delete from voice.statement where id = ${said.id}`,
    sql`truncate voice.statement`,
    sql`insert into voice.statement (sealed_at) values (now())`,
    sql`delete from voice.withdrawal`,
    sql`update voice.shown set paper = '{}'`,
  ];
  for (const username of [
    'ash.example',
    'jo.thimble',
    'dr.vale',
    'robin.quill',
    'drew.sealing',
    'ada.tally',
  ]) {
    const visitor = await visit(site, username);
    for (const attempt of attempts) {
      const denied = (error: unknown) => error instanceof Error && /permission denied/.test(error.message);
      await assert.rejects(
        visitor.transaction(tx => attempt.execute(tx.db)),
        denied,
        username,
      );
    }
  }
});

test('one letter altered by the owner of the database is found by the code', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked, { parts: [{ prompt: 'risk', text: 'I am calm.' }] });
  assert.equal(await checks(said.code), true);
  const change = (text: string) =>
    owner(db =>
      db
        .updateTable('voice.statement')
        .set({ parts: JSON.stringify([{ prompt: 'risk', text }]) })
        .where('id', '=', said.id)
        .execute(),
    );
  await change('I am balm.');
  assert.equal(await checks(said.code), false);
  await owner(db =>
    sql`update voice.statement s set hash = sha256(voice.canonical(s)) where id = ${said.id}`.execute(db),
  );
  assert.equal(await checks(said.code), false, 'a new hash does not fit the old code');
  await owner(db =>
    sql`update voice.statement s set code = voice.code_of(hash) where id = ${said.id}`.execute(db),
  );
  assert.equal(await checks(said.code), false, 'and a new code is not the one in the person’s hand');
});

test('an unknown code and an altered statement get the same page, letter for letter', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked);
  await owner(db => sql`update voice.statement set support = 'altered' where id = ${said.id}`.execute(db));
  const plain = async (code: string) =>
    (await site.nobody().post('/check', { code })).text().replaceAll(code, 'CODE');
  assert.equal(await plain(said.code), await plain('0000-0000-0000-0000-0000'));
});

test('a code is read however it is typed', () => {
  const code = '01AB-1CDE-FGHJ-KMNP-QRST';
  for (const typed of [
    '01ab1cdefghjkmnpqrst',
    ' o1AB icde\u2013fghj KMNP.qrst ',
    'OLAB-lCDE-FGHJ-KMNP-QRST',
    '０１ＡＢ1CDEFGHJKMNPQRST',
  ])
    assert.equal(foldCode(typed), code, typed);
});

test('those named before sealing are exactly those whom the database then lets read', async () => {
  for (const patient of ['ash.example', 'cleo.pattern', 'gale.placeholder']) {
    const clinician = patient === 'gale.placeholder' ? 'dr.finch' : 'dr.vale';
    const asked = await anOccasion(site, { patient, clinician });
    await says(site, asked, { by: patient });
    await handsOver(site, asked, clinician);
    const named = await (await visit(site, patient)).transaction(tx => readersOfCase(tx, asked.caseId));
    const section = named.some(({ capacity }) => capacity === 'section');
    for (const username of [...new Set([...everybody, patient])]) {
      const { accountId } = await actorOf(site, username);
      const visitor = await visit(site, username);
      const { rows } = await visitor.transaction(tx =>
        sql`select id from voice.statement where occasion_id = ${asked.occasionId}`.execute(tx.db),
      );
      const decider = [
        'robin.quill',
        'sky.inkwell',
        'bay.notary',
        'drew.sealing',
        'lee.warrant',
        'nat.charter',
        'ezra.watch',
      ];
      const expected =
        named.some(reader => reader.accountId === accountId) || (section && decider.includes(username));
      assert.equal(rows.length > 0, expected, `${username} and the words of ${patient}`);
    }
  }
});

test('whoever leaves the circle is neither named nor let in from that day', async () => {
  const asked = await anOccasion(site, { patient: 'dale.mockup' });
  await says(site, asked, { by: 'dale.mockup' });
  const { accountId } = await actorOf(site, 'kit.button');
  await owner(db =>
    sql`update people.membership set until_on = access.today() where account_id = ${accountId}`.execute(db),
  );
  const dale = await visit(site, 'dale.mockup');
  const named = await dale.transaction(tx => readersOfCase(tx, asked.caseId));
  assert.ok(!named.some(reader => reader.accountId === accountId));
  const kit = await visit(site, 'kit.button');
  const { rows } = await kit.transaction(tx =>
    sql`select id from voice.statement where occasion_id = ${asked.occasionId}`.execute(tx.db),
  );
  assert.deepEqual(rows, []);
});

test('nobody outside the circle can ask who reads, or who opened', async () => {
  const asked = await anOccasion(site);
  for (const username of ['bryn.sample', 'vic.lantern', 'kit.button', 'mo.parley']) {
    const visitor = await visit(site, username);
    assert.deepEqual(await visitor.transaction(tx => readersOfCase(tx, asked.caseId)), [], username);
    const { rows } = await visitor.transaction(tx =>
      sql`select * from access.who_opened(${asked.caseId}, null, 50)`.execute(tx.db),
    );
    assert.deepEqual(rows, [], username);
  }
});

test('nobody but the writer can see a draft', async () => {
  const asked = await anOccasion(site);
  const ash = await visit(site, 'ash.example');
  const actor = await actorOf(site, 'ash.example');
  const part = { prompt: 'progress', text: 'Not finished yet.', base: markOf('') } as const;
  await ash.transaction(tx => keepDraft(tx, { ...asked, actor, parts: [part] }));
  const drafts = sql`select parts from voice.draft where occasion_id = ${asked.occasionId}`;
  for (const username of everybody) {
    const visitor = await visit(site, username);
    const seen = await visitor
      .transaction(async tx => (await drafts.execute(tx.db)).rows.length)
      .catch((error: Error) => error.message);
    assert.ok(
      username === 'ash.example' ? seen === 1 : seen === 0 || /permission denied/.test(String(seen)),
      username,
    );
  }
});

test('a statement that is sealed while the decision goes out is never left unanswered', async () => {
  const robin = await visit(site, 'robin.quill');
  const reader = await actorOf(site, 'robin.quill');
  for (let round = 0; round < 6; round += 1) {
    const asked = await anOccasion(site);
    const first = await says(site, asked);
    await handsOver(site, asked);
    await robin.transaction(tx =>
      writeReply(tx, {
        ...{
          ...asked,
          statementId: first.id,
          actor: reader,
          prompt: 'progress',
          kind: 'answered',
          text: 'Heard.',
        },
      }),
    );
    const now = site.clock.now();
    const [sealed, closed] = await Promise.allSettled([
      says(site, asked, { parts: [{ prompt: 'risk', text: 'One more thing.' }] }),
      robin.transaction(tx => closeOccasion(tx, { ...asked, now })),
    ]);
    assert.ok(sealed.status === 'fulfilled' || closed.status === 'fulfilled', 'one of the two goes through');
    const { rows } = await owner(db =>
      sql`select 1 from voice.occasion o cross join lateral voice.unanswered(o.id)
          where o.id = ${asked.occasionId} and o.closed_at is not null`.execute(db),
    );
    assert.deepEqual(rows, []);
  }
});

test('words cannot be taken back while they are being sent', async () => {
  for (let round = 0; round < 4; round += 1) {
    const asked = await anOccasion(site);
    const said = await says(site, asked);
    const ash = await visit(site, 'ash.example');
    await Promise.allSettled([
      ash.post(voicePaths.takeBack(asked.occasionId, said.id), {}),
      handsOver(site, asked),
    ]);
    const { rows } = await owner(db =>
      sql`select 1 from voice.withdrawal w join voice.occasion o on o.id = w.occasion_id
          where w.statement_id = ${said.id} and w.withdrawn_at > o.submitted_at`.execute(db),
    );
    assert.deepEqual(rows, []);
  }
});

// The last test of the file: it uses up what one address may ask in a minute.
test('whoever tries codes one after the other is slowed down', async () => {
  const nobody = site.nobody();
  let page = await nobody.post('/check', { code: '0000' });
  for (let tries = 0; tries < 70 && page.status !== 429; tries += 1)
    page = await nobody.post('/check', { code: '0000' });
  assert.equal(page.status, 429);
  assert.match(page.text(), /Please wait a few minutes/);
});
