import { alone, around, element } from '../export/xml.ts';

/** One thing in a feed; its address and moment absolute, as readers of feeds keep them apart from it. */
export type FeedEntry = {
  readonly id: string;
  readonly title: string;
  /** An instant, as RFC 3339 writes it. */
  readonly updated: string;
  readonly href: string;
  readonly authors?: readonly string[];
  readonly summary?: string | undefined;
  /** In which these are written, where that is another than the feed's. */
  readonly titleIn?: string | undefined;
  readonly summaryIn?: string | undefined;
};

type Feed = {
  readonly id: string;
  readonly title: string;
  readonly self: string;
  /** The page that shows the same to people. */
  readonly alternate: string;
  /** In which it is written, its entries too unless they say otherwise. */
  readonly lang: string;
  readonly entries: readonly FeedEntry[];
};

/** A feed (Atom, RFC 4287), as old as the newest thing in it. */
export function atom({ id, title, self, alternate, lang, entries }: Feed): {
  send: string;
  type: string;
  keepFor: number;
} {
  const updated = entries.map(entry => Date.parse(entry.updated));
  const inside =
    element('id', id) +
    element('title', title) +
    element('updated', new Date(Math.max(...updated, beforeAnything)).toISOString()) +
    around('author', element('name', 'Ownwords')) +
    alone('link', { rel: 'self', href: self }) +
    alone('link', { rel: 'alternate', href: alternate }) +
    entries.map(entryOf).join('');
  return {
    send: `<?xml version="1.0" encoding="UTF-8"?>\n${around('feed', inside, { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': lang })}`,
    ...{ type: 'application/atom+xml; charset=utf-8', keepFor: 300 },
  };
}

// A feed must say when it changed, also one with nothing in it.
const beforeAnything = Date.UTC(2026, 0, 1);

const inLanguage = (lang: string | undefined) => (lang === undefined ? {} : { 'xml:lang': lang });

const entryOf = ({ id, title, updated, href, authors = [], summary = '', titleIn, summaryIn }: FeedEntry) =>
  around(
    'entry',
    element('id', id) +
      element('title', title, inLanguage(titleIn)) +
      element('updated', updated) +
      alone('link', { href }) +
      authors.map(name => around('author', element('name', name))).join('') +
      (summary && element('summary', summary, inLanguage(summaryIn))),
  );
