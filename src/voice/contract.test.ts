import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite } from '../../test/browser-without-browser.ts';
import { type Asked, actorOf, anOccasion, handsOver, says } from '../../test/voice-builder.ts';
import { textIn } from '../platform/language/index.ts';
import { closeOccasion, readStatements, showStatements, standing, takeBack, writeReply } from './index.ts';

let site: TestSite;
before(async () => {
  site = await aSite();
});
after(() => site.close());

const refusedWith = (code: string) => (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === code;

async function reply(asked: Asked, statementId: number, more: { version?: number; text?: string } = {}) {
  const actor = await actorOf(site, 'robin.quill');
  await (await site.as('robin.quill')).transaction(tx =>
    writeReply(tx, {
      ...asked,
      ...{ statementId, actor, prompt: 'progress', kind: 'answered', text: 'We have read this.' },
      ...more,
    }),
  );
}

async function close(asked: Asked): Promise<void> {
  await (await site.as('robin.quill')).transaction(tx =>
    closeOccasion(tx, { ...asked, now: site.clock.now() }),
  );
}

test('an invitation shows the person one numbered version, and asking again shows the next', async () => {
  const asked = await anOccasion(site);
  const ash = await site.as('ash.example');
  const stands = await ash.transaction(tx => standing(tx, asked.occasionId));
  assert.equal(stands.outcome, 'invited');
  assert.equal(stands.shownNumber, 1);
  assert.equal(stands.recordedBy, 'Dr Morgan Vale');
  assert.equal(stands.statements, 0);
});

test('what was said is read word for word by the person and the clinician, with how it came', async () => {
  const asked = await anOccasion(site);
  const parts = [{ prompt: 'risk', text: '  I ask for help.\r\n\r\n<b>Always</b> \u{1F33F} ' }];
  await says(site, asked, { parts });
  for (const reader of ['ash.example', 'dr.vale', 'jo.thimble', 'pat.ledger', 'indy.marrow']) {
    const read = await (await site.as(reader)).transaction(tx => readStatements(tx, asked.occasionId));
    assert.deepEqual(read[0]?.parts, parts, reader);
    assert.equal(read[0]?.person, 'Ash Example');
  }
});

test('the section reads a statement when it is handed over, not before, and not once it was taken back', async () => {
  const asked = await anOccasion(site);
  await says(site, asked);
  const robin = await site.as('robin.quill');
  const count = () => robin.transaction(async tx => (await readStatements(tx, asked.occasionId)).length);
  assert.equal(await count(), 0);
  await handsOver(site, asked);
  assert.equal(await count(), 1);
  await (await site.as('dr.vale')).transaction(tx => takeBack(tx, asked.occasionId));
  assert.equal(await count(), 0);
});

test('an occasion closes only when every part has its reply, and then the person reads the replies', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked);
  await handsOver(site, asked);
  await assert.rejects(close(asked), refusedWith('OW003'));
  await reply(asked, said.id);
  const ash = await site.as('ash.example');
  const replies = () =>
    ash.transaction(async tx => (await readStatements(tx, asked.occasionId))[0]?.replies.map(r => r.text));
  assert.deepEqual(await replies(), [], 'a reply is nobody’s but the deciders’ until it is issued');
  await close(asked);
  assert.deepEqual(await replies(), ['We have read this.']);
});

test('two deciders who answer the same part never lose each other’s text', async () => {
  const asked = await anOccasion(site);
  const said = await says(site, asked);
  await handsOver(site, asked);
  await reply(asked, said.id);
  const changed = (error: unknown) =>
    error instanceof Error && error.message === 'voice.refusal.replyChanged';
  await assert.rejects(reply(asked, said.id, { text: 'A second first reply.' }), changed);
  await reply(asked, said.id, { version: 1, text: 'Better words.' });
  await assert.rejects(reply(asked, said.id, { version: 1, text: 'Late words.' }), changed);
});

test('words that were not said cannot be answered, and a decision that was made cannot be answered again', async () => {
  const asked = await anOccasion(site);
  const other = await anOccasion(site);
  const said = await says(site, asked);
  await handsOver(site, asked);
  await handsOver(site, other);
  await assert.rejects(reply(other, said.id), refusedWith('23514'));
  await reply(asked, said.id);
  await close(asked);
  await assert.rejects(reply(asked, said.id), refusedWith('OW001'));
});

test('a scribe is named by their account, whatever they type', async () => {
  const asked = await anOccasion(site);
  await says(site, asked, { by: 'jo.thimble', route: 'written down', scribeName: 'Nobody at all' });
  const read = await (await site.as('ash.example')).transaction(tx => readStatements(tx, asked.occasionId));
  assert.equal(read[0]?.scribeName, 'Jo Thimble');
  const [shown] = showStatements(read, textIn('en'));
  assert.match(shown?.how ?? '', /Ash Example said this.*by Jo Thimble, ward team/);
});
