import type { TextKey } from '../../platform/language/index.ts';

/** What can come another way than here, as the section registers it. */
export const receivedKinds = {
  'leave application': 'received.kind.leave',
  'annual report': 'received.kind.annual',
  'discharge report': 'received.kind.discharge',
  'tribunal decision': 'received.kind.tribunal',
  consultation: 'received.kind.consultation',
  'decision letter': 'received.kind.letter',
  request: 'received.kind.request',
  other: 'received.kind.other',
} as const satisfies Record<string, TextKey>;
export type ReceivedKind = keyof typeof receivedKinds;

/** What a hospital keeps with the document that it answers. */
export const kindsForHospital: readonly ReceivedKind[] = ['decision letter', 'request'];
export const kindsForSection = Object.keys(receivedKinds) as ReceivedKind[];
