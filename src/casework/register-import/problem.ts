import type { TextKey, TextValues, Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { movementRefusalInWords } from '../register/words.ts';
import type { MovementRefusal } from '../rules/register/may-move.ts';
import type { FieldName } from './fields.ts';

/** Why a row cannot be brought in: where, and a sentence. It holds nothing of what stands in the row. */
export type RowProblem = {
  field: FieldName | 'row';
  says: TextKey;
  values?: TextValues;
  /** Fields that the sentence names. */
  fields?: FieldName[];
  /** A refusal of the law of movements, which has a sentence of its own, and the movement that it is about. */
  movement?: { refusal: MovementRefusal; kind: string; actualOn: string };
};

/** The sentence of a problem, in the reader's language. */
export function problemInWords({ says, values, fields, movement }: RowProblem, t: Translate): string {
  if (movement)
    return `${showDay(movement.actualOn, t)}: ${movementRefusalInWords(movement.refusal, movement.kind, t)}`;
  const named = fields?.map(field => t(`import.field.${field}`)).join(', ');
  return t(says, { ...values, ...(named === undefined ? {} : { fields: named }) });
}
