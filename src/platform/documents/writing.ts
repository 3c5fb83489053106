// What text needs before it can stand in a medium that cannot hold every character. The record itself is
// never altered: only the copy that is drawn on paper.

const lineEnd = /\r\n|\r|\n/;

/** The lines of a text; CRLF, CR and LF each end one. Nothing is trimmed. */
export const linesOf = (text: string): string[] => text.split(lineEnd);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters that are meant
const neverOnPaper = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const controlPictures = 0x2400;

/**
 * Makes visible what neither Word nor PDF can hold.
 *
 * XML 1.0 (5th edition, production [2] Char) forbids control characters other than tab and line ends, lone
 * surrogates, U+FFFE and U+FFFF. Leaving them out would hide that somebody's text had them, so a control
 * character is shown as its picture (U+0007 as ␇) and the others as the replacement character.
 * @param text any text
 * @returns the same text, fit for XML; unchanged unless it holds one of those characters
 */
export function visibleOnPaper(text: string): string {
  return text.toWellFormed().replace(neverOnPaper, character => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(controlPictures + code) : '\ufffd';
  });
}

const firstStrong = /\p{L}/u;
const rightToLeftScripts =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/** Whether a text runs from right to left, judged as `dir="auto"` does: by its first letter. */
export function runsRightToLeft(text: string): boolean {
  const letter = firstStrong.exec(text)?.[0];
  return letter !== undefined && rightToLeftScripts.test(letter);
}

/**
 * A language tag in its canonical form ("AR-sy" becomes "ar-SY"), or null when it is not one. "Polish" reads as one, and
 * is none: no language has more than three letters there.
 */
export function languageTag(tag: string): string | null {
  try {
    const canonical = Intl.getCanonicalLocales(tag)[0] ?? null;
    return canonical !== null && new Intl.Locale(canonical).language.length > 3 ? null : canonical;
  } catch {
    return null;
  }
}
