/** ANSEL's letters, as MARC-8 has them (MARC 21 Specifications, Code Table Extended Latin). */
const letters: Readonly<Record<number, string>> = {
  161: 'Ł',
  162: 'Ø',
  163: 'Đ',
  164: 'Þ',
  165: 'Æ',
  166: 'Œ',
  167: 'ʹ',
  168: '·',
  169: '♭',
  170: '®',
  171: '±',
  172: 'Ơ',
  173: 'Ư',
  174: 'ʼ',
  176: 'ʻ',
  177: 'ł',
  178: 'ø',
  179: 'đ',
  180: 'þ',
  181: 'æ',
  182: 'œ',
  183: 'ʺ',
  184: 'ı',
  185: '£',
  186: 'ð',
  188: 'ơ',
  189: 'ư',
  192: '°',
  193: 'ℓ',
  194: '℗',
  195: '©',
  196: '♯',
  197: '¿',
  198: '¡',
  199: 'ß',
  200: '€',
};

/** Its marks, which stand before the letter that they belong to; in Unicode they stand behind it. */
const marks: Readonly<Record<number, string>> = {
  224: '\u0309',
  225: '\u0300',
  226: '\u0301',
  227: '\u0302',
  228: '\u0303',
  229: '\u0304',
  230: '\u0306',
  231: '\u0307',
  232: '\u0308',
  233: '\u030c',
  234: '\u030a',
  235: '\ufe20',
  236: '\ufe21',
  237: '\u0315',
  238: '\u030b',
  239: '\u0310',
  240: '\u0327',
  241: '\u0328',
  242: '\u0323',
  243: '\u0324',
  244: '\u0325',
  245: '\u0333',
  246: '\u0332',
  247: '\u0326',
  248: '\u031c',
  249: '\u032e',
  250: '\ufe22',
  251: '\ufe23',
  254: '\u0313',
};

/**
 * MARC-8 as Unicode, as far as its Latin letters go. What it writes in another alphabet after an change is left as the
 * sign for an unknown letter: a record that has it has its names in Latin letters too.
 */
export const fromMarc8 = (bytes: Buffer): string => fromSigns(bytes, { letters, marks });

/** The letters and marks of an alphabet of eight bits, by their numbers. */
export type Signs = {
  readonly letters: Readonly<Record<number, string>>;
  readonly marks: Readonly<Record<number, string>>;
};

/** Text in which marks stand before the letter that they belong to, as Unicode, where they stand behind it. */
export function fromSigns(bytes: Buffer, { letters, marks }: Signs): string {
  let [text, waiting, isForeign] = ['', '', false];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const plain = waiting === '' && !isForeign ? plainEnd(bytes, at) : at;
    const mark = marks[byte];
    if (plain > at) {
      text += bytes.toString('latin1', at, plain);
      at = plain - 1;
    } else if (byte === 0x1b) {
      const change = bytes.toString('latin1', at + 1, at + 4);
      isForeign = !/^(?:[sbp]|\(B|\)!E|\)B|-E|\(s)/.test(change);
      at += /^(?:\$[,)(-]|[()-]!)/.test(change) ? 3 : /^[$()-]/.test(change) ? 2 : 1;
    } else if (mark !== undefined) waiting += mark;
    else {
      text += letterOf(byte, isForeign, letters) + waiting;
      waiting = '';
    }
  }
  return (text + waiting).normalize('NFC');
}

/** Where the letters end that are the same in every alphabet of these: most of any text. */
function plainEnd(bytes: Buffer, from: number): number {
  let at = from;
  for (let byte = bytes[at]; byte !== undefined && byte < 0x80 && byte !== 0x1b; byte = bytes[at]) at += 1;
  return at;
}

function letterOf(byte: number, isForeign: boolean, letters: Signs['letters']): string {
  if (isForeign && byte > 0x20) return '\ufffd';
  return byte < 0x80 ? String.fromCharCode(byte) : (letters[byte] ?? '\ufffd');
}

/**
 * Whether bytes said to be MARC-8 are so: there a mark stands before the letter that it belongs to. Of a file that somebody
 * saved in the letters of Windows many marks would stand before none.
 */
export function isMarc8(bytes: Buffer): boolean {
  if (bytes.includes(0x1b)) return true;
  let high = 0;
  for (const byte of bytes) if (byte >= 0x80) high += 1;
  const lone = fromMarc8(bytes).match(/(?![\ufe20-\ufe23])\p{M}|\ufffd/gu)?.length ?? 0;
  return lone <= 0.3 * high;
}
