import { authorityKinds } from '../rules/register/authorities.ts';
import { securityLevels } from './entry.ts';
import { plain } from './fields.ts';

/**
 * The days of files: 2010-03-04, 4/3/2010, 04-03-2010, 4.3.2010, each with a time of midnight behind it or without.
 * No year begins with a nought: that is a slip, and the year 0000 is one that PostgreSQL does not know.
 */
export function readDay(cell: string): string | undefined {
  const text = cell.replace(/[ T]0?0:00(:00(\.0+)?)?Z?$/, '');
  const iso = /^([1-9]\d{3})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-]([1-9]\d{3})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : [british?.[3], british?.[2], british?.[1]];
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString();
  } catch {
    return undefined;
  }
}

// How the case system writes authorities (design brief, section 2.3), beside our own codes.
const authorityWords: Readonly<Record<string, string>> = {
  'S37/41 - MHA 1983 - Hospital Order': 's37/41',
  'S47/49 - MHA 1983 - Transfer from Prison': 's47/49',
  'S48/49 - MHA 1983 - Remanded': 's48/49 magistrates',
  'S48/49 - MHA 1983 - committed for Trial to CC': 's48/49 remand',
  'S48/49 - MHA 1983 - Civil Prisoner': 's48/49 civil',
  'S48/49 - MHA 1983 - Immigration Detainee': 's48/49 immigration',
  'S45A - MHA 1983 - Hospital & Limitation Direction': 's45A',
  'DVCV - Unfit to Plead': 'DVCVA s24',
  'DVCV - Not Guilty but Insane': 'DVCVA s24',
  'CPUP - CPI Act 1991': 'CPIA s5',
  'CPNG - CPI Act 1991': 'CPIA s5',
  'CPIU - X S5 CPI 1964 - Under Disability': 'CPIA 1964',
  'S60 - X MHC 1959': '1959 s60/65',
  'S72 - X MHC 1959': '1959 s72/74',
  'P6CI - Xfer from Channel Islands': 'cross-border',
};
const authorityBy = new Map<string, string>([
  ...Object.entries(authorityWords).map(([words, code]) => [plain(words), code] as const),
  ...authorityKinds.map(({ code }) => [plain(code), code] as const),
]);

/** An authority as it was written, by its code or by the words of the case system; undefined when nobody knows it. */
export const readAuthorityKind = (cell: string): string | undefined => authorityBy.get(plain(cell));

const statusBy = new Map(
  ['in hospital', 'in trial leave hospital', 'conditionally discharged', 'in custody', 'ended'].map(
    status => [plain(status), status],
  ),
);

/** A status as it was written. */
export const readStatus = (cell: string): string | undefined => statusBy.get(plain(cell));

/** A level of security as it was written: “medium”, “Medium secure”. */
export function readSecurity(cell: string): string | undefined {
  const text = plain(cell).replace(/(secure|security)$/, '');
  return securityLevels.find(level => level === text);
}

/** A category or level of MAPPA as it was written: “2”, “Level 2”. */
export function readMappa(cell: string, most: number): number | undefined {
  const [, digit] = /^(?:mappa)?(?:category|cat|level|l|categori|lefel)?([1-9])$/.exec(plain(cell)) ?? [];
  return digit !== undefined && Number(digit) <= most ? Number(digit) : undefined;
}

/** User names of accounts, as they were written with “;” between them, each once and in one order. */
export const readAccounts = (cell: string): string => {
  const names = cell.split(';').map(name => name.trim().toLowerCase());
  return [...new Set(names)]
    .filter(name => name !== '')
    .toSorted()
    .join('; ');
};

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'ie', 'ydy']);
const no = new Set(['no', 'n', 'false', '0', 'na', 'nac', 'nacydy']);

/** A flag as it was written. */
export function readFlag(cell: string): boolean | undefined {
  const text = plain(cell);
  return yes.has(text) ? true : no.has(text) ? false : undefined;
}

/** English or Welsh as they are called in either. */
export function readLanguage(cell: string): 'en' | 'cy' | undefined {
  const text = plain(cell);
  if (['en', 'english', 'saesneg'].includes(text)) return 'en';
  return ['cy', 'welsh', 'cymraeg'].includes(text) ? 'cy' : undefined;
}
