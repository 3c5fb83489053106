import { z } from 'zod';
import {
  type Answer,
  type Ask,
  caseParams,
  found,
  idNumber,
  one,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { recordByConsent } from '../moves/commands/record-by-consent.ts';
import { arrivalChoices } from '../moves/move-forms.ts';
import { movesOfCase, movesToSettle } from '../moves/queries/read-moves.ts';
import { readPlaces } from '../moves/queries/read-places.ts';
import { readComing } from './arrival.ts';
import { refusalOf } from './commands/record-movement.ts';
import { strikeOutMovement } from './commands/strike-out-movement.ts';
import { consentChoices, readConsent } from './consent-choice.ts';
import { movementChoices, outcomeChoices, readMovement, typedMovement } from './movement-form.ts';
import { registerPaths } from './paths.ts';
import { type Entry, readEntry, standing } from './queries/read-entry.ts';
import type { EntryAsk } from './routes-entry.ts';
import { headOf, showDayOfEntry } from './show-entry.ts';
import type { Typed } from './typed.ts';
import { movementRefusalInWords } from './words.ts';

const movementParams = z.object({ caseId: idNumber, movement: idNumber });
type MovementAsk = Ask<z.infer<typeof movementParams>, unknown>;

async function recordPage(ask: EntryAsk, again?: Typed): Promise<Answer> {
  const { tx, params, t, today } = ask;
  const entry = await readEntry(tx, params.caseId);
  if (entry.closedOn !== null) throw tooLate('register.refusal.closed');
  const typed = again ?? typedMovement();
  return {
    page: 'casework/register/views/movement.njk',
    title: t('register.recordMovement'),
    backHref: registerPaths.entry(entry.caseId),
    model: {
      head: headOf(entry, t),
      stands: showDayOfEntry(entry, today.toString(), t).stood,
      form: {
        ...{ ...typed, action: registerPaths.movements(entry.caseId) },
        ...{ kinds: movementChoices(typed.texts.kind, t), outcomes: outcomeChoices(typed.texts.outcome, t) },
        consents: consentChoices(await movesOfCase(tx, entry.caseId), typed, t),
        arrival: arrivalChoices(await readPlaces(tx, null), typed),
      },
    },
    problems: again?.problems,
    about: { caseId: entry.caseId },
  };
}

async function record(ask: EntryAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const { typed, movement } = readMovement(body, t);
  if (!movement || typed.problems.length > 0) return recordPage(ask, typed);
  const entry = await readEntry(tx, params.caseId);
  const read = readConsent(body, { movement, moves: await movesOfCase(tx, entry.caseId) }, t);
  if ('problem' in read) return recordPage(ask, { ...typed, problems: [read.problem] });
  const refusal = refusalOf({ entry, movement: read.movement, today });
  if (refusal) return recordPage(ask, refused(typed, refusal, movement.kind, t));
  const places = await readPlaces(tx, null);
  const { problems, ...coming } = readComing(body, { movement: read.movement, entry, places }, t);
  if (problems.length > 0) return recordPage(ask, { ...typed, problems });
  await recordByConsent(tx, { ...read, ...coming, entry, actor, today });
  return { goTo: registerPaths.entry(params.caseId), say: 'register.said.movement' };
}

/** Beside the field of which a refusal speaks. */
function refused(
  typed: Typed,
  refusal: Parameters<typeof movementRefusalInWords>[0],
  ...[kind, t]: [string, EntryAsk['t']]
): Typed {
  const day = refusal.field === 'actual' || refusal.field === 'authorised';
  const field = day ? `${refusal.field}-day` : refusal.field;
  return { ...typed, problems: [{ field, text: movementRefusalInWords(refusal, kind, t) }] };
}

const movementOf = (entry: Entry, wanted: number) =>
  found(standing(entry.movements).find(({ id }) => id === wanted));

async function correctPage(ask: MovementAsk, again?: Typed): Promise<Answer> {
  const { tx, params, t } = ask;
  const entry = await readEntry(tx, params.caseId);
  const movement = movementOf(entry, params.movement);
  const typed = again ?? typedMovement(movement);
  return {
    page: 'casework/register/views/correct-movement.njk',
    title: t('register.correctMovement'),
    backHref: registerPaths.entry(entry.caseId),
    model: {
      head: headOf(entry, t),
      form: {
        ...{ ...typed, action: registerPaths.movement(entry.caseId, movement.id) },
        ...{ kinds: movementChoices(typed.texts.kind, t), outcomes: outcomeChoices(typed.texts.outcome, t) },
        consents: consentChoices(await movesOfCase(tx, entry.caseId), typed, t),
      },
    },
    problems: again?.problems,
    about: { caseId: entry.caseId, detail: { movement: movement.id } },
  };
}

async function correct(ask: MovementAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const { typed, movement } = readMovement(body, t);
  const strike = one(body, 'strike') === 'yes';
  if (!strike && (!movement || typed.problems.length > 0)) return correctPage(ask, typed);
  const entry = await readEntry(tx, params.caseId);
  const corrects = movementOf(entry, params.movement);
  const read =
    strike || !movement
      ? undefined
      : readConsent(body, { movement, moves: await movesToSettle(tx, corrects, movement) }, t);
  if (read && 'problem' in read) return correctPage(ask, { ...typed, problems: [read.problem] });
  const refusal = read
    ? await recordByConsent(tx, { ...read, entry, corrects, actor, today })
    : await strikeOutMovement(tx, { entry, movement: corrects, actor });
  if (refusal) return correctPage(ask, refused(typed, refusal, movement?.kind ?? corrects.kind, t));
  return { goTo: registerPaths.entry(params.caseId), say: 'register.said.movement' };
}

const correction = {
  path: registerPaths.movement(':caseId', ':movement'),
  access: mhcsRoles,
  params: movementParams,
};

const inCase = {
  ...{ path: registerPaths.movements(':caseId'), access: mhcsRoles, params: caseParams },
} as const;

export const movementRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', ...inCase, audit: 'casework.register.read' },
    handle: ask => recordPage(ask),
  }),
  route({ method: 'POST', ...inCase, audit: 'by the command', handle: record }),
  route({ method: 'GET', ...correction, audit: 'casework.register.read', handle: ask => correctPage(ask) }),
  route({ method: 'POST', ...correction, audit: 'by the command', handle: correct }),
];
