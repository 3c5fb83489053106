import { type Kysely, sql } from 'kysely';
import { backdate, type Player, playStory, type Stage, stories } from '../casework/index.ts';
import { asActor, type DB, holdingOwner, type Pools } from '../platform/database/index.ts';
import { zone } from '../platform/time/index.ts';
import { hashOf, newToken, tokensFrom } from '../platform/web/index.ts';

/** The site that the stories are played on. */
export type StorySite = { adminUrl: string; pools: Pools; secret: string };

/**
 * Plays applications in every state into the small demonstration, by the same commands that pages use and with the
 * rights of the people whose part it is. Each story is then moved into the past. Nothing is played twice.
 * @param today the day on which the demonstration is loaded
 */
export async function loadSmallStories(site: StorySite, today: Temporal.PlainDate): Promise<void> {
  await holdingOwner(site.adminUrl, async owner => {
    const there = await owner(db => db.selectFrom('casework.document').select('id').executeTakeFirst());
    if (there) return;
    await owner(db => reportsKnown(db, today));
    const as = remembered(username => enter(site, username));
    const officers = remembered(username => enter(site, username, 'victim'));
    const victimSide = { as: officers, tokens: tokensFrom(site.secret) };
    const stageOn = (daysAgo: number): Stage => {
      const day = today.subtract({ days: daysAgo });
      // Everything happens in the morning of that day, one after the other as it is played now.
      const seconds = (Date.now() - momentOf(day, '10:30').epochMilliseconds) / 1000;
      const settle: NonNullable<Stage['settle']> = played =>
        owner(db => backdate(db, played.caseId, seconds));
      return {
        ...{ as, victimSide, today: day, settle },
        get now() {
          return Temporal.Now.instant();
        },
      };
    };
    for (const story of stories) await playStory(stageOn, story);
    await owner(db => sql`delete from people.session`.execute(db));
  });
}

function momentOf(day: Temporal.PlainDate, plainTime: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant();
}

/** Everybody comes in once. */
function remembered(enters: (username: string) => Promise<Player>): Stage['as'] {
  const known = new Map<string, Promise<Player>>();
  return username => {
    const player = known.get(username) ?? enters(username);
    known.set(username, player);
    return player;
  };
}

/** The program has been here since before the first of these reports was due, and after the last anniversaries. */
async function reportsKnown(db: Kysely<DB>, today: Temporal.PlainDate): Promise<void> {
  const since = today.subtract({ days: 35 }).toString();
  await sql`update platform.setting set value = to_jsonb(${since}::text) where key = 'clocksKnownSince'`.execute(
    db,
  );
}

/** Signs somebody of the demonstration in, as the one-click button does. */
async function enter({ pools }: StorySite, username: string, by?: 'victim'): Promise<Player> {
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
  const entry = { door: by ?? door, tokenHash, purpose: 'demonstration' };
  return { transaction: work => asActor(pools, entry, work) };
}
