import type { Translate } from '../../platform/language/index.ts';
import { type Body, boxesOf } from '../../platform/web/index.ts';
import { type AuthorityKind, authorityKinds } from '../rules/register/authorities.ts';
import type { NewAuthority } from './commands/record-authority.ts';
import type { KeptAuthority } from './queries/read-entry.ts';
import { readTyped, type Typed } from './typed.ts';
import { authorityInWords } from './words.ts';

const days = {
  order: 'register.order',
  received: 'register.received',
  ended: 'register.ended',
  release: 'register.release',
  expires: 'register.expires',
} as const;

/** Reads the form of an authority as it was sent. */
export function readAuthority(body: Body, t: Translate): { typed: Typed; authority: NewAuthority } {
  const { read, ...typed } = readTyped(body, { days, texts: ['kind', 'precedence', 'court'] }, t);
  const { kind = '', precedence = '', court = '' } = typed.texts;
  const day = (field: keyof typeof days) => read[field] ?? null;
  return {
    typed,
    authority: {
      ...{
        kind,
        court: court.trim(),
        precedence: /^\d$/.test(precedence.trim()) ? Number(precedence) : Number.NaN,
      },
      ...{ orderOn: day('order'), receivedOn: day('received'), endedOn: day('ended') },
      ...{ releaseOn: day('release'), expiresOn: day('expires') },
    },
  };
}

/** An authority as its form holds it; an empty form for a new one. */
export function typedAuthority(authority?: KeptAuthority): Typed {
  return {
    texts: {
      kind: authority?.kind ?? '',
      precedence: String(authority?.precedence ?? 1),
      court: authority?.court ?? '',
    },
    days: {
      order: boxesOf(authority?.orderOn ?? null),
      received: boxesOf(authority?.receivedOn ?? null),
      ended: boxesOf(authority?.endedOn ?? null),
      release: boxesOf(authority?.releaseOn ?? null),
      expires: boxesOf(authority?.expiresOn ?? null),
    },
    problems: [],
  };
}

/** The authorities that can be chosen, and the one that stands there already however old it is. */
export function authorityChoices(chosen: string | undefined, t: Translate) {
  return (authorityKinds as readonly AuthorityKind[])
    .filter(({ unsaid, code }) => !unsaid || code === chosen)
    .map(({ code }) => ({ code, text: authorityInWords(code, t), selected: code === chosen }));
}
