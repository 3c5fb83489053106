import { fromSigns } from './marc8.ts';

/** Letters or marks from a number on, one after the other. */
const row = (from: number, signs: string): [number, string][] =>
  Array.from(signs, (sign, at) => [from + at, sign]);

const letters = Object.fromEntries([
  ...row(0xa1, '¡„£$¥†§′‘“«♭©℗®ʻʼ‚'),
  ...row(0xb6, '‡·″’”»♯ʹʺ¿'),
  ...row(0xe1, 'ÆĐ'),
  ...row(0xe6, 'Ĳ'),
  ...row(0xe8, 'ŁØŒ'),
  ...row(0xec, 'Þ'),
  ...row(0xf1, 'æđð'),
  ...row(0xf5, 'ıĳ'),
  ...row(0xf8, 'łøœßþ'),
]);
const marks = Object.fromEntries([
  ...row(
    0xc0,
    '\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0308\u030a\u0315\u0312\u030b\u031b\u030c\u0327\u031c\u0326\u0328\u0325\u032e\u0323\u0324\u0332\u0333\u0329\u032d',
  ),
  ...row(0xdd, '\ufe20\ufe21'),
]);

/** ISO 5426, in which catalogues wrote UNIMARC before Unicode, as Unicode. */
export const fromIso5426 = (bytes: Buffer): string => fromSigns(bytes, { letters, marks });
