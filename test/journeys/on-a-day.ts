import { backdate } from '../../src/casework/demonstration/index.ts';
import { countClocksJob } from '../../src/casework/jobs/count-clocks.ts';
import { asOwner } from '../../src/platform/database/index.ts';
import { runOne } from '../../src/platform/jobs/index.ts';
import type { TestSite } from '../browser-without-browser.ts';
import { momentOn, testDay, testNow } from '../days.ts';

/** A story that takes months: the days on which it happens all lie before the day of the tests. */
export type Days = {
  /** The day so many days after the first. */
  day(after: number): Temporal.PlainDate;
  /** Puts the clock of the site to ten in the morning of that day. */
  goTo(after: number): void;
  /**
   * Puts what was done since at the time of the site, as the database knows the real one alone, and counts the clocks
   * of the case for that day.
   */
  settle(): Promise<void>;
};

/** @param length how many days before today the story begins */
export function daysOf({ site, caseId, length }: { site: TestSite; caseId: number; length: number }): Days {
  const first = testDay.subtract({ days: length });
  const day = (after: number) => first.add({ days: after });
  return {
    day,
    goTo: after => site.clock.moveTo(after === length ? testNow.toString() : momentOn(day(after))),
    async settle() {
      const seconds = (Date.now() - site.clock.now().epochMilliseconds) / 1000;
      await asOwner(site.database.adminUrl, db => backdate(db, caseId, seconds));
      const signal = new AbortController().signal;
      const jobs = { ...site.database, clock: site.clock };
      await runOne(jobs, countClocksJob, { payload: { case: caseId }, signal });
    },
  };
}
