import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Route } from '../../src/platform/web/index.ts';
import { aSite, type TestSite } from '../browser-without-browser.ts';
import { cast } from './cast.ts';
import { showDocument } from './document.ts';
import { aForgetfulSite } from './forgetful.ts';
import { type FullHouse, fullHouse } from './full-house.ts';
import { furnish } from './furnish.ts';
import { handedTo, jobs } from './matrix-of-jobs.ts';
import { type Caller, callers, isFor, measureRoutes, type RouteMatrix, routes } from './matrix-of-routes.ts';
import {
  casesOfPeople,
  measureTables,
  showFunctions,
  type TableMatrix,
  tellApart,
} from './matrix-of-tables.ts';
import type { Cell } from './measure.ts';
import { isInCase, placesHere, placesOf } from './places.ts';
import { prepareToMeasure, type Ready, ready } from './ready.ts';
import { readTables, type Table } from './tables.ts';

const page = join(import.meta.dirname, '../../docs/access-matrix.md');

/** Those who decide nationally, and those around another case: outside the circle of the closed one. */
const outsideClosedCase = [
  ...['caseworker', 'caseworker (other team)', 'team manager', 'deputy head', 'head of casework', 'auditor'],
  ...[
    'the person',
    'responsible clinician',
    'ward staff',
    'Mental Health Act office',
    'advocate',
    'solicitor',
  ],
];

let site: TestSite;
let forgetful: FastifyInstance;
let house: FullHouse;
let everybody: Caller[];
let inThisCase: RouteMatrix;
let inClosedCase: RouteMatrix;
let tables: Table[];
let cells: TableMatrix;

before(async () => {
  site = await aSite();
  house = await fullHouse(site);
  await furnish(site);
  forgetful = await aForgetfulSite(site);
  everybody = await callers(site);
  const here = await placesHere(site, house);
  inThisCase = await measureRoutes(forgetful, everybody, { places: here });
  const shut = { places: placesOf(here, house.shut), which: routes.filter(isInCase) };
  const kept = everybody.filter(({ who }) => outsideClosedCase.includes(who));
  inClosedCase = await measureRoutes(forgetful, kept, shut);
  await measureAllTables();
});
after(async () => {
  await forgetful.close();
  await site.close();
});

/** Last, because the triggers sleep afterwards. */
async function measureAllTables(): Promise<void> {
  const askers: Ready[] = [];
  for (const asker of cast) {
    const signedIn = everybody.find(({ username }) => username === asker.username);
    askers.push(await ready(site, asker, signedIn?.visitor ?? site.nobody()));
  }
  tables = await readTables(site.database.adminUrl);
  await prepareToMeasure(site.database.adminUrl, tables);
  cells = await measureTables(askers, tables, tellApart(house, tables, await casesOfPeople(site)));
}

test('everybody gets from every route and every table exactly what docs/access-matrix.md says', async () => {
  const functions = await showFunctions(site.database.adminUrl);
  const measured = showDocument({ routes: inThisCase, tables, cells, functions });
  if (process.env.OWNWORDS_WRITE_MATRIX) writeFileSync(page, measured);
  const kept = readFileSync(page, 'utf8').split('\n');
  const lines = measured.split('\n');
  // The lines that differ, not two documents side by side.
  const gone = kept.filter(line => !lines.includes(line));
  const came = lines.filter(line => !kept.includes(line));
  assert.deepEqual({ came, gone }, { came: [], gone: [] });
  assert.equal(measured, kept.join('\n'));
});

test('every table has rows in the story, or nothing was measured', () => {
  assert.deepEqual(
    tables.filter(({ rows }) => rows.length === 0).map(({ name }) => name),
    [],
  );
});

const got = (matrix: RouteMatrix, wanted: (route: Route, who: string, what: string) => boolean): string[] =>
  [...matrix].flatMap(([route, answers]) =>
    [...answers].flatMap(([who, what]) =>
      wanted(route, who, what) ? [`${who}: ${route.method} ${route.path} → ${what}`] : [],
    ),
  );

test('no route fails, whoever asks and however little they send', () => {
  assert.deepEqual([...got(inThisCase, isFault), ...got(inClosedCase, isFault)], []);
});
const isFault = (_route: Route, _who: string, what: string) => what === 'a fault';

test('nobody without signing in gets more than the pages that are for anyone', () => {
  const wrong = got(
    inThisCase,
    ({ access }, who, what) => who === 'nobody' && access !== 'anyone' && what !== 'sign in first',
  );
  assert.deepEqual(wrong, []);
});

