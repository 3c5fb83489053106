import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../language/index.ts';
import { newToken } from './tokens.ts';

// __Host-: over https only (or this computer itself), this host only, whole site. Browsers enforce it.
const sessionName = '__Host-ownwords';
const formerName = '__Host-ownwords-before';
const visitorName = '__Host-ownwords-visitor';
const choiceName = '__Host-ownwords-language';
const saidName = '__Host-ownwords-said';
const always = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/** The session cookie: which door the account uses, and the token that only this browser holds. */
export type SessionCookie = { door: 'circle' | 'national'; token: string };

/** Reads the session cookie; undefined when there is none or it is not of our making. */
export function sessionCookie(request: FastifyRequest): SessionCookie | undefined {
  const match = /^([cn])\.([\w-]{43})$/.exec(request.cookies[sessionName] ?? '');
  if (!match?.[2]) return undefined;
  return { door: match[1] === 'n' ? 'national' : 'circle', token: match[2] };
}

export function setSessionCookie(reply: FastifyReply, session: { token: string; door: string }): void {
  reply.setCookie(sessionName, `${session.door === 'national' ? 'n' : 'c'}.${session.token}`, always);
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionName, always);
}

/** The token of the session before this one: a form that was open when it ended is known by it. */
export function formerToken(request: FastifyRequest): string | undefined {
  const token = request.cookies[formerName];
  return token && /^[\w-]{43}$/.test(token) ? token : undefined;
}

/** Keeps a token that is no longer good for anything but that, for as long as a lost form is kept. */
export function keepFormerToken(reply: FastifyReply, token: string): void {
  reply.setCookie(formerName, token, { ...always, maxAge: 43_200 });
}

/** The token of somebody who is not signed in, when this browser has one. */
export function knownVisitor(request: FastifyRequest): string | undefined {
  const known = request.cookies[visitorName];
  return known && /^[\w-]{43}$/.test(known) ? known : undefined;
}

/** A token for somebody who is not signed in, so that their forms are protected too. */
export function visitorToken(request: FastifyRequest, reply: FastifyReply): string {
  const known = knownVisitor(request);
  if (known) return known;
  const token = newToken();
  reply.setCookie(visitorName, token, always);
  return token;
}

/** What somebody who is not signed in chose. */
export function chosenLanguage(request: FastifyRequest): { language: Language; easyRead: boolean } {
  const choice = request.cookies[choiceName] ?? '';
  return { language: choice.startsWith('cy') ? 'cy' : 'en', easyRead: choice.endsWith('easy') };
}

export function chooseLanguage(reply: FastifyReply, choice: { language: Language; easyRead: boolean }): void {
  const value = choice.language + (choice.easyRead ? '.easy' : '');
  reply.setCookie(choiceName, value, { ...always, maxAge: 31_536_000 });
}

/** Keeps a sentence for the next page; a key of the catalogue and its values, never free text. */
export function keepSaid(reply: FastifyReply, said: string): void {
  reply.setCookie(saidName, said, { ...always, maxAge: 60 });
}

/** Whether the last page left a sentence. */
export const isSaid = (request: FastifyRequest): boolean => request.cookies[saidName] !== undefined;

/** Takes the sentence that the last page left, once. */
export function takeSaid(request: FastifyRequest, reply: FastifyReply): string | undefined {
  const said = request.cookies[saidName];
  if (said) reply.clearCookie(saidName, always);
  return said;
}
