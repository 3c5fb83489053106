import type { Translate } from '../../platform/language/index.ts';

/** The authority that governs a case; of somebody in prison who is no restricted patient, that there is none yet. */
export function showAuthority(authority: string, t: Translate): string {
  return authority === 'none' ? t('prison.noAuthority') : authority;
}
