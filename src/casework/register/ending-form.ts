import type { Translate } from '../../platform/language/index.ts';
import { type Body, emptyBoxes } from '../../platform/web/index.ts';
import { endingsOn, restrictedOn } from '../rules/register/ends-restrictions.ts';
import type { MovementRefusal } from '../rules/register/may-move.ts';
import type { NewAuthority } from './commands/record-authority.ts';
import type { NewMovement } from './commands/record-movement.ts';
import { type Entry, type KeptAuthority, standing } from './queries/read-entry.ts';
import { readTyped, type Typed } from './typed.ts';
import { movementInWords, movementRefusalInWords } from './words.ts';

const fields = { days: { endingAuthorised: 'register.authorised' }, texts: ['ending'] } as const;

/** Whether an authority is the last that restricts, so that its end is the end of the case. */
export function isLast(entry: Entry, authority: KeptAuthority, today: string): boolean {
  const all = standing(entry.authorities);
  const others = all.filter(({ id }) => id !== authority.id);
  return entry.closedOn === null && restrictedOn(all, today) && !restrictedOn(others, today);
}

/** Which movement ended the restrictions, as it was sent; `movement` is there when all that it needs is. */
export function readEnding(
  body: Body,
  { entry, authority }: { entry: Entry; authority: NewAuthority },
  t: Translate,
): { typed: Typed; movement: NewMovement | undefined } {
  const { read, ...typed } = readTyped(body, fields, t);
  const { endedOn } = authority;
  const chosen = typed.texts.ending ?? '';
  if (endedOn === null) {
    if (chosen !== '') typed.problems.push({ field: 'ended-day', text: t('register.refusal.endingWhen') });
    return { typed, movement: undefined };
  }
  const ending = endingsOn(standing(entry.movements), endedOn).find(each => codeOf(each) === chosen);
  if (!ending) typed.problems.push({ field: 'ending', text: t('register.refusal.ending') });
  if (!ending || typed.problems.length > 0) return { typed, movement: undefined };
  const authorisedOn = read.endingAuthorised ?? null;
  return { typed, movement: { ...ending, authorisedOn, actualOn: endedOn, fromPlace: '', toPlace: '' } };
}

/** Beside the field of which a refusal speaks. */
export function refusedEnding(typed: Typed, refusal: MovementRefusal, kind: string, t: Translate): Typed {
  const boxes = {
    actual: 'ended-day',
    authorised: 'endingAuthorised-day',
    kind: 'ending',
    outcome: 'ending',
  };
  const text = movementRefusalInWords(refusal, kind, t);
  return { ...typed, problems: [{ field: boxes[refusal.field], text }] };
}

/** The question which movement ended the restrictions, as its view draws it. */
export function endingModel(
  { entry, typed, today }: { entry: Entry; typed: Typed | undefined; today: string },
  t: Translate,
) {
  return {
    authorised: typed?.days.endingAuthorised ?? emptyBoxes,
    choices: endingsOn(standing(entry.movements), today).map(ending => ({
      ...{ code: codeOf(ending), text: movementInWords(ending, t) },
      selected: codeOf(ending) === typed?.texts.ending,
    })),
  };
}

const codeOf = ({ kind, outcome }: { kind: string; outcome: string | null }) =>
  outcome === null ? kind : `${kind}: ${outcome}`;
