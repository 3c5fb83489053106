import { isTextKey, type TextKey, type Translate } from '../platform/language/index.ts';

/**
 * The same language, in the words for a decision that is looked at again: what is said otherwise of it stands under the
 * key with `.again`.
 */
export function wordsFor({ again }: { readonly again: boolean }, t: Translate): Translate {
  if (!again) return t;
  const say: (...said: Parameters<Translate>) => string = (key, values) => t(keyAgain(key), values);
  return Object.assign(say, { language: t.language, easyRead: t.easyRead });
}

function keyAgain(key: TextKey): TextKey {
  const again = `${key}.again`;
  return isTextKey(again) ? again : key;
}
