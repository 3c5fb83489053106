import { type Translate, textOf } from '../../../platform/language/index.ts';
import type { Characteristics } from './read-characteristics.ts';

/** The name of what is recorded. */
export const characteristicInWords = (field: keyof Characteristics, code: string, t: Translate): string =>
  textOf(t, `characteristics.${field}.${code.replaceAll(' ', '-')}`);

/** What is recorded of a person, each with what it is; what nobody has said is left out. */
export function characteristicsInWords(recorded: Characteristics, t: Translate): string[] {
  return (['sex', 'ethnicity', 'offence'] as const).flatMap(field => {
    const code = recorded[field];
    return code === null
      ? []
      : [`${t(`characteristics.${field}`)}: ${characteristicInWords(field, code, t)}`];
  });
}
