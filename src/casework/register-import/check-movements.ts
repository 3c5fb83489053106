import { beginningOf } from '../rules/register/authority-days.ts';
import { inOrder, type Movement, readHistory } from '../rules/register/history.ts';
import { refuseMovement } from '../rules/register/may-move.ts';
import { movementKind } from '../rules/register/movement-kinds.ts';
import { statusOf } from '../rules/register/standings.ts';
import type { FiledAuthority, FiledMovement } from './entry.ts';
import type { RowProblem } from './problem.ts';
import type { Said } from './read-row.ts';

type Checked = { movements: FiledMovement[] } | { problem: RowProblem };

/**
 * The movements of a row: those that it lists, or, where it lists none, the one that brings somebody into the register
 * with the status that it gives. Each must be one that the law knows from where the person stood.
 */
export function checkMovements(said: Said, authorities: readonly FiledAuthority[], today: string): Checked {
  const movements = said.movements ?? begun(said, authorities[0]);
  if (!movements) return { problem: { field: 'status', says: 'import.problem.endedNeedsMovements' } };
  const unknown = movements.find(({ kind }) => !movementKind(kind));
  if (unknown) return { problem: { field: 'movements', says: 'import.problem.movementKind' } };
  const problem = refused(movements, authorities, today);
  if (problem) return { problem: { ...problem, field: said.movements ? 'movements' : 'statusOn' } };
  const leads = statusOf(readHistory(numbered(movements)).standing);
  if (said.status !== undefined && said.status !== leads)
    return { problem: { field: 'status', says: 'import.problem.statusDiffers' } };
  return { movements };
}

function begun(said: Said, first: FiledAuthority | undefined): FiledMovement[] | undefined {
  if (said.status === 'ended') return undefined;
  const actualOn = said.statusOn ?? (first && beginningOf(first));
  // Without an authority there is a problem already, and no day.
  if (!actualOn) return [];
  const inHospital = said.status === undefined || said.status === 'in hospital';
  return [
    {
      kind: inHospital ? 'admission' : 'brought over',
      outcome: inHospital ? null : (said.status ?? null),
      ...{ authorisedOn: null, actualOn, fromPlace: '' },
      toPlace: said.namedPlace ?? said.hospital ?? '',
    },
  ];
}

const numbered = (movements: readonly FiledMovement[]): Movement[] =>
  movements.map((movement, at) => ({ ...movement, sequence: at + 1 }));

function refused(
  filed: readonly FiledMovement[],
  authorities: readonly FiledAuthority[],
  today: string,
): Omit<RowProblem, 'field'> | undefined {
  const movements = numbered(filed).sort(inOrder);
  for (const [at, movement] of movements.entries()) {
    const { kind, actualOn } = movement;
    // As if they were recorded one after the other.
    const others = movements.slice(0, at);
    if (actualOn > today) return { says: 'import.problem.future' };
    // What only the program records is no less true when it comes in a file.
    const refusal = movementKind(kind)?.byProgram
      ? undefined
      : refuseMovement({ movement, others, authorities, today });
    if (refusal) return { says: refusal.says, movement: { refusal, kind, actualOn } };
  }
  const { broken, standing } = readHistory(movements);
  if (!broken) return undefined;
  const rule = movementKind(broken.kind)?.source ?? '';
  const refusal = { field: 'kind', says: 'register.refusal.notFromHere', rule, standing } as const;
  return { says: refusal.says, movement: { refusal, kind: broken.kind, actualOn: broken.actualOn } };
}
