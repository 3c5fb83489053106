import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { dayBoxes, testDay, written } from '../../../test/days.ts';
import { refusedWith, roundTrips, rowsOf } from '../../../test/deciding.ts';
import { type Deciding, decided } from '../../../test/decisions.ts';
import { type Application, actorOf, aLeaveApplication } from '../../../test/leave-applications.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { recordHappened } from './commands/record-happened.ts';
import { movePaths } from './paths.ts';
import { movesOfCase, readMove } from './queries/read-moves.ts';

let site: TestSite;
let robin: Visitor;
before(async () => {
  site = await aSite();
  robin = await site.as('robin.quill');
  // Leave moves nobody in the register; here it stands for the kinds of document that do.
  await rowsOf(
    site,
    sql`insert into casework.document_asks (kind, asked, matter, movement) values
      ('leave application', 'escorted-day', 'level transfer', 'transfer'),
      ('leave application', 'unescorted-day', 'trial leave', 'trial leave')`,
  );
});
after(() => site.close());

const granted = { kind: 'grant', granted: [] } as const satisfies Deciding;

async function authorised(patient: string, leaveTypes: string[], deciding: Deciding = granted) {
  const application = await aLeaveApplication(site, { patient, answers: { leaveTypes } }).submitted();
  await decided(site, application, deciding);
  return application;
}
const movesOf = ({ caseId }: Application) => robin.transaction(tx => movesOfCase(tx, caseId));
async function firstMove(application: Application) {
  const move = (await movesOf(application)).find(({ documentId }) => documentId === application.id);
  assert.ok(move);
  return move;
}
async function firstOpen(application: Application) {
  const move = (await movesOf(application)).find(
    ({ movement, state }) => movement === 'transfer' && state === 'stands',
  );
  assert.ok(move);
  return move;
}
const movementsOf = ({ caseId }: Application) =>
  rowsOf<{ kind: string; authorised: string | null; actual: string; place: string }>(
    site,
    sql`select kind, authorised_on as authorised, actual_on as actual, to_place as place from casework.movement
      where case_id = ${caseId} and superseded_by is null and not struck_out order by id`,
  );
const place = { toPlace: 'Larkmoor Hospital, Heron Ward' };

test('what a decision consents to stands as authorised and not yet done, on its document and on the case', async () => {
  const application = await authorised('ash.example', ['escorted-day']);
  const document = await robin.get(mhcsPaths.application(application.id));
  const ofCase = await robin.get(mhcsPaths.case(application.caseId));
  for (const page of [document, ofCase]) {
    assert.match(page.text(), new RegExp(`Authorised, not yet done.*Authorised on ${written(testDay)}`));
    assert.ok(roundTrips(page) <= 4);
  }
  const move = await firstMove(application);
  assert.deepEqual([move.movement, move.state, move.authorisedOn], ['transfer', 'stands', String(testDay)]);
});

test('what happened is a movement with the day of the decision and its own, and uses the authorisation up', async () => {
  const application = await authorised('lark.draft', ['escorted-day']);
  const move = await firstMove(application);
  const path = movePaths.move(move.id);
  const empty = await robin.post(movePaths.happened(move.id), {}, path);
  assert.equal(empty.status, 422);
  assert.match(empty.text(), /Enter where the person is now/);
  const done = await robin.post(
    movePaths.happened(move.id),
    { ...dayBoxes('actual', testDay), ...place },
    path,
  );
  assert.equal(done.location, mhcsPaths.application(application.id));
  const movement = (await movementsOf(application)).at(-1);
  const today = String(testDay);
  assert.deepEqual(movement, { kind: 'transfer', authorised: today, actual: today, place: place.toPlace });
  assert.match((await robin.get(mhcsPaths.application(application.id))).text(), /Done Authorised on/);
  assert.doesNotMatch((await robin.get(mhcsPaths.case(application.caseId))).text(), /not yet done/);
  const again = robin.transaction(async tx => {
    const rest = { actualOn: today, ...place, actor: await actorOf(tx), today: testDay };
    await recordHappened(tx, { move, ...rest });
  });
  await refusedWith(again, 'moves.refusal.ended');
  assert.equal((await movementsOf(application)).length, 2, 'the second time wrote nothing');
});

