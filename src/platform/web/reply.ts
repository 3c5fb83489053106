import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { asActor } from '../database/index.ts';
import { isTextKey, type TextKey, type TextValues } from '../language/index.ts';
import {
  chooseLanguage,
  clearSessionCookie,
  isSaid,
  keepFormerToken,
  keepSaid,
  setSessionCookie,
  takeSaid,
} from './cookies.ts';
import { fillPage, type KeptPage, keepPage, keptPage, nameOfPage } from './kept-pages.ts';
import { loggable } from './loggable.ts';
import { errorStatus, type PageChrome } from './look/index.ts';
import { sealUnfinished } from './lost-session.ts';
import { newOnce } from './once.ts';
import { statusOf } from './page-status.ts';
import { refusalFrom } from './refusal.ts';
import type {
  Answer,
  GoAnswer,
  JsonAnswer,
  KeptAnswer,
  PageAnswer,
  SendAnswer,
  SessionChange,
  StreamAnswer,
} from './route.ts';
import { rememberShown } from './shown-lately.ts';
import { hashOf } from './tokens.ts';
import { sendUnlessKnown } from './unchanged.ts';
import { isByScript, type Visit } from './visit.ts';

/** Sends what a handler answered. */
export function showAnswer(visit: Visit, answer: Answer): FastifyReply {
  const { reply } = visit;
  reply.header('cache-control', 'no-store');
  if (visit.site.demonstration)
    reply.header('server-timing', `database;desc="${visit.roundTrips} round trips"`);
  if ('session' in answer && answer.session) changeSession(visit, answer.session);
  if ('goTo' in answer && answer.choice) chooseLanguage(reply, answer.choice);
  if ('goTo' in answer) return goTo(visit, answer);
  if ('json' in answer) return sendJson(visit, answer);
  if ('stream' in answer) return sendStream(visit, answer);
  if ('send' in answer) return sendFile(visit, answer);
  if ('kept' in answer) {
    if (!answer.lately) rememberShown(visit, { name: answer.kept.name });
    return showKept(visit, answer.kept);
  }
  return showPage(visit, answer);
}

function changeSession(visit: Visit, change: SessionChange): void {
  // A session that was only half signed in had no form that could be lost.
  if (visit.cookie && !visit.halfSignedIn) keepFormerToken(visit.reply, visit.cookie.token);
  if (change === 'end') {
    clearSessionCookie(visit.reply);
    return;
  }
  setSessionCookie(visit.reply, change);
  // The forms of this very answer belong to the new session already.
  visit.formToken = change.token;
}

function goTo(visit: Visit, answer: GoAnswer): FastifyReply {
  const { say, sayValues = {}, sayAs } = answer;
  if (say) keepSaid(visit.reply, JSON.stringify([say, sayValues, ...(sayAs ? [sayAs] : [])]));
  return visit.reply.redirect(answer.goTo, 303);
}

function sendFile(visit: Visit, file: SendAnswer): FastifyReply {
  const { reply, route } = visit;
  const body = typeof file.send === 'string' ? file.send : Buffer.from(file.send);
  if (file.fileName) reply.header('content-disposition', `attachment; filename="${file.fileName}"`);
  if (file.untrusted) reply.header('content-security-policy', "default-src 'none'; sandbox");
  reply.type(file.type);
  if (!file.keepFor) return reply.send(body);
  // The browser's own cache alone: the answer carries a visitor's cookie.
  reply.header('cache-control', `private, max-age=${file.keepFor}`);
  return route.access === 'anyone' ? sendUnlessKnown(visit, body) : reply.send(body);
}

function sendJson(visit: Visit, answer: JsonAnswer): FastifyReply {
  const { json, status = 200, type = 'application/json; charset=utf-8' } = answer;
  const { reply, route } = visit;
  const send = JSON.stringify(json);
  reply.status(status).type(type);
  if (status !== 200) return reply.send(send);
  if (!route.forMachines) rememberShown(visit, { send, type });
  if (!route.forMachines || route.method !== 'GET') return reply.send(send);
  // It may be kept, and each time is asked for whether it still reads so.
  reply.header('cache-control', 'private, no-cache');
  return sendUnlessKnown(visit, send);
}

