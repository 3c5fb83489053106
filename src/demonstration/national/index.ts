import { sql } from 'kysely';
import { asOwner } from '../../platform/database/index.ts';
import { loadSmallWorld } from '../load-small-world.ts';
import { steps } from './steps/index.ts';

export type LoadProgress = (done: number, total: number, what: string) => void;

/**
 * Loads the national demonstration: 7,171 restricted patients of 120 hospitals with three years of applications and
 * their audit trail. Every step is a transaction that also notes that it is done, so a load that was killed goes on
 * where it was, and a second load changes nothing.
 * @param today every date is relative to it
 */
export async function loadNational(
  adminUrl: string,
  today: Temporal.PlainDate,
  onProgress: LoadProgress,
): Promise<void> {
  await asOwner(adminUrl, db => loadSmallWorld(db, today));
  const done = await asOwner(adminUrl, async db => {
    const row = await db
      .selectFrom('platform.setting')
      .select('value')
      .where('key', '=', 'nationalSteps')
      .executeTakeFirst();
    return Number(row?.value ?? 0);
  });
  for (const [index, step] of steps.entries()) {
    if (index < done) continue;
    onProgress(index, steps.length, step.name);
    await asOwner(adminUrl, async db => {
      await step.run(db, today);
      await db
        .insertInto('platform.setting')
        .values({ key: 'nationalSteps', value: JSON.stringify(index + 1) })
        .onConflict(conflict => conflict.column('key').doUpdateSet({ value: JSON.stringify(index + 1) }))
        .execute();
    });
  }
  onProgress(steps.length, steps.length, 'statistics of the tables');
  await asOwner(adminUrl, db => sql`analyze`.execute(db));
}
