import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { activeOn, beginningOf, endOf } from '../rules/register/authority-days.ts';
import { authorityOwed } from '../rules/register/authority-owed.ts';
import { unexplainedSince } from '../rules/register/ends-restrictions.ts';
import { readHistory, standingOn } from '../rules/register/history.ts';
import { statusOf } from '../rules/register/standings.ts';
import { registerPaths } from './paths.ts';
import { type Entry, type KeptAuthority, type KeptMovement, standing } from './queries/read-entry.ts';
import { authorityInWords, dayOrNothing, movementInWords, standingInWords } from './words.ts';

/** What stands at the head of every page of an entry. */
export function headOf(entry: Entry, t: Translate) {
  return {
    name: nameInLists(entry),
    reference: entry.reference,
    closed: entry.closedOn ? t('register.closed', { day: showDay(entry.closedOn, t) }) : '',
  };
}

/** That no authority restricts any more and nobody said why, while the case is still open; empty otherwise. */
export function showUnexplained(entry: Entry, today: string, t: Translate): string {
  const since = entry.closedOn === null ? unexplainedSince(standing(entry.authorities), today) : null;
  return since === null ? '' : t('register.unexplained', { day: showDay(since, t) });
}

/** What a court decided and the authorities do not say yet, a sentence each. */
export function showOwed(entry: Entry, t: Translate): string[] {
  const owed = owedIn(entry);
  if (!owed) return [];
  const day = showDay(owed.on, t);
  return [
    ...(owed.made ? [t('register.owed.made', { day, authority: authorityInWords(owed.made, t) })] : []),
    ...owed.over.map(({ kind }) => t('register.owed.over', { day, authority: authorityInWords(kind, t) })),
  ];
}

/** What the register owes to a court while the case is open. */
export const owedIn = (entry: Entry) =>
  entry.closedOn === null ? authorityOwed(standing(entry.movements), standing(entry.authorities)) : undefined;

/** Where somebody stood on a day, and under which authorities. */
export function showDayOfEntry(entry: Entry, day: string, t: Translate) {
  const history = readHistory(standing(entry.movements));
  const inForce = activeOn(standing(entry.authorities), day).map(({ kind }) => authorityInWords(kind, t));
  return {
    stood: t('register.on', { day: showDay(day, t), standing: standingInWords(standingOn(history, day), t) }),
    authorities:
      inForce.length > 0 ? t('register.onAuthorities', { list: inForce.join('; ') }) : t('register.onNone'),
  };
}

/** The authorities as rows of a table. */
export function showAuthorities(entry: Entry, t: Translate) {
  return standing(entry.authorities).map(authority => ({
    kind: authorityInWords(authority.kind, t),
    precedence: authority.precedence,
    begun: dayOrNothing(beginningOf(authority), t),
    ends: dayOrNothing(endOf(authority), t) || t('register.noEnd'),
    court: authority.court,
    by: authority.recordedBy ?? t('register.program'),
    href: registerPaths.authority(entry.caseId, authority.id),
  }));
}

/** The movements as they follow each other, each with the status that it led to; the last first. */
export function showMovements(entry: Entry, t: Translate) {
  return readHistory(standing(entry.movements))
    .steps.map(({ movement, standing: led }) => ({
      what: movementInWords(movement, t),
      authorised: dayOrNothing(movement.authorisedOn, t),
      actual: { iso: movement.actualOn, text: showDay(movement.actualOn, t) },
      places: [
        movement.fromPlace && `${t('register.from')}: ${movement.fromPlace}`,
        movement.toPlace && `${t('register.to')}: ${movement.toPlace}`,
      ].filter(Boolean),
      after: standingInWords(statusOf(led), t),
      by: movement.recordedBy ?? t('register.program'),
      href: registerPaths.movement(entry.caseId, movement.id),
    }))
    .reverse();
}

/** What was corrected or struck out: it stays in the record. */
export function showCorrections(entry: Entry, t: Translate): string[] {
  const gone = <K extends KeptAuthority | KeptMovement>(rows: readonly K[]) =>
    rows.filter(({ supersededBy }) => supersededBy !== null);
  return [
    ...gone(entry.authorities).map(
      row => `${authorityInWords(row.kind, t)}, ${dayOrNothing(beginningOf(row), t)}`,
    ),
    ...gone(entry.movements).map(row => `${movementInWords(row, t)}, ${showDay(row.actualOn, t)}`),
  ];
}
