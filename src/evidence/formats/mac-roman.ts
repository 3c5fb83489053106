const isLetter = (byte: number | undefined) =>
  byte !== undefined && /[A-Za-z]/.test(String.fromCharCode(byte));
// In the middle of a word these are no letters in Windows-1252, or letters so in both.
const either = new Set([0x92, 0x9a, 0x9c, 0x9e]);
const isOfMac = (byte: number) => byte === 0xd5 || (byte >= 0x87 && byte <= 0x9f && !either.has(byte));
const isOfWindows = (byte: number) => byte >= 0xdf && byte !== 0xf7;

/**
 * Whether text that is not UTF-8 was written on an old Macintosh, as EndNote did there: what stands in the middle of
 * words says it, for a small letter with an accent in one encoding is a sign or a capital in the other.
 */
export function isMacRoman(block: Uint8Array): boolean {
  let mac = 0;
  for (const [at, byte] of block.entries()) {
    if (byte < 0x87 || !isLetter(block[at - 1]) || !isLetter(block[at + 1])) continue;
    if (isOfMac(byte)) mac += 1;
    else if (isOfWindows(byte)) mac -= 1;
  }
  return mac > 0;
}
