import type { Actor, Tx } from '../../platform/database/index.ts';
import { allocateCases } from '../clocks/commands/allocate-cases.ts';
import { setConditions } from '../conditions/commands/set-conditions.ts';
import { type NewFlag, setFlag } from '../flags/commands/set-flag.ts';
import { keepComment, keepStanding, recordChair, referToMappa } from '../mappa/commands/keep-mappa.ts';
import { readCoordinators, readMappa } from '../mappa/queries/read-mappa.ts';
import { recordHappened } from '../moves/commands/record-happened.ts';
import { movesOfCase } from '../moves/queries/read-moves.ts';
import { giveConsent } from '../person/consent/give-consent.ts';
import { findHelpers, type HelperRole } from '../person/consent/queries.ts';
import { insertMovement } from '../register/commands/record-movement.ts';
import { readEntry } from '../register/queries/read-entry.ts';
import { playing, type Stage } from './stage.ts';

/** Whose case it is, with the usernames of the two whose it is. */
export type OfCase = { caseId: number; patient: string; clinician: string };

/** Somebody of the section does something in a case. */
const bySection = <T>(stage: Stage, by: string, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T> =>
  stage.as(by).then(player => playing(player, work));

/** A tribunal discharges on conditions: the section records the discharge, and each condition. */
export async function discharged(
  stage: Stage,
  { caseId }: OfCase,
  conditions: readonly { wording: string; plain: string }[],
): Promise<void> {
  const on = stage.today.toString();
  const kind = 'conditional discharge by the tribunal';
  await bySection(stage, 'robin.quill', async (tx, actor) => {
    const entry = await readEntry(tx, caseId);
    const movement = { kind, authorisedOn: on, actualOn: on, fromPlace: entry.namedPlace, toPlace: '' };
    const movementId = await insertMovement(tx, {
      ...{ entry, actor, struckOut: false },
      movement: { ...movement, outcome: '' },
    });
    const refused = await setConditions(tx, {
      ...{ caseId, actor, today: stage.today, setBy: 'tribunal', fromOn: on, movementId },
      conditions: conditions.map(one => ({ ...one, standard: null, onLiberty: false })),
    });
    if (refused) throw new Error(`The condition could not be set: ${refused.says}.`);
  });
}

/** What was consented to has happened, on the stage's day. */
export async function happened(stage: Stage, { caseId }: OfCase, toPlace: string): Promise<void> {
  await bySection(stage, 'robin.quill', async (tx, actor) => {
    const [move] = await movesOfCase(tx, caseId);
    if (!move) throw new Error('Nothing was authorised.');
    const actualOn = stage.today.toString();
    const refused = await recordHappened(tx, { move, actualOn, toPlace, actor, today: stage.today });
    if (refused) throw new Error(`It cannot have happened: ${refused.says}.`);
  });
}

/** A flag of the case, set by whoever sets it. */
export async function flagged(
  stage: Stage,
  { caseId }: OfCase,
  { by, ...set }: NewFlag & { by: string },
): Promise<void> {
  await bySection(stage, by, (tx, actor) => setFlag(tx, { caseId, set, actor }));
}

/** The clinician refers, the coordinator keeps category, level and what the agencies say; the Chair opens the first. */
export async function agenciesMeet(
  stage: Stage,
  { caseId, clinician }: OfCase,
  said: {
    category: number;
    level: number;
    why: string;
    comments: readonly (readonly [string, string])[];
    openWords: string;
  },
): Promise<void> {
  const on = stage.today.toString();
  await playing(await stage.as(clinician), async tx => {
    const [coordinator] = await readCoordinators(tx);
    if (!coordinator) throw new Error('There is no coordinator.');
    await referToMappa(tx, { caseId, coordinator: coordinator.id, sentOn: on });
  });
  const { category, level, why } = said;
  await playing(await stage.as('mo.parley'), async (tx, actor) => {
    await keepStanding(tx, { caseId, standing: { category, level, fromOn: on, why }, actor });
    for (const [agency, text] of said.comments)
      await keepComment(tx, { caseId, comment: { agency, saidOn: on, text }, actor });
    const [comment] = (await readMappa(tx, caseId)).comments.toSorted((one, other) => one.id - other.id);
    if (!comment) throw new Error('No agency said anything.');
    const says = { agrees: true, chair: 'Pat Chairperson', decidedOn: on, why: null, words: said.openWords };
    await recordChair(tx, { caseId, comment: comment.id, says });
  });
}

/** The person lets somebody help them until a day. */
export async function consented(
  stage: Stage,
  { patient }: OfCase,
  to: { name: string; role: HelperRole; mayWrite: boolean; days: number },
): Promise<void> {
  const { name, role, mayWrite } = to;
  const untilOn = stage.today.add({ days: to.days });
  await playing(await stage.as(patient), async (tx, actor) => {
    const helper = (await findHelpers(tx, name)).find(one => one.role === role);
    if (!helper) throw new Error(`There is nobody called ${name} to help.`);
    await giveConsent(tx, { accountId: helper.accountId, role, mayWrite, untilOn, actor });
  });
}

/** Somebody who leads a team puts the case in the hand of a colleague, who has its clocks then. */
export async function inHandOf(stage: Stage, { caseId }: OfCase, caseworker: string): Promise<void> {
  const to = await playing(await stage.as(caseworker), async (_, actor) => actor.accountId);
  await bySection(stage, 'drew.sealing', (tx, actor) => allocateCases(tx, { caseIds: [caseId], to, actor }));
}
