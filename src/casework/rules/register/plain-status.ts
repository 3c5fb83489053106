import { type AuthorityKind, authorityKind } from './authorities.ts';
import { type Authority, activeOn, endOf } from './authority-days.ts';
import { type Movement, readHistory, standingOn } from './history.ts';
import { type Standing, statusOf } from './standings.ts';

/** Where somebody stands, as it is said to them: each has its own words. */
export type PlainStatus = Standing | 'without restrictions in hospital';

/** What is said to somebody of where they stand in law. */
export type WhereTheyStand = {
  readonly status: PlainStatus;
  /** The authority that governs; undefined where none is known, or the restrictions are over. */
  readonly under: AuthorityKind | undefined;
  /** The day on which the restrictions end by themselves, where there is one. */
  readonly endsOn: string | null;
};

type Entry = {
  readonly status: string;
  readonly authorities: readonly Authority[];
  readonly movements: readonly Movement[];
};

/**
 * Where somebody stands in law on a day. Absence is not a status of the register, which counts whoever is absent in their
 * hospital (MHA 1983 s18 with s41(3)(d)), and yet it is what they have to be told. Whose restrictions are over and who is
 * detained as if under section 37 is told that the Secretary of State has no part in it (MHA 1983 s41(5), s50(2)).
 * @param entry the register entry as it holds now
 * @param day the day, as 'YYYY-MM-DD'
 */
export function whereTheyStand({ status, authorities, movements }: Entry, day: string): WhereTheyStand {
  const active = activeOn(authorities, day).flatMap(authority => {
    const kind = authorityKind(authority.kind);
    return kind ? [{ kind, authority }] : [];
  });
  // In prison, and somebody asks that they go to hospital: nothing restricts them yet.
  if (status === 'before') return { status, under: undefined, endsOn: null };
  if (status === 'ended') {
    const isDetained = active.some(({ kind }) => kind.family === null);
    return {
      status: isDetained ? 'without restrictions in hospital' : 'ended',
      under: undefined,
      endsOn: null,
    };
  }
  const leads = active.find(({ kind }) => kind.family !== null);
  return {
    status: standingOf({ status, movements }, day),
    under: leads?.kind,
    endsOn: leads ? endOf(leads.authority) : null,
  };
}

const standings: readonly string[] = [
  'in hospital',
  'in trial leave hospital',
  'conditionally discharged',
  'in custody',
] satisfies PlainStatus[];
const isStanding = (status: string): status is PlainStatus => standings.includes(status);

// The movements say more than the status; where they do not tell the same, the status is what the section works by.
function standingOf({ status, movements }: Omit<Entry, 'authorities'>, day: string): PlainStatus {
  const standing = standingOn(readHistory(movements), day);
  if (standing !== 'before' && statusOf(standing) === status) return standing;
  return isStanding(status) ? status : 'in hospital';
}
