import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Pools } from '../database/index.ts';
import type { ComingFile, FileRules } from '../files/index.ts';
import type { Translate } from '../language/index.ts';
import type { Clock } from '../time/index.ts';
import type { Body } from './body.ts';
import type { SessionCookie } from './cookies.ts';
import type { ShownLately } from './kept-pages.ts';
import type { Pages } from './look/index.ts';
import type { Room, Route } from './route.ts';
import type { Tokens } from './tokens.ts';

/** Everything a request may need, made once at start. */
export type Site = {
  pools: Pools;
  pages: Pages;
  tokens: Tokens;
  clock: Clock;
  rooms: readonly Room[];
  demonstration: boolean;
  files: FileRules;
  shown: ShownLately;
  /** The address of the site, without a path: for whatever is read elsewhere. */
  baseUrl: string;
  contact: string;
};

/** One request while it is under way. */
export type Visit = {
  site: Site;
  route: Route;
  request: FastifyRequest;
  reply: FastifyReply;
  cookie: SessionCookie | undefined;
  /** What the form token is made of: the session's token, or the visitor's. */
  formToken: string;
  body: Body;
  /** The file that came with the form. */
  file?: ComingFile | undefined;
  t: Translate;
  actor: Actor | undefined;
  roundTrips: number;
  /** `writesSoFar` when it began. */
  writes: number;
  /** The token of a session that has ended, when the form comes from a page of that session. */
  formerSession?: string;
  /** The passphrase was right; the second factor is still to come. */
  halfSignedIn?: boolean;
};

/** True when the enhancement script asks and wants JSON; a browser that loads a page asks for HTML. */
export function isByScript(request: FastifyRequest): boolean {
  return request.headers['x-requested-with'] === 'fetch' || request.headers.accept === 'application/json';
}
