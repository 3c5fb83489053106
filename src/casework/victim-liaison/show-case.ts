import type { Actor } from '../../platform/database/index.ts';
import { type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import type { Tokens } from '../../platform/web/index.ts';
import { mayBeTold } from '../rules/victims/may-be-told.ts';
import { liaisonPaths } from './paths.ts';
import type { Registration, VictimCase } from './queries/read-case.ts';
import { contactShape, unseal } from './sealed.ts';

export type Showing = { t: Translate; actor: Actor; today: Temporal.PlainDate; tokens: Tokens };

/** A value of a column as the end of a text's key. */
export const slug = (value: string): string =>
  value.replace(/[ -](\w)/g, (_all, letter) => letter.toUpperCase());

const colours = { active: 'green', 'opted out': 'grey', dormant: 'yellow' } as const;

/** Where a victim stands, as a tag. */
export const standingTag = (standing: Registration['standing'], t: Translate) => ({
  text: textOf(t, `liaison.standing.${slug(standing)}`),
  colour: colours[standing],
});

/** The victim's name, or that this installation's key does not open it. */
export const nameIn = ({ sealed }: Registration, { t, tokens }: Pick<Showing, 't' | 'tokens'>): string =>
  unseal(tokens, contactShape, sealed)?.name ?? t('liaison.unreadable');

/** Everything the page of a case shows. */
export function caseModel(file: VictimCase, showing: Showing) {
  const { t, actor } = showing;
  return {
    person: [file.familyName.toUpperCase(), file.givenNames].filter(Boolean).join(', '),
    victims: file.registrations.map(each => ({
      name: nameIn(each, showing),
      href: liaisonPaths.victim(file.caseId, each.id),
      standing: standingTag(each.standing, t),
      toTell: toTell(file, each, showing.today).length,
    })),
    officers: file.officers.map(({ id, name, fromOn }) => ({
      text: t('liaison.officer.since', { name, day: showDay(fromOn, t) }),
      mine: id === actor.accountId,
    })),
    summaries: file.summaries.map(summary => summaryModel(summary, t)),
    registerHref: liaisonPaths.register(file.caseId),
    officersHref: liaisonPaths.officers(file.caseId),
    leaveHref: liaisonPaths.leave(file.caseId),
    notesHref: liaisonPaths.notes(file.caseId),
  };
}

/** A summary as it is read and told. */
export const summaryModel = (
  { id, what, decidedOn, text }: VictimCase['summaries'][number],
  t: Translate,
) => ({
  ...{ id, text, heading: textOf(t, `liaison.what.${slug(what)}`), on: showDay(decidedOn, t) },
});

/** The summaries that a victim is still to be told of. */
export function toTell(
  { summaries, deliveries }: VictimCase,
  victim: Registration,
  today: Temporal.PlainDate,
): VictimCase['summaries'] {
  return summaries.filter(
    ({ id, what }) =>
      mayBeTold(what, victim, today) &&
      !deliveries.some(({ victimId, summaryId }) => victimId === victim.id && summaryId === id),
  );
}