/** Reads as nobody in particular, since the session of who asks may end before the document does. */
function sendStream(
  { site, route, reply, request }: Visit,
  { stream, type, fileName }: StreamAnswer,
): FastifyReply {
  if (route.access !== 'anyone')
    throw new Error(`${route.path} may not stream: only what anyone may read may.`);
  const entry = {
    ...({ door: 'circle', tokenHash: undefined, onlyReads: true, mayLag: true } as const),
    ...{ purpose: `GET ${route.path}`, requestId: request.id },
  };
  if (fileName) reply.header('content-disposition', `attachment; filename="${fileName}"`);
  const text = stream(work => asActor(site.pools, entry, tx => work(tx)));
  return reply.type(type).send(Readable.from(text, { objectMode: false, highWaterMark: 65_536 }));
}

/** The page that was printed before and says the same; none for those who are signed in, or come from something done. */
export function keptAnswer(visit: Visit, says: string): KeptAnswer | undefined {
  const kept = isForAnybody(visit) ? keptPage(nameOf(visit, says)) : undefined;
  return kept && { kept };
}

const isForAnybody = ({ actor, request, halfSignedIn }: Visit) =>
  actor === undefined && !halfSignedIn && !isSaid(request);

const nameOf = ({ route, t, site }: Visit, says: string) =>
  nameOfPage(route.path, t.language, String(t.easyRead), String(site.demonstration), site.baseUrl, says);

function showKept(visit: Visit, page: KeptPage): FastifyReply {
  const { reply, site, formToken, request } = visit;
  const html = fillPage(page, {
    ...{ nonce: reply.cspNonce.script, csrf: site.tokens.csrf(formToken) },
    ...{ once: newOnce(), path: request.url },
  });
  return reply.status(page.status).type('text/html; charset=utf-8').send(html);
}

function showPage(visit: Visit, answer: PageAnswer): FastifyReply {
  if (answer.says !== undefined && isForAnybody(visit)) {
    const model = { ...answer.model, chrome: chromeOf(visit, answer) };
    const name = nameOf(visit, answer.says);
    const asked = { view: answer.page, model, status: statusOf(answer) };
    const page = keepPage(visit.site.pages, name, asked);
    rememberShown(visit, { name: page.name });
    return showKept(visit, page);
  }
  const html = visit.site.pages.render(answer.page, { ...answer.model, chrome: chromeOf(visit, answer) });
  return visit.reply.status(statusOf(answer)).type('text/html; charset=utf-8').send(html);
}

function chromeOf(visit: Visit, answer: PageAnswer): PageChrome {
  const { site, actor, t } = visit;
  return {
    language: t.language,
    easyRead: t.easyRead,
    t,
    nonce: visit.reply.cspNonce.script,
    csrf: site.tokens.csrf(visit.formToken),
    once: newOnce(),
    signedInAs: actor && { name: actor.name, capacity: capacityOf(visit) },
    navigation: navigationOf(visit),
    title: answer.title,
    windowTitle: answer.windowTitle ?? answer.title,
    backHref: answer.backHref,
    path: pathToComeBackTo(visit),
    banner: answer.banner ?? saidBanner(visit),
    errors: answer.problems?.map(problem => ({ text: problem.text, href: `#${problem.field}` })),
    demonstration: site.demonstration,
    sessionEndsAt: actor?.endsAt,
    forPerson: actor ? actor.personId !== null : false,
  };
}

/** Where the choice of a language leads back to: this page, or the form that was sent from it, if it is a page. */
function pathToComeBackTo({ request, route }: Visit): string {
  if (request.method === 'GET') return request.url;
  return request.server.hasRoute({ method: 'GET', url: route.path }) ? request.url : '/';
}

