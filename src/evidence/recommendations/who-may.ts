import type { Actor } from '../../platform/database/index.ts';
import { holds } from '../../platform/web/index.ts';
import type { Link } from './link-forms.ts';
import type { Chain, Completion } from './queries/read-chains.ts';

/** Who may ask for a form of the chain at all. */
export const recorders = ['librarian', 'evidence_grader', 'respondent'] as const;

/** Whom a link is of: the addressee that answers for it; none for what anybody may have seen. */
export function addresseeOf(chain: Chain, link: Link, of: number): number | undefined {
  const owner = chain.addressees.find(({ id, actions }) => {
    if (link === 'responses' || link === 'actions') return id === of;
    if (link === 'completions') return actions.some(action => action.id === of && !action.struckBecause);
    return actions.some(({ completions }) =>
      completions.some(done => done.id === of && done.verdict === null && !done.struckBecause),
    );
  });
  return owner?.id;
}

/** What is said to be done, by its number. */
export const completionOf = ({ addressees }: Chain, of: number): Completion | undefined =>
  addressees
    .flatMap(({ actions }) => actions.flatMap(({ completions }) => completions))
    .find(({ id }) => id === of);

/** Whether an action is said to be done, and was not found wanting since. */
export const isSaidDone = ({ addressees }: Chain, action: number): boolean =>
  addressees
    .flatMap(({ actions }) => actions.filter(({ id }) => id === action))
    .some(({ completions }) => !isOpen(completions));
/** Whether something is still to be done, for all that was said to be. */
export const isOpen = (completions: readonly Completion[]): boolean =>
  completions.every(done => done.struckBecause || done.verdict === 'not verified');

/**
 * Whether somebody may add a link; the policies of migrations/0045 say the same, and a test holds them equal.
 * @param spokenFor the addressees in whose name they answer
 */
export function mayAdd(
  actor: Actor,
  link: Link,
  who: { addressee: number | undefined; spokenFor: readonly number[] },
): boolean {
  const speaks = who.addressee !== undefined && who.spokenFor.includes(who.addressee);
  switch (link) {
    case 'responses':
    case 'actions':
    case 'completions':
      return who.addressee !== undefined && (speaks || holds(actor, 'librarian'));
    case 'verifications':
      return (
        who.addressee !== undefined &&
        !speaks &&
        (holds(actor, 'librarian') || holds(actor, 'evidence_grader'))
      );
    case 'outcomes':
      return holds(actor, 'librarian');
  }
}
