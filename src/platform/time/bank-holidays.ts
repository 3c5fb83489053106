/** A bank or public holiday of England and Wales, on the day when it was or will be kept. */
export type BankHoliday = { readonly on: string; readonly name: BankHolidayName };

type YearlyHoliday =
  | 'New Year'
  | 'Good Friday'
  | 'Easter Monday'
  | 'early May'
  | 'spring'
  | 'summer'
  | 'Christmas Day'
  | 'Boxing Day';

type OneOffHoliday = 'Diamond Jubilee' | 'Platinum Jubilee' | 'State Funeral' | 'Coronation';

export type BankHolidayName = YearlyHoliday | OneOffHoliday;

type Exception = {
  readonly moved?: { readonly name: YearlyHoliday; readonly to: string };
  readonly added?: readonly BankHoliday[];
  readonly source: string;
};

// Both ends are a promise, not a limit of the arithmetic: a holiday by proclamation before 2012 is not recorded
// here (the wedding of 2011), and after 2030 nobody has yet thought about moving one.
export const coveredYears = { first: 2012, last: 2030 } as const;

// Royal proclamations under section 1(2) (another day instead) and 1(3) (a further day) of the Banking and
// Financial Dealings Act 1971.
const exceptions: Readonly<Record<number, Exception>> = {
  2012: {
    moved: { name: 'spring', to: '2012-06-04' },
    added: [{ on: '2012-06-05', name: 'Diamond Jubilee' }],
    source: 'Royal proclamation for the Diamond Jubilee',
  },
  2020: {
    moved: { name: 'early May', to: '2020-05-08' },
    source: 'Royal proclamation for the 75th anniversary of VE Day',
  },
  2022: {
    moved: { name: 'spring', to: '2022-06-02' },
    added: [
      { on: '2022-06-03', name: 'Platinum Jubilee' },
      { on: '2022-09-19', name: 'State Funeral' },
    ],
    source: 'Royal proclamations for the Platinum Jubilee and the State Funeral of Queen Elizabeth II',
  },
  2023: {
    added: [{ on: '2023-05-08', name: 'Coronation' }],
    source: 'Royal proclamation for the Coronation of King Charles III',
  },
};

const day = (year: number, month: number, dayOfMonth: number) =>
  Temporal.PlainDate.from({ year, month, day: dayOfMonth });

/**
 * Easter Sunday in the Gregorian calendar, by Gauss's rule for 1900 to 2099 with its two corrections.
 * @param year the year, 1900 to 2099
 * @returns the Sunday
 */
export function easterSunday(year: number): Temporal.PlainDate {
  const cycle = year % 19;
  const moon = (19 * cycle + 24) % 30;
  const toSunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const aWeekTooLate = toSunday === 6 && (moon === 29 || (moon === 28 && cycle > 10));
  return day(year, 3, 22).add({ days: moon + toSunday - (aWeekTooLate ? 7 : 0) });
}

const mondayOnOrAfter = (date: Temporal.PlainDate) => date.add({ days: (8 - date.dayOfWeek) % 7 });
const mondayOnOrBefore = (date: Temporal.PlainDate) => date.subtract({ days: date.dayOfWeek - 1 });
const offTheWeekend = (date: Temporal.PlainDate) => (date.dayOfWeek > 5 ? mondayOnOrAfter(date) : date);

// A holiday that falls on a weekend is kept on the next day that is free. With both at a weekend Christmas takes
// the Monday; with only Christmas on a Sunday, Boxing Day keeps its Monday and Christmas is kept on the Tuesday.
function christmasDays(year: number): { christmas: Temporal.PlainDate; boxing: Temporal.PlainDate } {
  const christmas = day(year, 12, 25);
  const boxing = day(year, 12, 26);
  if (christmas.dayOfWeek === 7) return { christmas: day(year, 12, 27), boxing };
  if (christmas.dayOfWeek === 6) return { christmas: day(year, 12, 27), boxing: day(year, 12, 28) };
  return { christmas, boxing: offTheWeekend(boxing) };
}

// Schedule 1 to the 1971 Act: Easter Monday, the last Mondays of May and August, 26 December (27 December when
// Christmas or Boxing Day is a Sunday). By proclamation each year: New Year and the first Monday of May. At
// common law: Christmas Day and Good Friday.
function byRule(year: number): Record<YearlyHoliday, Temporal.PlainDate> {
  const easter = easterSunday(year);
  const { christmas, boxing } = christmasDays(year);
  return {
    'New Year': offTheWeekend(day(year, 1, 1)),
    'Good Friday': easter.subtract({ days: 2 }),
    'Easter Monday': easter.add({ days: 1 }),
    'early May': mondayOnOrAfter(day(year, 5, 1)),
    spring: mondayOnOrBefore(day(year, 5, 31)),
    summer: mondayOnOrBefore(day(year, 8, 31)),
    'Christmas Day': christmas,
    'Boxing Day': boxing,
  };
}

/**
 * The bank and public holidays of England and Wales in one year, in order, substitute days in place of the day
 * that fell on a weekend.
 * Source: Banking and Financial Dealings Act 1971, section 1 and Schedule 1, and royal proclamations under it.
 * @param year the year
 * @returns its holidays; throws RangeError outside the covered years
 */
export function bankHolidaysOf(year: number): readonly BankHoliday[] {
  const { first, last } = coveredYears;
  if (!(year >= first && year <= last)) {
    throw new RangeError(`Bank holidays are known for ${first} to ${last}, and ${year} was asked for.`);
  }
  const exception = exceptions[year];
  const days = byRule(year);
  if (exception?.moved) days[exception.moved.name] = Temporal.PlainDate.from(exception.moved.to);
  const yearly = (Object.keys(days) as YearlyHoliday[]).map(name => ({ on: days[name].toString(), name }));
  return [...yearly, ...(exception?.added ?? [])].sort((a, b) => a.on.localeCompare(b.on));
}
