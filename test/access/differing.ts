import type { Answered } from './crawl.ts';

/** How two walks through two worlds are laid side by side. */

/** The lines that differ, rather than pages side by side. */
export function differing(one: readonly Answered[], other: readonly Answered[]): string[] {
  return one.flatMap((page, index) => {
    const lines = linesOf(page);
    const others = linesOf(other[index] ?? page);
    const [here, there] = [new Set(lines), new Set(others)];
    return [
      ...lines.filter(line => !there.has(line)).map(line => `${page.path} + ${line}`),
      ...others.filter(line => !here.has(line)).map(line => `${page.path} − ${line}`),
      ...(lines.join() !== others.join() && lines.length === others.length
        ? [`${page.path} in another order`]
        : []),
    ];
  });
}

// A long line of a paper is cut at its tags, so that what differs stands alone.
const linesOf = ({ text, headers }: Answered) => [...text.split(/\n|(?=<)/), JSON.stringify(headers)];

/** Without what is different at every look: tokens, moments, and what is made from a moment. */
export function withoutChance({ path, status, text, headers }: Answered): Answered {
  const {
    date: _date,
    'set-cookie': _cookie,
    'content-security-policy': _policy,
    'content-length': _length,
    // How long until one may ask more often again.
    'x-ratelimit-reset': _reset,
    'x-ratelimit-remaining': _remaining,
    'server-timing': timing,
    ...steady
  } = headers;
  // What the library's search still remembers saves it a question; no case stands in it.
  const rest = /^\/(api\/)?evidence\b/.test(path) ? steady : { ...steady, 'server-timing': timing };
  return { path: steadyText(path), status, text: steadyText(text), headers: rest };
}

const steadyText = (text: string): string =>
  text
    .replace(/(name="_(?:csrf|once)" value=")[^"]*/g, '$1')
    .replace(/((?:nonce|data-once|data-csrf)=")[^"]*/g, '$1')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, 'MOMENT')
    .replace(/\b\d{1,2}[:.]\d\d ?(am|pm|yb|yh)\b/g, 'TIME')
    .replace(/\b[0-9A-HJKMNP-Z]{4}(?:-?[0-9A-HJKMNP-Z]{4}){4}\b/g, 'CODE')
    .replace(/before=\d+/g, 'before=EVENT');
