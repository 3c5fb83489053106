const longest = 500;

/**
 * The address at which a repository is asked, as it was typed or copied with a question behind it.
 * @returns undefined for what is none
 */
export function baseUrlFrom(typed: string): string | undefined {
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  url.hash = '';
  for (const name of ['verb', 'metadataPrefix', 'set', 'from', 'until', 'identifier', 'resumptionToken'])
    url.searchParams.delete(name);
  return url.href.length > longest ? undefined : url.href;
}
