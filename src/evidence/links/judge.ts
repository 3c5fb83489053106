/** What came of asking for an address. */
export type Found =
  | { readonly is: 'works' }
  | { readonly is: 'moved'; readonly to: string }
  | { readonly is: 'failed'; readonly why: Failure; readonly status?: number }
  | { readonly is: 'closed'; readonly why: Closed; readonly status?: number }
  /** It asks to be asked another time. */
  | { readonly is: 'later'; readonly days: number };

/** What is wrong with an address that fails; `home`: only the first page of its site answers. */
export const failures = [
  ...([
    'notFound',
    'gone',
    'status',
    'home',
    'dns',
    'tls',
    'refused',
    'slow',
    'broken',
    'redirects',
  ] as const),
];
export type Failure = (typeof failures)[number];
/** Why a program cannot tell. */
export const closures = ['login', 'robots', 'private', 'address'] as const;
export type Closed = (typeof closures)[number];

export const linkStates = ['unasked', 'works', 'moved', 'failing', 'dead', 'closed'] as const;
export type LinkState = (typeof linkStates)[number];

/** What is known of an address. Days are ISO days. */
export type Standing = {
  readonly state: LinkState;
  readonly why: string | null;
  readonly status: number | null;
  readonly movedTo: string | null;
  readonly failingSince: string | null;
  readonly failedOn: string | null;
  readonly failedDays: number;
};

/** A server may be away for a night or a weekend: only after failures on so many days is an address dead. */
export const daysUntilDead = 3;

/** In how many days an address is asked again: seldom while all is well, soon while it fails. */
const againIn: Readonly<Record<LinkState, number>> = {
  unasked: 1,
  works: 30,
  moved: 30,
  failing: 1,
  dead: 14,
  closed: 90,
};

const well = {
  why: null,
  status: null,
  movedTo: null,
  failingSince: null,
  failedOn: null,
  failedDays: 0,
} as const;

/** What an address is taken for after it was asked on a day, and in how many days it is asked again. */
export function judge(
  before: Standing,
  found: Found,
  today: Temporal.PlainDate,
): { readonly standing: Standing; readonly days: number } {
  if (found.is === 'later') return { standing: before, days: found.days };
  const standing = standingAfter(before, found, today.toString());
  return { standing, days: againIn[standing.state] };
}

function standingAfter(before: Standing, found: Exclude<Found, { is: 'later' }>, today: string): Standing {
  switch (found.is) {
    case 'works':
      return { ...well, state: 'works' };
    case 'moved':
      return { ...well, state: 'moved', movedTo: found.to };
    case 'closed':
      return { ...well, state: 'closed', why: found.why, status: found.status ?? null };
    case 'failed': {
      const failedDays = before.failedDays + (before.failedOn === today ? 0 : 1);
      return {
        ...{
          state: failedDays >= daysUntilDead ? 'dead' : 'failing',
          why: found.why,
          status: found.status ?? null,
        },
        ...{ movedTo: null, failingSince: before.failingSince ?? today, failedOn: today, failedDays },
      };
    }
  }
}
