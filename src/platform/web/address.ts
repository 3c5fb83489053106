/**
 * An address with what was chosen behind it; what was not chosen is left out.
 * @param path the path, without a question mark
 * @param chosen names and values; undefined and the empty text are no choice
 */
export function addressWith(path: string, chosen: Readonly<Record<string, unknown>>): string {
  const wanted = Object.entries(chosen)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => [name, String(value)]);
  return wanted.length === 0 ? path : `${path}?${new URLSearchParams(wanted)}`;
}
