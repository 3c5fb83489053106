import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import { audit } from './audit/index.ts';
import { casework } from './casework/index.ts';
import { outboxOf } from './demonstration/outbox.ts';
import { evidence } from './evidence/index.ts';
import { people } from './people/index.ts';
import { isMigrated, type Pools } from './platform/database/index.ts';
import { defaultFileRules, type FileRules } from './platform/files/index.ts';
import { type Clock, systemClock } from './platform/time/index.ts';
import {
  nothingShown,
  type Room,
  registerRoutes,
  serveAssets,
  showNotFound,
  tokensFrom,
} from './platform/web/index.ts';
import { createPages, type Pages, prepareAssets } from './platform/web/look/index.ts';
import { voice } from './voice/index.ts';

/** The rooms of the house, in the order in which they stand in the navigation. */
export const rooms: readonly Room[] = [casework, voice, evidence, audit, people];

export type AppSettings = {
  pools: Pools;
  secret: string;
  demonstration: boolean;
  /** The address of the site, without a path. */
  baseUrl?: string;
  /** To whom those write who run other libraries. */
  contact?: string;
  clock?: Clock;
  /** How files are taken in; without, as it comes: ten mebibytes, and nobody looks for viruses. */
  files?: FileRules;
  /** Errors are written down; false keeps tests quiet. */
  log?: boolean;
  /** Where to, instead of standard output. */
  logTo?: { write(line: string): void };
  /** Kept compiled pages; false while views are being written. */
  cacheViews?: boolean;
  /** The bench looks over the shoulder of the renderer; everybody else leaves this out. */
  watchPages?: (pages: Pages) => Pages;
};

/**
 * Puts the web application together. The request pipeline from top to bottom: headers, cookies, form body,
 * rate limits; then platform/web/pipeline.ts for every route of every room.
 */
export async function buildApp(settings: AppSettings): Promise<FastifyInstance> {
  const app = fastify({
    // Only what went wrong: a request's own line would put addresses of cases into a log.
    logger: settings.log ? { level: 'warn', ...(settings.logTo ? { stream: settings.logTo } : {}) } : false,
    trustProxy: 'loopback',
    rewriteUrl: ({ url = '/' }) => (canBeRead(url) ? url : '/unreadable'),
    bodyLimit: 4 * 1024 * 1024,
    // Ten megabytes by a line that sends half a megabit a second take three minutes; nothing but the line waits for them.
    requestTimeout: 300_000,
    keepAliveTimeout: 72_000,
  });
  const assets = await prepareAssets();
  const pages = createPages({
    viewFolders: [fileURLToPath(new URL('.', import.meta.url))],
    cache: settings.cacheViews ?? true,
    assets,
  });
  const baseUrl = settings.baseUrl ?? 'http://localhost';
  const site = {
    pools: settings.pools,
    pages: settings.watchPages?.(pages) ?? pages,
    tokens: tokensFrom(settings.secret),
    clock: settings.clock ?? systemClock,
    rooms: settings.demonstration ? [...rooms, outboxOf(baseUrl)] : rooms,
    demonstration: settings.demonstration,
    files: settings.files ?? defaultFileRules,
    shown: nothingShown(),
    baseUrl,
    contact: settings.contact ?? 'library@localhost',
  };
  await app.register(helmet, {
    contentSecurityPolicy: policy,
    enableCSPNonces: true,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(cookie);
  // Forms only: a body of another shape would reach handlers that expect text.
  app.removeAllContentTypeParsers();
  await app.register(formbody, { bodyLimit: 4 * 1024 * 1024 });
  await app.register(rateLimit, { global: false });
  serveAssets(app, assets);
  registerHealth(app, settings.pools);
  registerRoutes(app, site);
  showNotFound(app, site);
  return app;
}

/** What cannot be decoded is an address that nothing stands at: the router would answer it by itself, without a page. */
function canBeRead(url: string): boolean {
  try {
    return decodeURI(url.split('?')[0] ?? '') !== undefined;
  } catch {
    return false;
  }
}

/** Nothing inline but what carries the nonce; nothing from anywhere else; nobody may frame us. */
const policy = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
  },
};

/** Liveness says that the process answers; readiness, that a page could be served now. */
function registerHealth(app: FastifyInstance, pools: Pools): void {
  app.get('/health', async () => ({ status: 'alive' }));
  app.get('/ready', async (_request, reply) => {
    const checks = {
      database: await holdsTrue(async () => (await pools.circle.query('select true as ok')).rows[0].ok),
      migrations: await holdsTrue(() => isMigrated(pools.circle)),
      jobs: await holdsTrue(
        async () =>
          (await pools.worker.query("select to_regclass('graphile_worker._private_jobs') is not null as ok"))
            .rows[0].ok,
      ),
    };
    const ready = Object.values(checks).every(Boolean);
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', ...checks });
  });
}

async function holdsTrue(check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false;
  }
}
