import type { TextKey } from '../../../platform/language/index.ts';
import { authorityKind, endsOnRelease } from './authorities.ts';
import { type Authority, beginningOf } from './authority-days.ts';

/** Why an authority cannot be recorded: the field, and a sentence that names the rule. */
export type AuthorityRefusal = {
  field: 'kind' | 'order' | 'ended' | 'release' | 'expires' | 'precedence';
  says: TextKey;
};

/** Whether a detention authority may stand in the register as it was typed; the first refusal, or nothing. */
export function refuseAuthority(authority: Authority, today: string): AuthorityRefusal | undefined {
  const begun = beginningOf(authority);
  const { releaseOn, endedOn, expiresOn, precedence } = authority;
  if (!authorityKind(authority.kind)) return { field: 'kind', says: 'register.refusal.authorityKind' };
  if (begun === null) return { field: 'order', says: 'register.refusal.beginning' };
  if (begun > today) return { field: 'order', says: 'register.refusal.notYet' };
  if (releaseOn !== null && !endsOnRelease(authority.kind))
    return { field: 'release', says: 'register.refusal.release' };
  if (endedOn !== null && endedOn > today) return { field: 'ended', says: 'register.refusal.notYet' };
  for (const [field, day] of [
    ['ended', endedOn],
    ['release', releaseOn],
    ['expires', expiresOn],
  ] as const)
    if (day !== null && day < begun) return { field, says: 'register.refusal.endBeforeStart' };
  if (!Number.isInteger(precedence) || precedence < 1 || precedence > 9)
    return { field: 'precedence', says: 'register.refusal.precedence' };
  return undefined;
}
