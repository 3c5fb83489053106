import fastify from 'fastify';
import pg from 'pg';
import { buildApp } from '../src/app.ts';
import { openPools, ownerRole, type Pools } from '../src/platform/database/index.ts';
import type { PageModel } from '../src/platform/web/look/index.ts';

/**
 * The web process under measurement, in a process of its own so that its memory is its own. Beside the real site it
 * serves the two lines that a page is held against: the bare queries of the last page that was opened, and its
 * template from memory. Started by run.ts with an IPC channel.
 */

type Recorded = { text: string; values: unknown[] };
type Message = { adminUrl: string; secret: string };

/** Statements that are not the page's own: session, context, audit, commit. */
const overhead = /^(begin|commit|rollback)|access\.enter|audit\.record/;

let queries: Recorded[] = [];
let page: { view: string; model: PageModel } | undefined;

function watchQueries(pools: Pools): void {
  for (const pool of [pools.circle, pools.national]) {
    pool.on('connect', client => {
      const send = client.query.bind(client) as (...of: unknown[]) => unknown;
      const watched = (config: unknown, ...rest: unknown[]) => {
        remember(config);
        return send(config, ...rest);
      };
      Object.assign(client, { query: watched });
    });
  }
}

function remember(config: unknown): void {
  if (typeof config === 'string') {
    if (config.startsWith('begin')) queries = [];
    return;
  }
  const { text, values } = config as { text?: string; values?: unknown[] };
  if (text && !overhead.test(text)) queries.push({ text, values: values ?? [] });
}

async function bareQueries(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { text, values } of queries)
      await client.query({ name: `bare ${text.length} ${text.slice(-20)}`, text, values });
  } finally {
    client.release();
  }
}

async function serve({ adminUrl, secret }: Message): Promise<void> {
  const pools = openPools(adminUrl, secret);
  watchQueries(pools);
  let render = (): string => '';
  const app = await buildApp({
    pools,
    secret,
    demonstration: true,
    watchPages: pages => ({
      render(view, model) {
        page = { view, model };
        render = () => (page ? pages.render(page.view, page.model) : '');
        return pages.render(view, model);
      },
    }),
  });
  // Past the policies, on one plain connection a request: what the same rows cost without anybody asking who you are.
  const bare = new pg.Pool({
    connectionString: adminUrl,
    max: 10,
    options: `-c role=${ownerRole} -c timezone=UTC -c plan_cache_mode=force_generic_plan`,
  });
  const lines = fastify();
  lines.get('/queries', async () => {
    await bareQueries(bare);
    return 'done';
  });
  lines.get('/template', async (_request, reply) => reply.type('text/html').send(render()));
  lines.get('/empty', async () => 'empty');
  await app.listen({ port: 0, host: '127.0.0.1' });
  await lines.listen({ port: 0, host: '127.0.0.1' });
  process.send?.({ site: portOf(app.server.address()), lines: portOf(lines.server.address()) });
}

function portOf(address: unknown): number {
  return (address as { port: number }).port;
}

process.on('message', (message: Message | 'memory') => {
  if (message === 'memory') {
    process.send?.({ rssMiB: Math.round(process.memoryUsage().rss / 1024 / 1024) });
    return;
  }
  serve(message).catch(fault => {
    console.error(fault);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
