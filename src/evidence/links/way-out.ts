import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { JobContext } from '../../platform/jobs/index.ts';
import { type Asker, askLink } from './ask-link.ts';
import type { Found } from './judge.ts';

/** What is wrong on the way to a server, and may as well be wrong at our own end of it. */
const onTheWay: readonly string[] = ['dns', 'refused', 'slow', 'broken'];
const isOnTheWay = (found: Found) => found.is === 'failed' && onTheWay.includes(found.why);

/** Whether a server was asked at all: what an address or a site’s rules forbid was not. */
export const wasAsked = (found: Found) => found.is !== 'closed' || found.why === 'login';

/** So many servers that are all out of reach at once, where none is known that works, are no accident. */
const tooMany = 3;

/** An address of a server that is not among these and worked when it was asked last. */
async function readWorking(tx: Tx, hosts: readonly string[]): Promise<string | undefined> {
  const { rows } = await sql<{ url: string }>`select url from evidence.link
    where state = 'works' and host <> all (${hosts}::text[]) order by asked_at desc limit 1`.execute(tx.db);
  return rows[0]?.url;
}

/**
 * Whether it can be believed that servers cannot be reached: where nothing answered, another that worked the last time is
 * asked. A library that has lost its own line would else call all its records dead after three days.
 * @param answers what came of asking, each with its server
 */
export async function isWayOpen(
  { transaction }: Pick<JobContext, 'transaction'>,
  asker: Asker,
  answers: readonly { readonly due: { readonly host: string }; readonly found: Found }[],
): Promise<boolean> {
  const asked = answers.filter(each => wasAsked(each.found));
  if (asked.some(each => !isOnTheWay(each.found)) || asked.length === 0) return true;
  const hosts = asked.map(({ due }) => due.host);
  const working = await transaction(tx => readWorking(tx, hosts));
  if (working === undefined) return hosts.length < tooMany;
  return !isOnTheWay(await askLink(asker, new URL('/robots.txt', working).href));
}

/** What came of asking while our own way out was shut: nothing, and the address is asked another day. */
export const whileShut = (found: Found): Found => (isOnTheWay(found) ? { is: 'later', days: 1 } : found);
