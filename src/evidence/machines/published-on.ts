import type { Entry } from '../record/entry.ts';

/** When it came out, as programs read a date (ISO 8601): of “Spring 2011” the year. */
export const publishedOn = ({ date, year }: Partial<Entry>): string | undefined =>
  date !== undefined && /^\d{4}(-\d\d){0,2}$/.test(date) ? date : year?.toString();
