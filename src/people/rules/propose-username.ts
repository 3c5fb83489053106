const titles = new Set(['dr', 'mr', 'mrs', 'ms', 'miss', 'mx', 'prof', 'professor', 'sir', 'dame', 'rev']);

/**
 * A username made of a name: first and last word, in letters that every keyboard has.
 * "Dr Siân O’Brien-Jones" gives "sian.obrien-jones". A name in another script gives "colleague".
 */
export function proposeUsername(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z\s-]/g, '')
    .split(/\s+/)
    .map(word => word.replace(/^-+|-+$/g, ''))
    .filter(word => word !== '' && !titles.has(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.join('.').slice(0, 40) || 'colleague';
}

/** True for a username that can be typed anywhere: letters, digits, dot, hyphen, underscore. */
export function isUsername(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{1,49}$/.test(text);
}
