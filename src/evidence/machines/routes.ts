import { z } from 'zod';
import { search } from '../../platform/search/index.ts';
import { type Answer, type Ask, found, type Route, route } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { numberParams, publicReading } from '../public-reading.ts';
import { readRecord, readRecords } from '../record/queries/read-record.ts';
import { askedFor } from '../search/find.ts';
import { searchHref, searchState } from '../search/state.ts';
import { showRecord } from './answers.ts';
import { openApi } from './open-api.ts';

/** How far anybody pages; whoever wants more takes a file of everything that was found. */
const mostPages = 5000;

// A cursor is for whoever gave it out: today it holds the page that follows.
const cursor = z
  .string()
  .transform(text => Number(Buffer.from(text, 'base64url').toString()))
  .pipe(z.int().min(1).max(mostPages))
  .optional();
const cursorOf = (page: number) => Buffer.from(String(page)).toString('base64url');

const apiQuery = z.object({ ...searchState.shape, cursor });

async function foundRecords({ tx, query }: Ask<unknown, z.infer<typeof apiQuery>>): Promise<Answer> {
  const { cursor: page = 1, ...asked } = query;
  const state = { ...asked, page };
  const { hits, total, counts } = await search(tx, await askedFor(tx, state));
  const records = await readRecords(
    tx,
    hits.map(({ key }) => key),
  );
  const more = page * state.size < total && page < mostPages;
  const here = searchHref({ ...state, page: 1 }, evidencePaths.apiSearch());
  return {
    json: {
      ...{ total, counts },
      records: records.filter(({ state: is }) => is === 'public').map(showRecord),
      next: more ? `${here}${here.includes('?') ? '&' : '?'}cursor=${cursorOf(page + 1)}` : null,
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

async function apiPage({ t }: Ask<unknown, unknown>): Promise<Answer> {
  const { paths } = openApi();
  return {
    page: 'evidence/machines/views/api.njk',
    title: t('citing.api.title'),
    model: {
      documentHref: evidencePaths.apiDocument(),
      perMinute,
      paths: Object.entries(paths).map(([path, { get }]) => ({
        ...{ path, summary: get.summary, parameters: get.parameters },
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
  route({ ...api, path: evidencePaths.apiDocument(), handle: async () => ({ json: openApi() }) }),
  route({ ...publicReading, path: evidencePaths.api(), handle: apiPage }),
];
