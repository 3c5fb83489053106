import robotsModule from 'robots-parser';

// Its types promise a module with a default; what is there is the function itself.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

const ourName = 'Ownwords-Library';

/**
 * What a site asks of programs (RFC 9309).
 * @param text its robots.txt; empty where it has none
 * @param address the one that we would ask for: the rules hold for its server
 * @returns whether it may be asked for, and the seconds between two questions where the site says so
 */
export function askedOf(
  text: string,
  address: URL,
): { readonly mayAsk: boolean; readonly delay: number | null } {
  const robots = robotsParser(new URL('/robots.txt', address).href, text);
  return {
    mayAsk: robots.isAllowed(address.href, ourName) !== false,
    delay: robots.getCrawlDelay(ourName) ?? null,
  };
}
