import { type Config, SettingsError } from '../config.ts';
import { asOwner } from '../platform/database/index.ts';

/** What a database holds: nothing yet, the demonstration, or a real installation. */
export type Standing = 'empty' | 'demonstration' | 'real';

/** Looks what a migrated database holds. */
export function standingOf(adminUrl: string): Promise<Standing> {
  return asOwner(adminUrl, async db => {
    const setting = await db
      .selectFrom('platform.setting')
      .select('value')
      .where('key', '=', 'demonstration')
      .executeTakeFirst();
    if (setting?.value === true) return 'demonstration';
    const unit = await db.selectFrom('people.unit').select('id').limit(1).executeTakeFirst();
    return unit ? 'real' : 'empty';
  });
}

/**
 * Keeps real people and invented ones apart.
 * @throws SettingsError when the mode does not fit what the database holds
 */
export function refuseMixing(mode: Config['mode'], standing: Standing): void {
  if (mode === 'production' && standing === 'demonstration')
    throw new SettingsError(
      'This database holds the demonstration, with accounts that anybody can use. Production needs one of its own: set DATABASE_URL or OWNWORDS_DATA.',
    );
  if (mode === 'demonstration' && standing === 'real')
    throw new SettingsError(
      'This database holds a real installation. Set OWNWORDS_MODE=production, or another OWNWORDS_DATA for a demonstration.',
    );
}
