const longest = 120;

/**
 * The name of a file as it may be shown: without the folders it came from, and without signs that cannot be seen or
 * that turn the direction of writing, by which an ending can be hidden. It decides nothing, and no file is ever served
 * under it.
 * @returns the name, or '' when nothing of it can be shown
 */
export function cleanName(given: string): string {
  const last = given.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const visible = last.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\uFFFD]/gu, '');
  const packed = visible
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+/, '')
    .trimEnd();
  return [...packed].length <= longest ? packed : shortened([...packed]);
}

/** The ending stays. */
function shortened(letters: string[]): string {
  const name = letters.join('');
  const ending = /\.[^.\s]{1,8}$/.exec(name)?.[0] ?? '';
  return `${letters.slice(0, longest - ending.length - 1).join('')}…${ending}`;
}
