import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { search } from '../../platform/search/index.ts';
import { type Answer, type Ask, idNumber, notFound, type Route, route } from '../../platform/web/index.ts';
import { alone, around, element } from '../export/xml.ts';
import { figurePaths } from '../figures/paths.ts';
import { evidencePaths } from '../paths.ts';
import { publicReading } from '../public-reading.ts';
import { nameOf } from '../record/entry.ts';
import { otherLanguage } from '../record/languages.ts';
import { type LibraryRecord, readRecords } from '../record/queries/read-record.ts';
import { askedFor } from '../search/find.ts';
import { showChosen } from '../search/show-facets.ts';
import { keywordsAsked, type SearchState, searchHref, searchState } from '../search/state.ts';
import { wordingFor } from '../thesaurus/wording.ts';
import { atom, type FeedEntry } from './atom.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const inFeed = 30;
/** The most addresses that a sitemap may hold, by its protocol. */
const inSitemap = 50_000;

/** Any search as a feed (Atom, RFC 4287): what came into the library last, whenever it was published. */
async function feed({ tx, t, baseUrl, query }: Ask<unknown, SearchState>): Promise<Answer> {
  const state: SearchState = { ...query, order: 'newest', page: 1 };
  const { hits } = await search(tx, { ...(await askedFor(tx, state)), counted: [], count: inFeed });
  const records = await readRecords(
    tx,
    hits.map(({ key }) => key),
  );
  const wording = await wordingFor(tx, t, keywordsAsked(state));
  const at = (path: string) => new URL(path, baseUrl).href;
  const self = at(searchHref(state, evidencePaths.feed()));
  return atom({
    ...{ id: self, self, alternate: at(searchHref(state)) },
    lang: t.language,
    // Without a number of records: readers keep the title that they saw first.
    title: [query.q, ...showChosen(query, wording).map(({ text }) => text), t('evidence.nav')]
      .filter(part => part !== '')
      .join(', '),
    entries: records.map(record => entryOf(record, at(evidencePaths.record(record.number)), t)),
  });
}

const entryOf = ({ entry, changedAt }: LibraryRecord, href: string, t: Translate): FeedEntry => ({
  ...{ id: href, href, title: entry.title, updated: changedAt, summary: entry.summary },
  titleIn: otherLanguage(entry.language, t.language),
  summaryIn: otherLanguage(entry.language, t.language),
  authors: (entry.creators ?? []).filter(({ role }) => role === 'author').map(nameOf),
});

/** How a browser or a library's own search asks this one (OpenSearch 1.1). */
async function openSearch({ t, baseUrl }: Ask<unknown, unknown>): Promise<Answer> {
  const at = (path: string) => new URL(path, baseUrl).href;
  const inside =
    element('ShortName', 'Ownwords') +
    element('Description', t('evidence.nav')) +
    element('InputEncoding', 'UTF-8') +
    alone('Url', { type: 'text/html', template: `${at(evidencePaths.search())}?q={searchTerms}` }) +
    alone('Url', {
      type: 'application/atom+xml',
      template: `${at(evidencePaths.feed())}?q={searchTerms}`,
    }) +
    alone('Url', {
      type: 'application/x-suggestions+json',
      template: `${at(evidencePaths.suggestions())}?q={searchTerms}&for=browser`,
    }) +
    alone('Url', {
      ...{
        type: 'application/opensearchdescription+xml',
        rel: 'self',
        template: at(evidencePaths.openSearch()),
      },
    });
  return {
    send:
      declaration +
      around('OpenSearchDescription', inside, { xmlns: 'http://a9.com/-/spec/opensearch/1.1/' }),
    ...{ type: 'application/opensearchdescription+xml; charset=utf-8', keepFor: 3600 },
  };
}

const sitemapSpace = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' };

/** Which sitemaps there are: records by their numbers, some thousands in each. */
async function sitemaps({ tx, baseUrl }: Ask<unknown, unknown>): Promise<Answer> {
  const { rows } = await sql<{
    last: number;
  }>`select coalesce(max(number), 0) as last from evidence.record`.execute(tx.db);
  const parts = Math.max(1, Math.ceil((rows[0]?.last ?? 0) / inSitemap));
  const all = Array.from({ length: parts }, (_, part) =>
    around('sitemap', element('loc', new URL(evidencePaths.sitemap(part + 1), baseUrl).href)),
  );
  return sitemapAnswer(around('sitemapindex', all.join(''), sitemapSpace));
}

const sitemapAnswer = (inside: string): Answer => ({
  send: declaration + inside,
  ...{ type: 'application/xml; charset=utf-8', keepFor: 3600 },
});

// The last part that could hold a record, as these are numbered in PostgreSQL’s `integer`.
const partParams = z.object({ part: idNumber.max(Math.ceil(2 ** 31 / inSitemap)) });

async function sitemap({ tx, baseUrl, params }: Ask<z.infer<typeof partParams>, unknown>): Promise<Answer> {
  const records = await readPart(tx, params.part);
  // The list of sitemaps names a first one also where there is no record yet.
  if (records.length === 0 && params.part > 1) throw notFound();
  const urls = records.map(({ number, on }) =>
    around(
      'url',
      element('loc', new URL(evidencePaths.record(number), baseUrl).href) + element('lastmod', on),
    ),
  );
  return sitemapAnswer(around('urlset', urls.join('') || '\n', sitemapSpace));
}

async function readPart(tx: Tx, part: number): Promise<{ number: number; on: string }[]> {
  const { rows } = await sql<{ number: number; on: string }>`
    select number, to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD') as on from evidence.record
    where number > ${(part - 1) * inSitemap} and number <= ${part * inSitemap} and state = 'public' order by number`.execute(
    tx.db,
  );
  return rows;
}

const ofAnyRecord = (path: string) => path.replace(':number', '*');

/**
 * What a search engine has no use for: pages of results have more addresses than the library has records, and of each
 * record there are several that say the same again.
 */
const notForSearchEngines = [
  `${evidencePaths.search()}?`,
  evidencePaths.byField(),
  evidencePaths.picked(),
  evidencePaths.export(),
  ...[evidencePaths.like(':number'), evidencePaths.versions(':number'), evidencePaths.cite(':number')].map(
    ofAnyRecord,
  ),
  `${figurePaths.page()}?`,
];

/** What search engines are asked to leave alone, and where they find the records (RFC 9309). */
async function robots({ baseUrl }: Ask<unknown, unknown>): Promise<Answer> {
  const lines = [
    'User-agent: *',
    ...notForSearchEngines.map(path => `Disallow: ${path}`),
    `Sitemap: ${new URL(evidencePaths.sitemaps(), baseUrl).href}`,
  ];
  return { send: `${lines.join('\n')}\n`, type: 'text/plain; charset=utf-8', keepFor: 3600 };
}

/** How readers of feeds, browsers and search engines follow the library. */
export const feedRoutes: readonly Route[] = [
  route({
    ...publicReading,
    path: evidencePaths.feed(),
    query: searchState,
    forMachines: { perMinute: 120 },
    handle: feed,
  }),
  route({ ...publicReading, path: evidencePaths.openSearch(), handle: openSearch }),
  route({ ...publicReading, path: evidencePaths.sitemaps(), handle: sitemaps }),
  route({ ...publicReading, path: evidencePaths.robots(), handle: robots }),
  route({ ...publicReading, path: evidencePaths.sitemap(':part'), params: partParams, handle: sitemap }),
];
