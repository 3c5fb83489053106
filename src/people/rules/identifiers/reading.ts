/** The kinds of number by which a person is known elsewhere. The MHCS reference is a case's, the others a person's. */
export const identifierKinds = ['nhs', 'prison', 'pnc', 'cro', 'mhcs'] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

/** Why a number is refused; each has a sentence of its own, `identifiers.problem.<reason>`. */
export const identifierReasons = [
  'empty',
  'nhs.characters',
  'nhs.short',
  'nhs.long',
  'nhs.neverIssued',
  'nhs.check',
  'nhs.range',
  'nhs.test',
  'pnc.shape',
  'pnc.year',
  'pnc.future',
  'pnc.slash',
  'pnc.serial',
  'pnc.neverLetter',
  'pnc.check',
  'cro.shape',
  'cro.neverLetter',
  'cro.check',
  'prison.shape',
  'mhcs.characters',
  'mhcs.short',
  'mhcs.long',
] as const;
export type IdentifierReason = (typeof identifierReasons)[number];

/** A number as it is stored, or why it cannot be one. */
export type Reading =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: IdentifierReason };

export const reads = (value: string): Reading => ({ ok: true, value });
export const refuses = (reason: IdentifierReason): Reading => ({ ok: false, reason });

/**
 * What was typed without what people put in for their eyes: spaces of every kind, marks that nobody sees, and the
 * many dashes that a word processor makes of one.
 */
export function withoutSpaces(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .toUpperCase();
}
