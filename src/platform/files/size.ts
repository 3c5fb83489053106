import type { Translate } from '../language/index.ts';

/** The size of a file as people read it: whole kilobytes, from one megabyte on with one digit behind the point. */
export function showSize(bytes: number, t: Translate): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1024) return t('files.size.kilobytes', { number: kilobytes });
  return t('files.size.megabytes', { number: Math.round((bytes / 1024 / 1024) * 10) / 10 });
}
