import type { Family } from './authorities.ts';
import type { Standing } from './standings.ts';

/** One movement of the register as the law allows it. */
export type MovementKind = {
  code: string;
  /** The end of its key in locales: register.movement.<slug>. */
  slug: string;
  /** From where it may happen. */
  from: readonly Standing[];
  /** Where it leads, when no outcome says so; 'absent' and 'back' keep to the hospital in which the person is. */
  to: Standing | 'stays' | 'absent' | 'back';
  /** What exactly came of it, and where that leads. */
  outcomes?: Readonly<Record<string, Standing>>;
  /** It belongs to these authorities alone. */
  families?: readonly Family[];
  /** Somebody authorised it, on a day that is kept beside the day on which it happened. */
  authorised?: true;
  /** Only the program records it. */
  byProgram?: true;
  source: string;
};

const inHospital = ['in hospital', 'in trial leave hospital'] as const;
const wherever = [
  'in hospital',
  'absent from hospital',
  'in trial leave hospital',
  'absent from trial leave',
  'conditionally discharged',
  'in custody',
] as const;
const detained = [
  'in hospital',
  'absent from hospital',
  'in trial leave hospital',
  'absent from trial leave',
] as const;
const insanity = ['CPIA s5', 'DVCVA s24'] as const;

/**
 * Every movement of the register, as data: legal ones only. The names are those of the case system (design brief,
 * section 2.3); each carries the power that makes it lawful. Trial leave and custody are design inferences: the
 * case system knows them as a status without a movement of their own.
 */
