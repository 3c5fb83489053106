import { type TextKey, type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import type { AuthorityKind } from '../rules/register/authorities.ts';

import { beginningOf, endOf, isActiveOn } from '../rules/register/authority-days.ts';
import { type WhereTheyStand, whereTheyStand } from '../rules/register/plain-status.ts';
import type { MyEntry } from './queries/read-mine.ts';
import { authorityInWords, slugOf } from './words.ts';

type Stands = Pick<MyEntry, 'status' | 'namedPlace' | 'authorities' | 'movements'>;

/** Where the person stands in law, in plain words: the status, under which authority, what that means, how it ends. */
export function whereIStand(mine: Stands, today: string, t: Translate) {
  const stands = whereTheyStand(mine, today);
  const { status, under } = stands;
  const key = `register.my.${slugOf(status)}`;
  const isOver = ['before', 'ended', 'without restrictions in hospital'].includes(status);
  return {
    stands: textOf(t, key, { under: underInWords(under, t) }),
    means: [textOf(t, `${key}.means`), tribunalInWords(under, t)].filter(Boolean),
    ends: isOver ? [] : endsInWords(stands, t),
    // Outside hospital no place holds anybody; the warrant of a recall would name one anew.
    place:
      isOver || status === 'conditionally discharged' || !mine.namedPlace
        ? ''
        : t('register.my.place', { place: mine.namedPlace }),
    laws: lawsInWords(mine, today, t),
  };
}

/** A detention authority as it is said to the person, to follow “under”. */
function underInWords(under: AuthorityKind | undefined, t: Translate): string {
  return under ? textOf(t, `register.under.${under.slug}`) : t('register.my.noAuthority');
}

const tribunals = {
  s70: 'register.my.tribunal',
  's70 and s74': 'register.my.tribunal.prisoner',
  limited: 'register.my.tribunal.limited',
  equivalent: 'register.my.tribunal',
  unrestricted: 'register.my.tribunal',
} as const satisfies Record<AuthorityKind['tribunal'], TextKey>;

const tribunalInWords = (under: AuthorityKind | undefined, t: Translate) =>
  under ? t(tribunals[under.tribunal]) : '';

const howItEnds = {
  'by decision': 'register.my.ends.byDecision',
  'on the release date': 'register.my.ends.onRelease',
  'by the court': 'register.my.ends.byCourt',
  'by its equivalent': 'register.my.ends.byEquivalent',
  none: 'register.my.ends.byDecision',
} as const satisfies Record<AuthorityKind['ends'], TextKey>;

function endsInWords({ under, endsOn }: WhereTheyStand, t: Translate): string[] {
  const day = endsOn ? [t('register.my.until', { day: showDay(endsOn, t) })] : [];
  return under ? [...day, t(howItEnds[under.ends])] : day;
}

/** Every authority that there is or was, each with its days, the one that holds now first. */
function lawsInWords({ authorities }: Pick<Stands, 'authorities'>, today: string, t: Translate) {
  const laws = authorities.map(authority => {
    const [since, end] = [beginningOf(authority), endOf(authority)];
    const holds = isActiveOn(authority, today);
    const until = holds ? 'register.my.law.ends' : 'register.my.law.ended';
    return {
      holds,
      what: authorityInWords(authority.kind, t),
      days: [
        since ? t('register.my.since', { day: showDay(since, t) }) : '',
        end ? t(until, { day: showDay(end, t) }) : '',
      ].filter(Boolean),
    };
  });
  return laws.toSorted((one, other) => Number(other.holds) - Number(one.holds));
}
