import type { Entry } from '../record/entry.ts';
import type { Cited } from './cited.ts';
import { em, joined, type Rich } from './rich.ts';

type Way = {
  /** Whether the title of an Act is set apart; that of a case always is. */
  readonly act?: 'em';
  /** What stands between a case and its number. */
  readonly between?: ' ' | ', ';
};

/** An Act, a bill or a case: its title, its year where the title does not say it, and its number where it has one beside. */
export function lawIn({ shape, entry }: Cited, { act, between = ' ' }: Way = {}): Rich {
  const { title } = entry;
  const number = numberBeside(entry);
  if (shape === 'case') return joined(between, [em(title), joined(', ', [number, reportIn(entry)])]) ?? [];
  const dated = datedTitle(entry);
  return joined(', ', [act ? em(dated) : dated, number]) ?? [];
}

/** “[2015] 1 WLR 5131”: the report of a case; a volume that is counted on from year to year needs no square brackets. */
function reportIn({ container, year, volume, pages }: Entry): string | undefined {
  if (container === undefined) return undefined;
  const dated = year && (Number(volume) > 20 ? `(${year})` : `[${year}]`);
  return [dated, volume, container, pages?.split(/[-–]/)[0]].filter(Boolean).join(' ');
}

const datedTitle = ({ title, year }: Entry) =>
  year === undefined || /\b\d{4}\b/.test(title) ? title : `${title} ${year}`;

/** “c. 20” also where a catalogue writes “1983 c. 20”, for its year is said before it. */
function numberBeside({ type, title, year, reportNumber }: Entry): string | undefined {
  if (reportNumber === undefined || title.includes(reportNumber)) return undefined;
  if (type !== 'legislation') return reportNumber;
  return instrument(reportNumber) ?? reportNumber.replace(new RegExp(`^${year} (?=\\D)`), '');
}

/** “SI 2008/1184 (W 12)”, also where it is kept without the letters. */
const instrument = (number: string): string | undefined =>
  /^(?:(?:W|S)?SI|OS|NISR|SR)\b/.test(number)
    ? number
    : /^\d{4}\/\d+/.test(number)
      ? `SI ${number}`
      : undefined;

/** As OSCOLA has them: an Act by its name and year alone, an instrument with its number (2.4, 2.5.1). */
export function statuteIn({ entry }: Cited): Rich {
  const { reportNumber = '', title } = entry;
  if (entry.type === 'bill') return billIn(entry);
  const number = title.includes(reportNumber) ? undefined : instrument(reportNumber);
  return joined(', ', [datedTitle(entry), number]) ?? [];
}

/** “Consolidated Fund HC Bill (2008–09) [5]”, “Academies HL Bill (2010–11) 1” (2.4.7). */
function billIn(entry: Entry): Rich {
  const { title, reportNumber = '', year, others } = entry;
  const [session = others?.session ?? year?.toString()] = /\d{4}[-–/]\d{2,4}/.exec(reportNumber) ?? [];
  const [, house = /\[(?:HL|Lords)\]/.test(title) ? 'HL' : 'HC', number] =
    /^(?:(HL|HC)? ?Bill )?(?:\([^)]*\) )?\[?(\d+)\]?/.exec(reportNumber) ?? [];
  if (number === undefined || session === undefined)
    return joined(', ', [datedTitle(entry), reportNumber]) ?? [];
  const name = title.replace(/ Bill( \[(?:HL|Lords)\])?$/, '');
  const run = house === 'HL' ? number : `[${number}]`;
  return [`${name} ${house} Bill (${session.replace(/[-/]/, '–')}) ${run}`];
}

export const isLaw = ({ shape }: Cited): boolean => shape === 'law' || shape === 'case';
