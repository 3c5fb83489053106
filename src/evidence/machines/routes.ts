import { z } from 'zod';
import { type Translate, textIn } from '../../platform/language/index.ts';
import { search } from '../../platform/search/index.ts';
import { type Answer, type Ask, found, Refusal, type Route, route } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { numberParams, publicReading } from '../public-reading.ts';
import { readRecord, readRecords } from '../record/queries/read-record.ts';
import { askedFor } from '../search/find.ts';
import { searchHref, searchState } from '../search/state.ts';
import { termPaths } from '../thesaurus/paths.ts';
import { showRecord } from './answers.ts';
import { cursor, cursorOf, placeIn } from './cursor.ts';
import { openApi, pathsOf } from './open-api.ts';

const apiQuery = z.object({ ...searchState.shape, cursor });

async function foundRecords({ tx, query }: Ask<unknown, z.infer<typeof apiQuery>>): Promise<Answer> {
  const { cursor: given, ...state } = query;
  const after = given && placeIn(given, state);
  // In another order than the one in which it was given out a cursor stands nowhere.
  if (given && !after) throw new Refusal(400, 'citing.api.otherOrder');
  const asked = { ...(await askedFor(tx, state)), from: after ? 0 : (state.page - 1) * state.size };
  const { hits, total, counts, end } = await search(tx, { ...asked, ...(after && { after }) });
  const records = await readRecords(
    tx,
    hits.map(({ key }) => key),
  );
  const next = hits.length === state.size && end ? cursorOf(state, end) : undefined;
  return {
    json: {
      ...{ total, counts },
      records: records.filter(({ state: is }) => is === 'public').map(showRecord),
      next:
        next === undefined
          ? null
          : searchHref({ ...state, page: 1 }, evidencePaths.apiSearch(), { cursor: next }),
    },
  };
}

async function oneRecord({ tx, t, params }: Ask<z.infer<typeof numberParams>, unknown>): Promise<Answer> {
  const record = found(await readRecord(tx, params.number));
  if (record.state !== 'withdrawn') return { json: showRecord(record) };
  const detail = t('evidence.record.withdrawn', { because: record.withdrawnBecause ?? '' });
  return {
    json: { type: 'about:blank', title: t('citing.api.gone'), status: 410, detail },
    ...{ status: 410, type: 'application/problem+json; charset=utf-8' },
  };
}

/** What else programs read, beside the API: how it is called, and an address that shows it. */
const others = (t: Translate, baseUrl: string) =>
  (
    [
      ['harvest', evidencePaths.oai(), `${evidencePaths.oai()}?verb=Identify`],
      ['feed', evidencePaths.feed(), evidencePaths.feed()],
      ['terms', termPaths.download(), termPaths.download()],
      ['sitemap', evidencePaths.sitemaps(), evidencePaths.sitemaps()],
      ['search', evidencePaths.openSearch(), evidencePaths.openSearch()],
    ] as const
  ).map(([way, path, href]) => ({
    ...{ name: t(`citing.api.${way}`), about: t(`citing.api.${way}.about`), href },
    address: new URL(path, baseUrl).href,
  }));

const examples: Readonly<Record<string, string>> = {
  [evidencePaths.apiSearch()]: `${evidencePaths.apiSearch()}?q=prison&type=report`,
};
// Whoever writes programs reads the document once, in the language of its names.
const english = textIn('en');

const valuesOf = (schema: object): readonly unknown[] =>
  'enum' in schema && Array.isArray(schema.enum) ? schema.enum : [];

async function apiPage({ t, baseUrl }: Ask<unknown, unknown>): Promise<Answer> {
  return {
    page: 'evidence/machines/views/api.njk',
    title: t('citing.api.title'),
    backHref: evidencePaths.search(),
    model: {
      documentHref: evidencePaths.apiDocument(),
      perMinute,
      others: others(t, baseUrl),
      paths: Object.entries(pathsOf(t)).map(([path, { get }]) => ({
        ...{ path, summary: get.summary, example: examples[path] },
        parameters: get.parameters.map(one => ({ ...one, values: valuesOf(one.schema) })),
        answers: Object.entries(get.responses).map(([status, { description }]) => ({ status, description })),
      })),
    },
  };
}

const perMinute = 120;
const api = { ...publicReading, forMachines: { perMinute } } as const;

/** The library for programs. */
export const machineRoutes: readonly Route[] = [
  route({ ...api, path: evidencePaths.apiSearch(), query: apiQuery, handle: foundRecords }),
  route({ ...api, path: evidencePaths.apiRecord(':number'), params: numberParams, handle: oneRecord }),
  route({ ...api, path: evidencePaths.apiDocument(), handle: async () => ({ json: openApi(english) }) }),
  route({ ...publicReading, path: evidencePaths.api(), handle: apiPage }),
];
