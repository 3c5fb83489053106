import { fileKinds, showSize } from '../../platform/files/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { receivedKinds } from './kinds.ts';
import type { Received } from './queries.ts';

type Ways = { t: Translate; href: (id: number) => string; strikeOut?: (one: Received) => string };

/** What came another way as a list shows it. */
export function showReceived(all: readonly Received[], { t, href, strikeOut }: Ways) {
  return all.map(one => ({
    id: one.id,
    href: one.struckOutBecause === null ? href(one.id) : '',
    title: one.title,
    kind: t(receivedKinds[one.kind]),
    what: [t(fileKinds[one.media].text), showSize(one.size, t)].join(', '),
    scan: one.scan === 'clean' ? '' : t('files.scan.notScanned'),
    came: t('received.came', { from: one.fromWhom, day: showDay(one.receivedOn, t) }),
    by: one.by ? t('received.by', { name: one.by }) : '',
    open: one.isOpen
      ? { text: t('received.isOpen'), colour: 'green' }
      : { text: t('received.isClosed'), colour: 'red' },
    person: one.person,
    struckOut: one.struckOutBecause ? t('received.struckOut', { because: one.struckOutBecause }) : '',
    strikeOut: one.struckOutBecause === null && strikeOut ? strikeOut(one) : '',
  }));
}
