import { fileKinds, showSize } from '../../platform/files/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { dayOf, showDay } from '../../platform/time/index.ts';
import type { Attached } from './attached.ts';

/** Files as a list shows them: what each is, and where it can be had. */
export function showAttached(
  files: readonly Attached[],
  { t, href }: { t: Translate; href: (id: number) => string },
) {
  return files.map(file => ({
    id: file.id,
    title: file.title,
    href: href(file.id),
    what: [t(fileKinds[file.kind].text), showSize(file.size, t)].join(', '),
    scan: file.scan === 'clean' ? '' : t('files.scan.notScanned'),
    by: t('attachments.by', {
      name: file.by ?? t('attachments.somebody'),
      day: showDay(dayOf(Temporal.Instant.from(file.at)), t),
    }),
  }));
}