export const movementKinds = [
  {
    code: 'brought over',
    slug: 'broughtOver',
    from: ['before'],
    to: 'before',
    outcomes: {
      'in hospital': 'in hospital',
      'in trial leave hospital': 'in trial leave hospital',
      'conditionally discharged': 'conditionally discharged',
      'in custody': 'in custody',
    },
    source: 'Register of the section, as it was before Ownwords',
  },
  {
    code: 'admission',
    slug: 'admission',
    from: ['before', 'in custody'],
    to: 'in hospital',
    source: 'MHA 1983 ss 37, 40, 45A, 47, 48',
  },
  {
    code: 'inward repatriation',
    slug: 'inward',
    from: ['before'],
    to: 'in hospital',
    families: ['cross-border'],
    authorised: true,
    source: 'MHA 1983 Part 6',
  },
  {
    code: 'transfer',
    slug: 'transfer',
    from: inHospital,
    to: 'in hospital',
    authorised: true,
    source: 'MHA 1983 s19 with s41(3)(c)(ii)',
  },
  {
    code: 'trial leave',
    slug: 'trialLeave',
    from: ['in hospital'],
    to: 'in trial leave hospital',
    authorised: true,
    source: 'MHA 1983 s17 with s41(3)(c)(i)',
  },
  {
    code: 'return from trial leave',
    slug: 'trialReturn',
    from: ['in trial leave hospital'],
    to: 'in hospital',
    source: 'MHA 1983 s17(4) with s41(3)(c)(i)',
  },
  { code: 'abscond', slug: 'abscond', from: inHospital, to: 'absent', source: 'MHA 1983 s18' },
  { code: 'escape', slug: 'escape', from: inHospital, to: 'absent', source: 'MHA 1983 s18, s137' },
  {
    code: 'return',
    slug: 'return',
    from: ['absent from hospital', 'absent from trial leave'],
    to: 'back',
    source: 'MHA 1983 s18 with s41(3)(d)',
  },
  {
    code: 'conditional discharge by the Secretary of State',
    slug: 'cdSecretary',
    from: inHospital,
    to: 'conditionally discharged',
    authorised: true,
    source: 'MHA 1983 s42(2)',
  },
  {
    code: 'conditional discharge by the tribunal',
    slug: 'cdTribunal',
    from: inHospital,
    to: 'conditionally discharged',
    authorised: true,
    source: 'MHA 1983 s73(2)',
  },
  {
    code: 'conditional discharge abroad',
    slug: 'cdAbroad',
    from: inHospital,
    to: 'conditionally discharged',
    authorised: true,
    source: 'MHA 1983 s42(2)',
  },
  {
    code: 'conditional discharge to prison',
    slug: 'cdPrison',
    from: inHospital,
    to: 'in custody',
    authorised: true,
    source: 'MHA 1983 s42(2)',
  },
  {
    code: 'taken into custody',
    slug: 'custody',
    from: ['conditionally discharged'],
    to: 'in custody',
    source: 'MHA 1983 s42(4) [design inference]',
  },
  {
    code: 'released from custody',
    slug: 'custodyEnds',
    from: ['in custody'],
    to: 'conditionally discharged',
    source: 'MHA 1983 s42 [design inference]',
  },
  {
    code: 'recall',
    slug: 'recall',
    from: ['conditionally discharged', 'in custody'],
    to: 'in hospital',
    authorised: true,
    source: 'MHA 1983 s42(3)',
  },
  {
    code: 'absolute discharge by the Secretary of State',
    slug: 'adSecretary',
    from: [...inHospital, 'conditionally discharged', 'in custody'],
    to: 'ended',
    authorised: true,
    source: 'MHA 1983 s42(2)',
  },
  {
    code: 'absolute discharge by the tribunal',
    slug: 'adTribunal',
    from: [...inHospital, 'conditionally discharged', 'in custody'],
    to: 'ended',
    authorised: true,
    source: 'MHA 1983 ss 73(1), 75(3)',
  },
  {
    code: 'restrictions lifted',
    slug: 'lifted',
    from: wherever,
    to: 'ended',
    authorised: true,
    source: 'MHA 1983 s42(1)',
  },
  {
    code: 'restrictions expired',
    slug: 'expired',
    from: wherever,
    to: 'ended',
    byProgram: true,
    source: 'MHA 1983 s50(2), s41(5)',
  },
  // How cases ended that the case system had brought over itself: nothing more is known, and nobody records it anew.
  {
    code: 'disposal, migrated',
    slug: 'migrated',
    from: wherever,
    to: 'ended',
    byProgram: true,
    source: 'Register of the section, as it was before Ownwords',
  },
  {
    code: 'remitted to prison',
    slug: 'remitted',
    from: inHospital,
    to: 'ended',
    families: ['s45A', 's47/49', '1959 Act'],
    authorised: true,
    source: 'MHA 1983 s50(1)',
  },
  {
    code: 'remitted to remand centre',
    slug: 'remittedRemand',
    from: inHospital,
    to: 'ended',
    families: ['s48/49'],
    authorised: true,
    source: 'MHA 1983 ss 51(3), 53(2)',
  },
  {
    code: 'on licence',
    slug: 'licence',
    from: inHospital,
    to: 'ended',
    families: ['s45A', 's47/49', '1959 Act'],
    authorised: true,
    source: 'MHA 1983 s50(1)(b)',
  },
  {
    code: 'disposal by court',
    slug: 'court',
    from: inHospital,
    to: 'stays',
    families: ['s48/49', 's43/44'],
    outcomes: {
      'guilty, s37/41': 'in hospital',
      'guilty, s37 only': 'ended',
      'guilty, s45A': 'in hospital',
      'guilty, prison': 'ended',
      'guilty, community': 'ended',
      'not guilty, community': 'ended',
      'not guilty, informal patient': 'ended',
      'bailed or remanded': 'ended',
      'unfit to plead': 'in hospital',
      'not guilty by reason of insanity': 'in hospital',
    },
    source: 'MHA 1983 ss 43, 44, 51',
  },
  {
    code: 'fit to plead',
    slug: 'fit',
    from: [...inHospital, 'conditionally discharged'],
    to: 'stays',
    families: insanity,
    outcomes: {
      community: 'ended',
      prison: 'ended',
      's37/41': 'in hospital',
      'interim order': 'in hospital',
    },
    source: 'CP(I)A 1964 s5A',
  },
  {
    code: 'released or lapsed',
    slug: 'lapsed',
    from: detained,
    to: 'ended',
    families: ['s48/49'],
    source: 'MHA 1983 s53',
  },
  {
    code: 'deportation',
    slug: 'deportation',
    from: wherever,
    to: 'ended',
    authorised: true,
    source: 'MHA 1983 s86; Immigration Act 1971',
  },
  {
    code: 'outward repatriation',
    slug: 'outward',
    from: wherever,
    to: 'ended',
    authorised: true,
    source: 'MHA 1983 Part 6',
  },
  {
    code: 'extradited',
    slug: 'extradited',
    from: wherever,
    to: 'ended',
    authorised: true,
    source: 'Extradition Act 2003',
  },
  {
    code: 'deceased',
    slug: 'deceased',
    from: wherever,
    to: 'ended',
    source: 'Births and Deaths Registration Act 1953',
  },
  { code: 'dual detention', slug: 'dual', from: wherever, to: 'stays', source: 'Register of the section' },
  {
    code: 'appealed, remains in hospital',
    slug: 'appealed',
    from: inHospital,
    to: 'stays',
    source: 'Criminal Appeal Act 1968',
  },
] as const satisfies readonly MovementKind[];

