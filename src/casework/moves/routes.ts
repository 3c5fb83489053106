import { z } from 'zod';
import { type Again, drawForm } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, idNumber, type Route, route } from '../../platform/web/index.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { readEntry } from '../register/queries/read-entry.ts';
import { headOf } from '../register/show-entry.ts';
import { monthsOfStay } from '../rules/recall/supervisors-stay.ts';
import { needsPlace } from '../rules/register/movement-kinds.ts';
import { endMove } from './commands/end-move.ts';
import { recordHappened } from './commands/record-happened.ts';
import {
  arrivalChoices,
  endedFields,
  expectedArrival,
  happenedFields,
  readEnded,
  readHappened,
  refused,
} from './move-forms.ts';
import { movePaths } from './paths.ts';
import { readMove } from './queries/read-moves.ts';
import { noPlaces, readPlaces } from './queries/read-places.ts';
import { showMove } from './show-moves.ts';

const moveParams = z.object({ move: idNumber });
type MoveAsk = Ask<z.infer<typeof moveParams>, unknown>;

async function movePage(ask: MoveAsk, again: { happened?: Again; ended?: Again } = {}): Promise<Answer> {
  const { tx, params, t } = ask;
  const move = await readMove(tx, params.move);
  const entry = await readEntry(tx, move.caseId);
  const places = needsPlace(move.movement) ? await readPlaces(tx, move.id) : noPlaces;
  const begins = expectedArrival(places);
  const problems = (again.happened ?? again.ended)?.problems;
  return {
    page: 'casework/moves/views/move.njk',
    title: t('moves.title'),
    backHref: mhcsPaths.application(move.documentId),
    model: {
      head: headOf(entry, t),
      move: showMove(move, t),
      open: move.state === 'stands' && entry.closedOn === null,
      happened: {
        ...drawForm(t, {
          action: movePaths.happened(move.id),
          fields: happenedFields(move),
          button: 'moves.recordHappened',
          ...{ begins, again: again.happened },
        }),
        arrival: needsPlace(move.movement) && arrivalChoices(places, again.happened?.typed ?? begins),
        stay: move.movement === 'recall' ? t('moves.recallHint', { months: monthsOfStay(ask.today) }) : '',
      },
      ended: drawForm(t, {
        ...{ action: movePaths.ended(move.id), fields: endedFields, again: again.ended },
        button: 'moves.recordEnded',
        manner: 'secondary',
      }),
    },
    about: { caseId: move.caseId, detail: { move: move.id } },
    problems,
  };
}

async function happened(ask: MoveAsk): Promise<Answer> {
  const { tx, params, body, t, actor, today } = ask;
  const move = await readMove(tx, params.move);
  const { problems, actualOn, toPlace, to, ...typed } = readHappened(move, body, t);
  if (problems.length > 0) return movePage(ask, { happened: { typed, problems } });
  const refusal = await recordHappened(tx, { move, actualOn, toPlace, to, actor, today });
  if (refusal) return movePage(ask, { happened: refused(typed, refusal, move.movement, t) });
  return { goTo: mhcsPaths.application(move.documentId), say: 'moves.said.happened' };
}

async function ended(ask: MoveAsk): Promise<Answer> {
  const { tx, params, body, t, actor } = ask;
  const move = await readMove(tx, params.move);
  const { problems, as, reason, plain, ...typed } = readEnded(body, t);
  if (problems.length > 0) return movePage(ask, { ended: { typed, problems } });
  await endMove(tx, { move, as, reason, plain, actor });
  return { goTo: mhcsPaths.application(move.documentId), say: 'moves.said.ended' };
}

/** What was authorised, and recording what became of it. */
export const moveRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: movePaths.move(':move'), access: mhcsRoles },
    ...{ audit: 'casework.move.read', params: moveParams },
    handle: ask => movePage(ask),
  }),
  route({
    ...{ method: 'POST', path: movePaths.happened(':move'), access: mhcsRoles },
    ...{ audit: 'by the command', params: moveParams },
    handle: happened,
  }),
  route({
    ...{ method: 'POST', path: movePaths.ended(':move'), access: mhcsRoles },
    ...{ audit: 'by the command', params: moveParams },
    handle: ended,
  }),
];
