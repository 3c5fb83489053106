import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { bringPaths } from '../../src/evidence/bring/paths.ts';
import { evidence } from '../../src/evidence/index.ts';
import { listPaths } from '../../src/evidence/lists/paths.ts';
import { evidencePaths } from '../../src/evidence/paths.ts';
import { recommendationPaths } from '../../src/evidence/recommendations/paths.ts';
import { asOwner } from '../../src/platform/database/index.ts';
import type { Route } from '../../src/platform/web/index.ts';
import { furnishLibrary } from '../access/furnish-library.ts';
import { type LibraryPlaces, libraryPlaceOf, libraryPlaces } from '../access/places.ts';
import { axeProblems, sticksOut } from '../browser.ts';
import { aJourney } from './journey.ts';

/** Every page of the library, as those who work there see it and as anybody does: wide, and on a telephone. */

const journey = aJourney();
type Furnished = { readonly library: LibraryPlaces; readonly table: number };
let furnishing: Promise<Furnished> | undefined;

/** Once, whichever test is the first to ask. */
const furnished = () => {
  furnishing ??= furnish();
  return furnishing;
};

/** Something in every table of the library, and a table whose columns nobody named yet. */
async function furnish(): Promise<Furnished> {
  await furnishLibrary(journey.site);
  return asOwner(journey.site.database.adminUrl, async db => {
    const library = await libraryPlaces(db);
    const { rows } = await sql<{ id: number }>`
      with brought as (insert into evidence.import (account_id, file_name, format, state)
        select id, 'a-cupboard-of-an-invented-library.csv', 'csv', 'brought' from people.account where username = 'lib.page' returning id),
      held as (insert into evidence.import_piece (import_id, place, content)
        select id, 0, convert_to(${'What,Who,Where it is now\nAn invented study,Ash Example,Shelf 4\n'}, 'utf8') from brought)
      select id::int from brought`.execute(db);
    return { library, table: rows[0]?.id ?? 0 };
  });
}

/** Who works on a page; nobody for what everybody reads. Only who keeps a list with its owner can leave it. */
function workerOn({ access, path }: Pick<Route, 'access' | 'path'>): string | undefined {
  if (path === listPaths.leave(':id')) return 'grade.one';
  if (access === 'signed in') return 'lib.page';
  if (!Array.isArray(access)) return undefined;
  if (access.includes('respondent')) return 'custody.reply';
  return access.includes('librarian') ? 'lib.page' : 'grade.one';
}

const isColumns = ({ path }: Pick<Route, 'path'>) => path === bringPaths.columns(':import');

/** What harvesters ask for stands outside the room's own addresses. */
const isForPrograms = ({ path }: Pick<Route, 'path'>) => !/^\/(evidence|api)\b/.test(path);

/** Every page of the desk or of the library, and what its routes show in other states. */
const pagesOf = (username: string | undefined, { library, table }: Furnished): string[] => [
  ...evidence.routes
    .filter(route => route.method === 'GET' && workerOn(route) === username && !isForPrograms(route))
    .map(route => (isColumns(route) ? bringPaths.columns(table) : libraryPlaceOf(route, library))),
  ...(username === 'lib.page' ? [evidencePaths.versions(library.other)] : []),
  ...(username === 'custody.reply'
    ? ['actions', 'completions'].map(
        link => `${recommendationPaths.add(library.recommendation, link)}?of=${library.addressee}`,
      )
    : []),
];

const widths = [1280, 320] as const;

async function look(page: Page, path: string): Promise<void> {
  await page.goto(path);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    assert.equal(await sticksOut(page), false, `${path} is wider than a window of ${width}`);
    assert.deepEqual(await axeProblems(page), [], `${path} at ${width}`);
  }
}

test('every page of the library is whole, for who works there and for anybody, wide and on a telephone', {
  timeout: 600_000,
}, async () => {
  const there = await furnished();
  for (const username of ['lib.page', 'grade.one', 'custody.reply', undefined]) {
    const visitor = username ? await journey.site.as(username) : journey.site.nobody();
    const page = await (username ? journey.browser.openAs(username) : journey.browser.open());
    for (const path of pagesOf(username, there)) {
      const answered = await visitor.get(path);
      assert.equal(answered.status, 200, path);
      if (answered.headers['content-type']?.toString().startsWith('text/html')) await look(page, path);
    }
  }
});

test('the numbers below a chart, which paper cannot unfold, are printed with it, and a telephone shows it large enough', {
  timeout: 60_000,
}, async () => {
  await furnished();
  const page = await journey.browser.open();
  await page.goto(recommendationPaths.list());
  const height = () =>
    page.locator('.ow-chart-region + details').evaluate(details => details.getBoundingClientRect().height);
  const folded = await height();
  await page.emulateMedia({ media: 'print' });
  assert.ok((await height()) > 2 * folded);
  // The same window as a telephone: letters are 15 of the 640 units across.
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 320, height: 640 });
  const chart = await page.locator('.ow-chart').boundingBox();
  assert.ok((15 / 640) * (chart?.width ?? 0) >= 12, 'the letters of a chart can be read');
});

test('a button that only a script can answer is not offered without one', { timeout: 60_000 }, async () => {
  await furnished();
  for (const javaScript of [true, false]) {
    const page = await journey.browser.open({ javaScript });
    await page.goto(recommendationPaths.list());
    assert.equal(await page.locator('[data-print]').isVisible(), javaScript);
  }
});
