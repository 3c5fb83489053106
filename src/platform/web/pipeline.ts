import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, asActor, type Entry, type Tx, writesSoFar } from '../database/index.ts';
import { holdFile } from '../files/index.ts';
import { textIn } from '../language/index.ts';
import { todayIn } from '../time/index.ts';
import type { Body } from './body.ts';
import { chosenLanguage, sessionCookie, visitorToken } from './cookies.ts';
import { acceptFiles, type Parts, readParts } from './file-form.ts';
import { checkForm, checkFormerSession, SignInFirst } from './form-check.ts';
import { keepOutcome, takeOnce } from './once.ts';
import { statusOf } from './page-status.ts';
import { Refusal } from './refusal.ts';
import { keptAnswer, showAnswer, showRefusal, showSignIn } from './reply.ts';
import { type Access, type Answer, type Ask, holds, type Role, type Route } from './route.ts';
import { shownLately } from './shown-lately.ts';
import { hashOf } from './tokens.ts';
import { isByScript, type Site, type Visit } from './visit.ts';

/** Thrown inside a transaction to give an answer and keep nothing of what was written. */
class KeepNothing extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('rolled back on purpose');
    this.answer = answer;
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which of our routes this is. */
    route?: Route;
  }
}

/** Registers the routes of every room. A route without access or audit stops the program here. */
export function registerRoutes(app: FastifyInstance, site: Site): void {
  for (const room of site.rooms) {
    for (const route of room.routes) {
      if (!route.access || !route.audit)
        throw new Error(`${route.method} ${route.path} needs access and audit.`);
      if (route.mayLag && !(route.method === 'GET' && route.access === 'anyone'))
        throw new Error(`${route.method} ${route.path} may not lag: only what anyone may read may.`);
      if (route.forMachines && route.access !== 'anyone')
        throw new Error(`${route.method} ${route.path} is for programs: only what anyone may ask is.`);
      if (route.takesFile) acceptFiles(app, scope => register(scope, site, route));
      else register(app, site, route);
    }
  }
}

function register(app: FastifyInstance, site: Site, route: Route): void {
  app.route({
    method: route.method,
    url: route.path,
    handler: (request, reply) => serve(site, route, request, reply),
    config: { rateLimit: limitOf(route), route },
  });
}

function limitOf({ access, method, forMachines }: Route) {
  const max = forMachines?.perMinute ?? (access === 'anyone' && method === 'POST' ? 60 : undefined);
  return max === undefined ? (false as const) : { max, timeWindow: 60_000 };
}

async function serve(
  site: Site,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const visit = beginVisit(site, route, request, reply);
  if (route.forMachines) reply.header('access-control-allow-origin', '*');
  const lately = shownLately(visit);
  if (lately) return showAnswer(visit, lately);
  let parts: Parts | undefined;
  try {
    parts = route.takesFile && (await readParts(request));
    if (parts) Object.assign(visit, { body: parts.body, file: parts.file });
    // A program has no form of ours, and a route for programs does nothing in anybody's name.
    if (route.method === 'POST' && !route.forMachines) checkForm(visit);
    await holdWhole(visit);
    return showAnswer(visit, await inOneTransaction(visit));
  } catch (error) {
    if (error instanceof KeepNothing) return showAnswer(visit, error.answer);
    if (error instanceof SignInFirst) return showSignIn(visit);
    return showRefusal(visit, error);
  } finally {
    await parts?.leave();
  }
}

function beginVisit(...[site, route, request, reply]: Parameters<typeof serve>): Visit {
  const cookie = sessionCookie(request);
  const chosen = chosenLanguage(request);
  return {
    ...{ site, route, request, reply, cookie },
    formToken: cookie?.token ?? visitorToken(request, reply),
    body: (request.body ?? {}) as Body,
    t: textIn(chosen.language, chosen.easyRead),
    actor: undefined,
    roundTrips: 0,
    writes: writesSoFar(),
  };
}

/**
 * Waits for a file before the transaction begins: a handful of slow lines would take every connection to the database. Only
 * for somebody who may hand one in.
 */
async function holdWhole(visit: Visit): Promise<void> {
  const { site, route, file } = visit;
  if (!file || route.takesFile !== 'whole') return;
  await asActor(site.pools, { ...entryOf(visit), onlyReads: true }, (tx, entered) =>
    letIn(visit, tx, entered),
  );
  visit.file = await holdFile(file);
}

function entryOf({ route, cookie, request }: Visit): Entry {
  return {
    door: route.door ?? cookie?.door ?? 'circle',
    tokenHash: cookie && hashOf(cookie.token),
    purpose: `${route.method} ${route.path}`,
    requestId: request.id,
    onlyReads: route.method === 'GET' || route.onlyReads === true,
    mayLag: route.mayLag === true && cookie === undefined,
  };
}

