import { isTextKey, type TextKey, type Translate } from '../../platform/language/index.ts';
import type { DocumentKind } from '../rules/document-kinds.ts';

/** What is said otherwise of a kind stands under the key and this; everything else is said as of leave. */
const ending: Readonly<Record<DocumentKind, string>> = {
  'leave application': '',
  'annual report': '.report',
};

/** The key under which something is said of one kind of document. */
export function keyOfKind(kind: DocumentKind, key: TextKey): TextKey {
  const own = `${key}${ending[kind]}`;
  return isTextKey(own) ? own : key;
}

/** The same language, in the words of one kind of document. */
export function wordsOfKind(kind: DocumentKind, t: Translate): Translate {
  const say: (...said: Parameters<Translate>) => string = (key, values) => t(keyOfKind(kind, key), values);
  return Object.assign(say, { language: t.language, easyRead: t.easyRead });
}
