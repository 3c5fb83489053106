import { sql } from 'kysely';
import { backdate, type Player, playStory, type Stage, stories } from '../casework/index.ts';
import { asActor, asOwner, type Pools } from '../platform/database/index.ts';
import { zone } from '../platform/time/index.ts';
import { hashOf, newToken } from '../platform/web/index.ts';

/** The site that the stories are played on. */
export type StorySite = { adminUrl: string; pools: Pools };

/**
 * Plays applications in every state into the small demonstration, by the same commands that pages use and with the
 * rights of the people whose part it is. Each story is then moved into the past. Nothing is played twice.
 * @param today the day on which the demonstration is loaded
 */
export async function loadSmallStories(site: StorySite, today: Temporal.PlainDate): Promise<void> {
  const there = await asOwner(site.adminUrl, db =>
    db.selectFrom('casework.document').select('id').executeTakeFirst(),
  );
  if (there) return;
  const known = new Map<string, Promise<Player>>();
  const as = (username: string): Promise<Player> => {
    const player = known.get(username) ?? enter(site, username);
    known.set(username, player);
    return player;
  };
  for (const story of stories) {
    const day = today.subtract({ days: story.daysAgo });
    // What the database stamps lands in the morning of that day, what the story says in its afternoon.
    const seconds = (Date.now() - momentOf(day, '10:30').epochMilliseconds) / 1000;
    const settle: NonNullable<Stage['settle']> = played =>
      asOwner(site.adminUrl, db => backdate(db, played.caseId, seconds));
    const now = momentOf(day, '16:00');
    await settle(await playStory({ as, today: day, now, settle }, story));
  }
  await asOwner(site.adminUrl, db => sql`delete from people.session`.execute(db));
}

function momentOf(day: Temporal.PlainDate, plainTime: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant();
}

/** Signs somebody of the demonstration in, as the one-click button does. */
async function enter({ pools }: StorySite, username: string): Promise<Player> {
  const tokenHash = hashOf(newToken());
  const door = await asActor(
    pools,
    { door: 'circle', tokenHash: undefined, purpose: 'demonstration' },
    async tx => {
      const { rows } = await sql<{ door: 'circle' | 'national' | null }>`
      select door from access.sign_in_to_demonstration(${username}, ${Buffer.from(tokenHash, 'hex')}, 'the demonstration')`.execute(
        tx.db,
      );
      return rows[0]?.door;
    },
  );
  if (!door) throw new Error(`The demonstration has no account "${username}".`);
  return { transaction: work => asActor(pools, { door, tokenHash, purpose: 'demonstration' }, work) };
}