test('what the law of the register does not know is refused in its sentence, and nothing is half done', async () => {
  const application = await authorised('haven.model', ['escorted-day']);
  const move = await firstMove(application);
  const path = movePaths.move(move.id);
  const before = await movementsOf(application);
  const early = await robin.post(
    movePaths.happened(move.id),
    { ...dayBoxes('actual', testDay.subtract({ days: 1 })), ...place },
    path,
  );
  assert.equal(early.status, 422);
  assert.match(early.text(), /MHA 1983 s19 with s41\(3\)\(c\)\(ii\)/);
  assert.match(early.html, /value="Larkmoor Hospital, Heron Ward"/);
  assert.deepEqual(await movementsOf(application), before);
  assert.equal((await firstMove(application)).state, 'stands');
});

test('what will not happen ends with its reason, and may not happen afterwards', async () => {
  const application = await authorised('haven.model', ['escorted-day']);
  const move = await firstMove(application);
  const [path, to] = [movePaths.move(move.id), movePaths.ended(move.id)];
  assert.equal((await robin.post(to, { as: 'will not happen', reason: ' ', plain: 'x' }, path)).status, 422);
  await robin.post(
    to,
    { as: 'will not happen', reason: 'The bed was given away.', plain: 'You stay where you are.' },
    path,
  );
  const page = await robin.get(path);
  assert.match(page.text(), /Will not happen.*The bed was given away/);
  assert.doesNotMatch(page.html, /name="actual-day"/);
  const late = await robin.post(
    movePaths.happened(move.id),
    { ...dayBoxes('actual', testDay), ...place },
    registerPaths.entry(application.caseId),
  );
  assert.equal(late.status, 409);
});

test('consent is withdrawn before it is used, by somebody who could have given it', async () => {
  const application = await authorised('gale.placeholder', ['unescorted-day'], {
    ...granted,
    authorisedBy: 'lee.warrant',
  });
  const move = await firstMove(application);
  const withdraw = (who: Visitor) =>
    who.post(
      movePaths.ended(move.id),
      { as: 'withdrawn', reason: 'New information.', plain: 'We changed our mind.' },
      movePaths.move(move.id),
    );
  const low = await withdraw(robin);
  assert.equal(low.status, 409);
  assert.equal((await firstMove(application)).state, 'stands');
  assert.equal((await withdraw(await site.as('lee.warrant'))).status, 303);
  assert.equal((await firstMove(application)).state, 'withdrawn');
  const audit = await rowsOf<{ event: string }>(
    site,
    sql`select event from audit.event where case_id = ${application.caseId} and event like 'casework.move.%' and event <> 'casework.move.read'`,
  );
  assert.deepEqual(audit, [{ event: 'casework.move.withdrawn' }]);
});

test('a movement that is struck out gives its authorisation back; one that is put right keeps it', async () => {
  const application = await authorised('ash.example', ['unescorted-day']);
  const moves = await movesOf(application);
  const trial = moves.find(({ movement }) => movement === 'trial leave');
  assert.ok(trial);
  await robin.post(
    movePaths.happened(trial.id),
    { ...dayBoxes('actual', testDay), ...place },
    movePaths.move(trial.id),
  );
  const movement = async () =>
    (
      await rowsOf<{ id: number }>(
        site,
        sql`select movement_id as id from casework.authorised_move where id = ${trial.id}`,
      )
    )[0]?.id ?? 0;
  const first = await movement();
  const days = { ...dayBoxes('authorised', testDay), ...dayBoxes('actual', testDay) };
  const correct = async (fields: Record<string, string>) => {
    const path = registerPaths.movement(application.caseId, await movement());
    assert.equal((await robin.post(path, fields, path)).status, 303);
  };
  await correct({ kind: 'trial leave', outcome: '', ...days, toPlace: 'Larkmoor Hospital' });
  assert.ok((await movement()) > first);
  await correct({ strike: 'yes' });
  const back = await robin.transaction(tx => readMove(tx, trial.id));
  assert.deepEqual([back.state, back.actualOn], ['stands', null]);
});

