/** True for an ISBN of ten or thirteen signs whose last one fits the others (ISO 2108). */
export function isIsbn(text: string): boolean {
  const signs = text.replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{9}[\dX]$/.test(signs)) return sum(signs, at => 10 - at) % 11 === 0;
  return /^97[89]\d{10}$/.test(signs) && sum(signs, at => (at % 2 === 0 ? 1 : 3)) % 10 === 0;
}

/** True for an ISSN whose last sign fits the others (ISO 3297). */
export function isIssn(text: string): boolean {
  const signs = text.replace(/[\s-]/g, '').toUpperCase();
  return /^\d{7}[\dX]$/.test(signs) && sum(signs, at => 8 - at) % 11 === 0;
}

/** The DOI in a text that may be an address of it: “10.1234/abc”; undefined where there is none. */
export function doiIn(text: string): string | undefined {
  return /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/\S+)$/i.exec(text.trim())?.[1];
}

const sum = (signs: string, weight: (at: number) => number) =>
  [...signs].reduce((all, sign, at) => all + weight(at) * (sign === 'X' ? 10 : Number(sign)), 0);
