import { type Translate, textOf } from '../platform/language/index.ts';

/** A role in the reader's language, with its authority level if it has one. */
export function roleText(t: Translate, of: { role: string; level: number | null }): string {
  const role = textOf(t, `people.role.${of.role}`);
  return of.level === null ? role : t('people.roleWithLevel', { role, level: of.level });
}

/** A kind of unit in the reader's language. */
export function kindText(t: Translate, kind: string): string {
  return textOf(t, `people.unitKind.${kind}`);
}