function capacityOf({ actor, t }: Visit): string {
  const first = actor?.memberships[0];
  if (!first) return '';
  return `${t(`people.role.${first.role}` as TextKey)}, ${first.unit}`;
}

function navigationOf({ site, actor, request, route, t }: Visit): PageChrome['navigation'] {
  if (!actor) return [];
  const path = request.url.split('?')[0] ?? '/';
  const items = site.rooms.flatMap(room => room.navigation?.(actor) ?? []);
  // Of "/my" and "/my/readers" only the nearer one is where the reader is.
  const nearest = items
    .map(({ href }) => href)
    .filter(href => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
  const here = items.find(({ pages }) => pages?.has(route.path))?.href ?? nearest;
  return items.map(({ href, text }) => ({ href, text: t(text), current: href === here }));
}

function saidBanner(visit: Visit): PageChrome['banner'] {
  const said = takeSaid(visit.request, visit.reply);
  if (!said) return undefined;
  try {
    const [key, values, as] = JSON.parse(said) as [string, TextValues, string?];
    const kind = as === 'warning' ? 'warning' : 'success';
    return isTextKey(key) ? { kind, text: visit.t(key, values) } : undefined;
  } catch {
    // A cookie that somebody wrote by hand is no reason for an error page.
    return undefined;
  }
}

/** Sends somebody without a session to sign in; a form that was under way travels with them, sealed. */
export function showSignIn(visit: Visit): FastifyReply {
  const { request, reply, site } = visit;
  if (request.method === 'GET' || visit.route.secret) {
    const way = visit.halfSignedIn ? '/sign-in/code' : '/sign-in';
    return reply.redirect(`${way}?next=${encodeURIComponent(request.url)}`, 303);
  }
  if (isByScript(request)) {
    return reply.status(401).send({ message: visit.t('platform.refusal.signedOut') });
  }
  const form = {
    path: request.url,
    body: visit.body,
    oldTokenHash: hashOf(visit.formerSession ?? visit.cookie?.token ?? ''),
    at: site.clock.now().epochMilliseconds,
  };
  return showPage(visit, {
    page: 'people/views/sign-in.njk',
    title: visit.t('people.signIn.title'),
    status: 401,
    model: {
      unfinished: sealUnfinished(site.tokens, form),
      next: '/',
      typed: { username: '', shared: '' },
      groups: [],
    },
    banner: { kind: 'important', text: visit.t('people.signIn.keptForm') },
  });
}

/** A refusal as RFC 9457 has it. */
function sendProblem(
  visit: Visit,
  { status, said }: { status: number; said: string | undefined },
): FastifyReply {
  const title = visit.t(`platform.look.error.${errorStatus(status)}.title` as TextKey);
  const json = { type: 'about:blank', title, status, ...(said !== undefined && { detail: said }) };
  return sendJson(visit, { json, status, type: 'application/problem+json; charset=utf-8' });
}

/** Says why something was not done; an error nobody foresaw is logged, and says nothing of its insides. */
export function showRefusal(visit: Visit, error: unknown): FastifyReply {
  const refusal = refusalFrom(error);
  if (!refusal) visit.request.log.error({ route: visit.route.path, fault: loggable(error) });
  const status = refusal?.status ?? 500;
  const said = refusal?.sentence && visit.t(refusal.sentence, refusal.values);
  visit.reply.header('cache-control', 'no-store');
  if (visit.route.forMachines) return sendProblem(visit, { status, said });
  if (isByScript(visit.request)) {
    return visit.reply.status(status).send({ message: said ?? visit.t('platform.refusal.failed') });
  }
  const known = errorStatus(status);
  return showPage(visit, {
    page: 'error.njk',
    title: visit.t(`platform.look.error.${known}.title` as TextKey),
    status,
    model: { status: known, sentence: said },
  });
}
