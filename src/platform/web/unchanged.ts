import { hash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Visit } from './visit.ts';

/**
 * Sends what everybody may read and may keep, under a name for all that it says. Whoever asks again and has it already is
 * told that it is unchanged, and gets nothing twice (RFC 9110, 13.1.2). Pages are not for this: in each stand tokens of
 * one visitor's own.
 */
export function sendUnlessKnown({ request, reply }: Visit, body: string | Uint8Array): FastifyReply {
  const tag = `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
  reply.header('etag', tag);
  if (!isKnown(request.headers['if-none-match'] ?? '', tag)) return reply.send(body);
  return reply.status(304).send();
}

// Something on the way may have made the name a weak one, as when it packs what it hands on.
const isKnown = (known: string, tag: string) =>
  known.split(',').some(one => one.trim().replace(/^W\//, '') === tag);