export type MovementCode = (typeof movementKinds)[number]['code'];

const byCode = new Map<string, MovementKind>(movementKinds.map(kind => [kind.code, kind]));

/** The movement of this code; undefined for what the law does not know. */
export function movementKind(code: string): MovementKind | undefined {
  return byCode.get(code);
}

const toAPlace: ReadonlySet<string> = new Set<MovementCode>([
  'admission',
  'transfer',
  'trial leave',
  'recall',
]);

/** Whether a movement leads to a hospital that has to be said. */
export function needsPlace(code: string): boolean {
  return toAPlace.has(code);
}

const absentFrom: Partial<Record<Standing, Standing>> = {
  'in hospital': 'absent from hospital',
  'in trial leave hospital': 'absent from trial leave',
};
const backFrom: Partial<Record<Standing, Standing>> = {
  'absent from hospital': 'in hospital',
  'absent from trial leave': 'in trial leave hospital',
};

/**
 * Where a movement leads from a standing.
 * @param outcome what came of it, for a movement that has outcomes
 * @returns undefined when the law knows no such movement from there
 */
export function leadsTo(kind: MovementKind, outcome: string | null, from: Standing): Standing | undefined {
  if (!kind.from.includes(from)) return undefined;
  if (kind.outcomes)
    return outcome !== null && Object.hasOwn(kind.outcomes, outcome) ? kind.outcomes[outcome] : undefined;
  if (kind.to === 'stays') return from;
  if (kind.to === 'absent') return absentFrom[from];
  if (kind.to === 'back') return backFrom[from];
  return kind.to;
}

/**
 * The order of movements of one day: abscond, escape, disposal by court, admission, then the rest, as the analysts of
 * the case system order them (design brief, section 2.3).
 */
export function dayOrder(code: string): number {
  const place = ['abscond', 'escape', 'disposal by court', 'admission'].indexOf(code);
  return place < 0 ? 5 : place + 1;
}

/** One row of casework.movement_rule: the same law, as the database checks it. */
export type MovementRule = { kind: string; outcome: string; from: Standing; to: Standing; dayOrder: number };

/** Every legal movement, one row for each outcome and each standing it may begin from. */
export function movementRules(): MovementRule[] {
  return (movementKinds as readonly MovementKind[]).flatMap(kind =>
    kind.from.flatMap(from =>
      Object.keys(kind.outcomes ?? { '': '' }).map(outcome => {
        // A kind leads somewhere from each standing that it names; a test holds it to that.
        const to = leadsTo(kind, outcome, from) as Standing;
        return { kind: kind.code, outcome, from, to, dayOrder: dayOrder(kind.code) };
      }),
    ),
  );
}
