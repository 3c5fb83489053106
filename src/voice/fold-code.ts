/**
 * A code as it stands in the record, from whatever somebody typed off a paper: any spaces, dashes and case, and the
 * letters that look like digits (O for 0, I and L for 1), which codes never hold.
 * @returns the code in groups of four; something no code can be when it has another length
 */
export function foldCode(typed: string): string {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return letters.match(/.{1,4}/g)?.join('-') ?? '';
}