test('by no door is an authorisation used by another movement, or a refusal made into one', async () => {
  const application = await authorised('kai.fixture', ['escorted-day', 'unescorted-day'], {
    ...granted,
    ...{ kind: 'grant in part', granted: ['escorted-day'] },
  });
  const moves = await movesOf(application);
  assert.deepEqual(
    moves.map(({ asked }) => asked),
    ['escorted-day'],
    'only what was granted is authorised',
  );
  const borrowed = robin.transaction(tx =>
    sql`update casework.authorised_move set state = 'done', ended_by = access.account_id(), ended_at = now(),
      movement_id = (select min(id) from casework.movement where case_id = ${application.caseId})
      where id = ${moves[0]?.id}`.execute(tx.db),
  );
  await refusedWith(borrowed, 'moves.refusal.other');
  const refused = await authorised('kai.fixture', ['escorted-day'], { kind: 'refuse' });
  assert.equal((await movesOf(refused)).length, 1, 'a refusal authorises nothing more');
});

test('recorded with the form of the register, a movement uses up the consent that it happened by, or says why it is another', async () => {
  const application = await authorised('gale.placeholder', ['escorted-day'], {
    ...granted,
    authorisedBy: 'lee.warrant',
  });
  const move = await firstOpen(application);
  const to = registerPaths.movements(application.caseId);
  assert.match((await robin.get(to)).text(), new RegExp(`this was consented to on ${written(testDay)}`));
  const moved = { kind: 'transfer', outcome: '', ...dayBoxes('actual', testDay), ...place };
  const before = await movementsOf(application);
  for (const [fields, problem] of [
    [{}, /Say whether it happened by this consent/],
    [{ consent: 'none' }, /Say why it is none of these/],
    [{ consent: String(move.id), kind: 'trial leave' }, /That consent is to another movement/],
    [
      { consent: String(move.id), ...dayBoxes('authorised', testDay.subtract({ days: 2 })) },
      /Leave this empty, or give that day/,
    ],
  ] as const) {
    const refused = await robin.post(to, { ...moved, ...fields }, to);
    assert.equal(refused.status, 422);
    assert.match(refused.text(), problem);
    assert.ok(refused.html.includes(place.toPlace), 'what was typed is kept');
  }
  assert.deepEqual(await movementsOf(application), before);
  const other = {
    ...moved,
    ...dayBoxes('authorised', testDay),
    consent: 'none',
    apartBecause: 'A level transfer of last year, agreed on paper.',
  };
  assert.equal((await robin.post(to, other, to)).status, 303);
  assert.equal((await firstOpen(application)).id, move.id, 'the consent is still open');
  assert.equal((await robin.post(to, { ...moved, consent: String(move.id) }, to)).status, 303);
  const used = await robin.transaction(tx => readMove(tx, move.id));
  assert.deepEqual([used.state, used.actualOn], ['done', String(testDay)]);
  assert.equal((await movementsOf(application)).at(-1)?.authorised, String(testDay));
  assert.ok(!(await robin.get(to)).text().includes('this was consented to on'));
});

test('one that was put right stays what it was, and asks for the consent only when it becomes what one was given to', async () => {
  const application = await authorised('ash.example', ['escorted-day']);
  const { caseId } = application;
  const entry = registerPaths.entry(caseId);
  const days = { ...dayBoxes('authorised', testDay), ...dayBoxes('actual', testDay) };
  const fields = { kind: 'transfer', outcome: '', ...days, ...place };
  await robin.post(
    registerPaths.movements(caseId),
    { ...fields, consent: 'none', apartBecause: 'Another.' },
    entry,
  );
  const last = async () =>
    (
      await rowsOf<{ id: number; because: string }>(
        site,
        sql`select id, apart_because as because from casework.movement where case_id = ${caseId} order by id desc limit 1`,
      )
    )[0] ?? { id: 0, because: '' };
  const path = registerPaths.movement(caseId, (await last()).id);
  assert.equal((await robin.post(path, { ...fields, toPlace: 'Larkmoor Hospital' }, path)).status, 303);
  assert.equal((await last()).because, 'Another.');
});

test('by no door does a movement stay beside the open consent to it', async () => {
  const application = await authorised('lark.draft', ['escorted-day']);
  const past = robin.transaction(tx =>
    sql`insert into casework.movement (case_id, kind, actual_on, to_place, recorded_by)
      values (${application.caseId}, 'transfer', access.today(), 'Elsewhere', access.account_id())`.execute(
      tx.db,
    ),
  );
  await refusedWith(past, 'moves.refusal.consented');
});