test('whoever holds none of a route’s roles gets the same answer as if it did not exist', () => {
  const wrong = got(inThisCase, (route, who, what) => {
    const caller = everybody.find(one => one.who === who);
    if (!caller || who === 'nobody' || typeof route.access === 'string') return false;
    return !isFor(route, caller) && what !== 'nothing';
  });
  assert.deepEqual(wrong, []);
});

test('every route that is stated is given to somebody, or nothing was measured', () => {
  const measured = [...inThisCase].filter(([, answers]) =>
    [...answers.values()].some(what => what === 'yes' || what === 'told why not'),
  );
  const never = [...inThisCase.keys()].filter(route => !measured.some(([one]) => one === route));
  assert.deepEqual(
    never.map(({ method, path }) => `${method} ${path}`),
    [],
  );
});

test('an address in a case does not exist for those who stand in no relation to that case', () => {
  const strangers =
    /\((elsewhere|next ward|of nobody|not consulted|same ward)\)|closed case$|^auditor|^administrator/;
  const wrong = got(inThisCase, (route, who, what) => {
    if (!isInCase(route) || !strangers.test(who) || what === 'nothing') return false;
    // Those who decide nationally stand to every case that is not closed to them.
    return !/^(caseworker|extremism head)/.test(who);
  });
  assert.deepEqual(wrong, []);
});

test('a case that is closed to national readers does not exist for those outside its circle', () => {
  const wrong = got(inClosedCase, (_route, _who, what) => what !== 'nothing');
  assert.deepEqual(wrong, []);
});

test('the person and their helpers get nothing at all from a table of the closed part', () => {
  const closed = [
    ...[
      'casework.patient_flags',
      'casework.closed_answers',
      'casework.submission_closed',
      'casework.consultation',
    ],
    ...['casework.reminder', 'casework.undertaking', 'casework.information_request', 'casework.decision'],
    ...['flag_change', 'mappa_standing', 'mappa_notice', 'mappa_comment', 'mappa_chair_decision'].map(
      name => `casework.${name}`,
    ),
    ...['victim.note', 'victim.event', 'audit.event', 'audit.seal', 'platform.mail'],
  ];
  for (const table of closed) {
    for (const who of ['the person', 'advocate', 'solicitor', 'nobody', 'another person (same ward)']) {
      const cell = cells.get(table)?.get(who);
      const { read, add, change, remove } = cell ?? {};
      assert.deepEqual([read, add, change, remove], ['—', '—', '—', '—'], `${who} and ${table}`);
    }
  }
});

test('a job is handed numbers, and nothing else', () => {
  // Keywords of the library are about nobody, and public.
  const ofTheLibrary = ['show-keywords'];
  const words = jobs.filter(
    ({ payload, task }) =>
      !ofTheLibrary.includes(task) && !handedTo(payload).every(given => /: (integer|number)$/.test(given)),
  );
  assert.deepEqual(
    words.map(({ task }) => task),
    [],
  );
});

test('an administrator reads no table about a case', () => {
  const about = tables.filter(({ name }) =>
    /^(casework|voice|victim)\.|^people\.(case|circle|person)$/.test(name),
  );
  // Rules, and counts that everybody may read, are about no case.
  const aboutNoCase = [
    ...['casework.delegation', 'casework.document_kind', 'casework.document_asks', 'casework.kind_part'],
    ...['casework.instrument_rule', 'casework.published_table', 'casework.work_priority'],
  ];
  for (const { name } of about.filter(({ name }) => !aboutNoCase.includes(name))) {
    for (const who of ['administrator of the provider', 'administrator of the system', 'auditor'])
      assert.equal(cells.get(name)?.get(who)?.read, '—', `${who} and ${name}`);
  }
});

const everyCell = (): [name: string, cell: Cell][] =>
  [...cells].flatMap(([table, byWho]) =>
    [...byWho].map(([who, cell]): [string, Cell] => [`${who} and ${table}`, cell]),
  );

test('nobody adds a row in somebody else’s name', () => {
  // The program notes how far the work is that somebody asked for.
  const noting = 'the program itself and platform.progress';
  const forged = everyCell().filter(([name, { forge }]) => forge !== '—' && name !== noting);
  assert.deepEqual(
    forged.map(([name, { forge }]) => `${name}: ${forge}`),
    [],
  );
});

// Nothing is reached either where a policy refuses what would stand there afterwards (42501).
test('whoever changes or removes without looking reaches nothing that they could not reach by looking', () => {
  const blind = everyCell().filter(([, cell]) => cell.change === '—' && cell.remove === '—');
  assert.deepEqual(
    blind
      .filter(([, cell]) => !/^(—|0(,0)?|42501)$/.test(cell.blind))
      .map(([name, { blind: count }]) => `${name}: ${count}`),
    [],
  );
});
