import { Secret, TOTP } from 'otpauth';
import { demonstrationPassphrase } from '../src/demonstration/load-small-world.ts';
import type { Seen, TestSite, Visitor } from './browser-without-browser.ts';

/** Signs in at the form, with the demonstration's passphrase unless told otherwise. */
export function signIn(who: Visitor, username: string, more: Record<string, string> = {}): Promise<Seen> {
  return who.post('/sign-in', { username, passphrase: demonstrationPassphrase, ...more });
}

/** What an authenticator app shows at this site's hour, once it has scanned the page's picture. */
export function codeFrom(page: Seen, site: TestSite): string {
  return codeOf(keyOn(page), site);
}

/** The key that the page offers to type. */
export function keyOn(page: Seen): string {
  const key = /<code class="ow-code">([A-Z2-7 ]+)<\/code>/.exec(page.html)?.[1];
  if (!key) throw new Error('There is no key on this page.');
  return key.replaceAll(' ', '');
}

/** The code of a key at this site's hour. */
export function codeOf(key: string, site: TestSite): string {
  const secret = Secret.fromBase32(key);
  return new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({
    timestamp: site.clock.now().epochMilliseconds,
  });
}

/** Somebody of MHCS who signs in for the first time and sets up the second lock; answers their key and codes. */
export async function withSecondFactor(
  site: TestSite,
  username: string,
): Promise<{ who: Visitor; key: string; codes: string[] }> {
  const who = site.nobody();
  await signIn(who, username);
  const page = await who.get('/sign-in/second-factor');
  const done = await who.post('/sign-in/second-factor', { code: codeFrom(page, site) });
  const codes = [...done.html.matchAll(/<li><code>([a-z2-9-]+)<\/code>/g)].map(match => match[1] ?? '');
  if (codes.length === 0) throw new Error(`The second lock of ${username} was not set up: ${done.status}`);
  return { who, key: keyOn(page), codes };
}

/** Lets a minute pass, since a code is good once. */
export function nextCode(site: TestSite): void {
  site.clock.moveBy({ minutes: 1 });
}