async function letIn(visit: Visit, tx: Tx, entered: Actor | undefined): Promise<void> {
  admit(visit, entered);
  await checkFormerSession(visit, tx);
}

async function inOneTransaction(visit: Visit): Promise<Answer> {
  const { site, route } = visit;
  const entry = entryOf(visit);
  return asActor(site.pools, entry, async (tx, entered) => {
    await letIn(visit, tx, entered);
    const answer = await answerOf(visit, tx);
    recordReading(route, tx, answer);
    // One more, unless it has been sent or there is none: the commit.
    visit.roundTrips = tx.roundTrips + (tx.isEnded || entry.mayLag ? 0 : 1);
    return answer;
  });
}

/**
 * Settles who is asking and whether they may ask at all. If it cannot be decided, the answer is no. A reading that is
 * run anew comes here again, and nothing of whom it was run for before may be left.
 */
function admit(visit: Visit, entered: Actor | undefined): void {
  const ready = entered && (entered.secondFactor === 'done' || entered.secondFactor === 'not needed');
  visit.actor = ready ? entered : undefined;
  const { language, easyRead } = visit.actor ?? chosenLanguage(visit.request);
  visit.t = textIn(language, easyRead);
  visit.halfSignedIn = entered !== undefined && !ready;
  if (visit.route.access === 'anyone') return;
  if (!visit.actor) throw new SignInFirst();
  if (!mayAsk(visit.route.access, visit.actor)) throw new Refusal(404);
}

function mayAsk(access: Access, actor: Actor): boolean {
  if (access === 'anyone' || access === 'signed in') return true;
  return holds(actor, ...(access as readonly Role[]));
}

async function answerOf(visit: Visit, tx: Tx): Promise<Answer> {
  const { route, actor } = visit;
  const ask = askOf(visit, tx);
  if (route.method === 'GET' || !actor || route.once === false) return keepOrNot(await route.handle(ask));
  const sent = {
    route: route.path,
    address: visit.request.url,
    body: visit.body,
    fileName: visit.file?.name,
  };
  const once = await takeOnce(tx, actor, sent);
  if (once.kind === 'done') {
    tx.record('platform.form.sent-again');
    return { goTo: once.outcome };
  }
  const answer = keepOrNot(await route.handle(ask));
  if ('goTo' in answer) await keepOutcome(tx, once.key, answer.goTo);
  return answer;
}

/** A page that says "this is wrong" leaves nothing behind. */
function keepOrNot(answer: Answer): Answer {
  if ('page' in answer && statusOf(answer) >= 400 && !answer.keepAnyway) throw new KeepNothing(answer);
  if ('page' in answer && answer.nothingDone) throw new KeepNothing(answer);
  if ('json' in answer && (answer.status ?? 200) >= 400) throw new KeepNothing(answer);
  return answer;
}

function askOf(visit: Visit, tx: Tx): Ask<never, never> {
  const { route, request, site } = visit;
  const params = route.params?.safeParse(request.params);
  // An address that cannot exist is an address that does not exist.
  if (params && !params.success) throw new Refusal(404);
  const query = route.query?.safeParse(request.query);
  if (query && !query.success) throw new Refusal(400, 'platform.refusal.address');
  return {
    tx,
    actor: visit.actor as Actor,
    params: (params?.data ?? {}) as never,
    query: (query?.data ?? {}) as never,
    body: visit.body,
    t: visit.t,
    today: todayIn(site.clock),
    now: site.clock.now(),
    path: request.url,
    baseUrl: site.baseUrl,
    contact: site.contact,
    address: request.ip,
    device: request.headers['user-agent'] ?? '',
    token: visit.cookie?.token,
    tokens: site.tokens,
    rooms: site.rooms,
    file: visit.file,
    files: site.files,
    byScript: isByScript(request),
    kept: says => keptAnswer(visit, says),
    lastly: (about, read) => {
      tx.recordBehindLast(visit.actor as Actor, route.audit, about);
      return read();
    },
  };
}

/** No audit, no page: a reading is recorded here, a change must have been recorded by its command. */
function recordReading(route: Route, tx: Tx, answer: Answer): void {
  if (route.audit.startsWith('none:') || tx.isEnded) return;
  if (route.audit !== 'by the command') {
    tx.record(route.audit, answer.about ?? {});
    return;
  }
  const changed = 'goTo' in answer || 'json' in answer;
  if (changed && tx.recorded === 0)
    throw new Error(`${route.method} ${route.path} changed something without an audit row.`);
}
