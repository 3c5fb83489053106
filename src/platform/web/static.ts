import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { textIn } from '../language/index.ts';
import { chosenLanguage, sessionCookie, visitorToken } from './cookies.ts';
import type { Asset, Assets } from './look/index.ts';
import { Refusal } from './refusal.ts';
import { showRefusal } from './reply.ts';
import type { Site } from './visit.ts';

/** Serves the files that pages ask for; their addresses hold a hash, so a browser may keep them for ever. */
export function serveAssets(app: FastifyInstance, assets: Assets): void {
  for (const [url, asset] of assets.byUrl) {
    app.get(url, (request, reply) => sendAsset(request, reply, asset));
  }
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  const accepts = String(request.headers['accept-encoding'] ?? '');
  reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding')
    .type(asset.type);
  if (asset.brotli && /\bbr\b/.test(accepts))
    return reply.header('content-encoding', 'br').send(asset.brotli);
  if (asset.gzip && /\bgzip\b/.test(accepts))
    return reply.header('content-encoding', 'gzip').send(asset.gzip);
  return reply.send(asset.bytes);
}

const nowhere = {
  method: 'GET',
  path: '*',
  access: 'anyone',
  audit: 'none: there is nothing here',
  handle: async () => ({ goTo: '/' }),
} as const;

/** The page for an address that no route has, and for a request that could not even be read. */
export function showNotFound(app: FastifyInstance, site: Site): void {
  const show = (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    const { language, easyRead } = chosenLanguage(request);
    const cookie = sessionCookie(request);
    const { forMachines } = request.routeOptions.config.route ?? {};
    const route = forMachines ? { ...nowhere, forMachines } : nowhere;
    return showRefusal(
      {
        ...{ site, request, reply, cookie, route, body: {}, actor: undefined, roundTrips: 0, writes: 0 },
        formToken: cookie?.token ?? visitorToken(request, reply),
        t: textIn(language, easyRead),
      },
      error,
    );
  };
  app.setNotFoundHandler((request, reply) => show(request, reply, new Refusal(404)));
  app.setErrorHandler((error, request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
    if (status === 429) {
      const { tooMany } = request.routeOptions.config.route?.forMachines ?? {};
      return show(request, reply, new Refusal(tooMany ?? 429));
    }
    if (typeof status === 'number' && status < 500) return show(request, reply, new Refusal(400));
    return show(request, reply, error);
  });
}
