import { isTextKey, type TextKey, type Translate } from '../../platform/language/index.ts';
import type { DocumentKind } from '../rules/document-kinds.ts';

/**
 * What is said otherwise of a kind stands under the key and the first of these that there is; everything else is said
 * as of leave. All reports share what they have in common, and so do all requests for a decision, and all that
 * supervisors write.
 */
const endings: Readonly<Record<DocumentKind, readonly string[]>> = {
  'leave application': [],
  'annual report': ['.report'],
  'discharge application': ['.discharge', '.request'],
  transfer: ['.transfer', '.request'],
  remission: ['.remission', '.request'],
  'discharge report': ['.dischargeReport', '.bySupervisors', '.report'],
  'leave report': ['.leaveReport', '.report'],
  recall: ['.recall', '.request'],
  'urgent recall': ['.recall', '.request'],
  'medical leave': ['.medicalLeave'],
  'extended leave': ['.extendedLeave'],
  'lifting of restrictions': ['.lifting', '.request'],
  'change of conditions': ['.change', '.bySupervisors', '.request'],
  'prison transfer': ['.prison', '.request'],
  'own discharge request': ['.ownDischarge', '.own', '.discharge', '.request'],
  'own lifting request': ['.ownLifting', '.own', '.lifting', '.request'],
};

/** The key under which something is said of one kind of document. */
export function keyOfKind(kind: DocumentKind, key: TextKey): TextKey {
  return endings[kind].map(ending => `${key}${ending}`).find(isTextKey) ?? key;
}

/** The same language, in the words of one kind of document. */
export function wordsOfKind(kind: DocumentKind, t: Translate): Translate {
  const say: (...said: Parameters<Translate>) => string = (key, values) => t(keyOfKind(kind, key), values);
  return Object.assign(say, { language: t.language, easyRead: t.easyRead });
}
