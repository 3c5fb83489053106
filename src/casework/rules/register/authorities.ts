/** How a restriction comes to its end without a decision, or by whose. */
export type RestrictionEnds =
  | 'by decision'
  | 'on the release date'
  | 'by the court'
  | 'by its equivalent'
  | 'none';

/** Which way to a tribunal an authority opens. */
export type TribunalRoute = 's70' | 's70 and s74' | 'limited' | 'equivalent' | 'unrestricted';

/** The families in which authorities are counted; casework.patient.authority holds the leading one. */
export const families = [
  's37/41',
  's45A',
  's47/49',
  's48/49',
  'CPIA s5',
  'DVCVA s24',
  's43/44',
  '1959 Act',
  'cross-border',
] as const;
export type Family = (typeof families)[number];

/** One detention authority as the law knows it. */
export type AuthorityKind = {
  /** As it is stored, and as the section writes it. */
  code: string;
  /** The end of its keys in locales: register.authority.<slug>. */
  slug: string;
  /** Null when it does not restrict. */
  family: Family | null;
  ends: RestrictionEnds;
  tribunal: TribunalRoute;
  /** True where older records do not say which kind it is; nobody records that anew. */
  unsaid?: true;
  source: string;
};

const hospitalOrder = { ends: 'by decision', tribunal: 's70' } as const;
const prisoner = { ends: 'on the release date', tribunal: 's70 and s74' } as const;
const unsentenced = { family: 's48/49', ends: 'by the court', tribunal: 's70 and s74' } as const;

/**
 * Every detention authority of the register, as data. What restricts, how that ends and the tribunal route are those
 * of the Mental Health Act 1983 and the Criminal Procedure (Insanity) Act 1964; what stands in the source as
 * [background] is configurable and has to be confirmed (design brief, section 2.1).
 */
export const authorityKinds = [
  { code: 's37/41', slug: 's37', family: 's37/41', ...hospitalOrder, source: 'MHA 1983 ss 37, 41' },
  {
    code: 's45A',
    slug: 's45A',
    family: 's45A',
    ...prisoner,
    source: 'MHA 1983 ss 45A, 45B, 50 [background]',
  },
  { code: 's47/49', slug: 's47', family: 's47/49', ...prisoner, source: 'MHA 1983 ss 47, 49, 50(2)' },
  { code: 's48/49 remand', slug: 's48remand', ...unsentenced, source: 'MHA 1983 ss 48(2)(a), 49, 51' },
  {
    code: 's48/49 magistrates',
    slug: 's48magistrates',
    ...unsentenced,
    source: 'MHA 1983 ss 48(2)(b), 49, 52',
  },
  { code: 's48/49 civil', slug: 's48civil', ...unsentenced, source: 'MHA 1983 ss 48(2)(c), 49, 53' },
  {
    code: 's48/49 immigration',
    slug: 's48immigration',
    ...unsentenced,
    source: 'MHA 1983 ss 48(2)(d), 49, 53',
  },
  // The case system holds rows whose kind was never said.
  { code: 's48/49', slug: 's48', ...unsentenced, unsaid: true, source: 'MHA 1983 ss 48, 49' },
  {
    code: 'DVCVA s24',
    slug: 'cpia2004',
    family: 'DVCVA s24',
    ...hospitalOrder,
    source: 'CP(I)A 1964 s5 as replaced by DVCVA 2004 s24',
  },
  {
    code: 'CPIA s5',
    slug: 'cpia1991',
    family: 'CPIA s5',
    ...hospitalOrder,
    source: 'CP(I)A 1964 s5 as amended by CP(IUP)A 1991',
  },
  {
    code: 'CPIA 1964',
    slug: 'cpia1964',
    family: 'CPIA s5',
    ...hospitalOrder,
    source: 'CP(I)A 1964 s5 as enacted',
  },
  {
    code: 's43/44',
    slug: 's43',
    family: 's43/44',
    ends: 'by the court',
    tribunal: 'limited',
    source: 'MHA 1983 ss 43, 44 [background]',
  },
  {
    code: '1959 s60/65',
    slug: 's60',
    family: '1959 Act',
    ...hospitalOrder,
    source: 'MHA 1959 ss 60, 65',
  },
  {
    code: '1959 s72/74',
    slug: 's72',
    family: '1959 Act',
    ...prisoner,
    source: 'MHA 1959 ss 72, 74',
  },
  {
    code: '1959 Act',
    slug: 'act1959',
    family: '1959 Act',
    ...hospitalOrder,
    unsaid: true,
    source: 'MHA 1959',
  },
  {
    code: 'cross-border',
    slug: 'border',
    family: 'cross-border',
    ends: 'by its equivalent',
    tribunal: 'equivalent',
    source: 'MHA 1983 Part 6',
  },
  // Restrictions have expired and the person is detained as if under section 37: the Secretary of State has no role.
  {
    code: 'notional s37',
    slug: 'notional',
    family: null,
    ends: 'none',
    tribunal: 'unrestricted',
    source: 'MHA 1983 ss 41(5), 47(3), 50(2)',
  },
] as const satisfies readonly AuthorityKind[];

export type AuthorityCode = (typeof authorityKinds)[number]['code'];

const byCode = new Map<string, AuthorityKind>(authorityKinds.map(kind => [kind.code, kind]));

/** The authority of this code; undefined for what the law does not know. */
export function authorityKind(code: string): AuthorityKind | undefined {
  return byCode.get(code);
}

/** True when an authority of this code makes a restricted patient. */
export function restricts(code: string): boolean {
  return Boolean(byCode.get(code)?.family);
}

/** True when its restrictions end on the release date (MHA 1983 s50(2)), so that one has to be known or expected. */
export function endsOnRelease(code: string): boolean {
  return byCode.get(code)?.ends === 'on the release date';
}
