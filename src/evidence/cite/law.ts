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
  const { title, year, reportNumber } = entry;
  const number = reportNumber !== undefined && title.includes(reportNumber) ? undefined : reportNumber;
  if (shape === 'case') return joined(between, [em(title), number]) ?? [];
  const dated = year === undefined || /\b\d{4}\b/.test(title) ? title : `${title} ${year}`;
  return joined(', ', [act ? em(dated) : dated, number]) ?? [];
}

export const isLaw = ({ shape }: Cited): boolean => shape === 'law' || shape === 'case';
