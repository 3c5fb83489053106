import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Pools } from '../database/index.ts';
import type { Translate } from '../language/index.ts';
import type { Clock } from '../time/index.ts';
import type { Body } from './body.ts';
import type { SessionCookie } from './cookies.ts';
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
  t: Translate;
  actor: Actor | undefined;
  roundTrips: number;
};
