import { type Kysely, sql } from 'kysely';
import { asOwner, asWorker, type DB, type Pools, type Tx } from '../../platform/database/index.ts';
import { around, element } from '../export/xml.ts';
import { originOf } from '../harvest/harvest-jobs.ts';
import { openHarvest } from '../harvest/open-harvest.ts';
import { readAnswer } from '../harvest/read-answer.ts';
import type { RepositoryAnswer } from '../harvest/repository.ts';
import { takeAnswer } from '../harvest/take-answer.ts';
import { understand } from '../harvest/understand.ts';

// No server of that name can ever be (RFC 2606): nobody is asked, whatever is pressed.
const baseUrl = 'https://library.larkmoor.invalid/oai';
const library: RepositoryAnswer = {
  ...{ name: 'Larkmoor Papers (invented)', email: 'papers@larkmoor.invalid', earliest: '2001-01-01' },
  ...{ granularity: 'day', deleted: 'persistent', sets: [{ spec: 'councils', name: 'Councils' }] },
  formats: [{ prefix: 'oai_dc', format: 'oai-dc' }],
};

type Paper = { readonly name: string; readonly title: string; readonly year: string; readonly about: string };
const [breakfast, letters, night, garden]: readonly [Paper, Paper, Paper, Paper] = [
  {
    ...{ name: 'p1', title: 'Breakfast at eight: an invented council and its first year', year: '2016' },
    about: 'How an invented ward council was begun, what it asked for, and what came of it.',
  },
  {
    ...{
      name: 'p2',
      title: 'Letters that say when: invented patients on waiting for an answer',
      year: '2018',
    },
    about: 'Twelve invented people tell what it is to wait for a letter.',
  },
  {
    ...{ name: 'p3', title: 'Who is asked at night? An invented study of a court cell', year: '2019' },
    about: 'An invented study of who is seen in the cells after five o’clock.',
  },
  {
    ...{ name: 'p4', title: 'A garden behind the wall: an invented evaluation', year: '2020' },
    about: 'An invented evaluation of a garden that was kept by those who were kept there.',
  },
];
const changed: Paper = { ...breakfast, about: `${breakfast.about} With a chapter on the second year.` };
const changedToo: Paper = {
  ...letters,
  about: 'Fourteen invented people tell what it is to wait for a letter.',
};

/**
 * Tells of an invented library that was harvested twice, by the very steps of a harvest but without asking any server: of
 * what came the first time one record changed there, one changed there and here, and one was deleted there.
 * Told once: what is there already is left alone.
 */
export async function tellHarvestStory(
  site: { adminUrl: string; pools: Pools },
  now: Temporal.Instant,
): Promise<void> {
  const repository = await asOwner(site.adminUrl, addLibrary);
  if (repository === undefined) return;
  const harvest = (at: Temporal.Instant, records: readonly string[]) =>
    asWorker(site.pools, 'demonstration', tx => harvestOnce(tx, { repository, at, records }));
  await harvest(now.subtract({ hours: 30 * 24 }), [breakfast, letters, night, garden].map(record));
  await asOwner(site.adminUrl, db => workOnRecords(db, repository));
  await harvest(now, [record(changed), record(changedToo), record(night), deleted(garden)]);
}

async function addLibrary(db: Kysely<DB>): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into evidence.repository (base_url, state, answer, prefix, every_days, next_at, licence, added_by)
    select ${baseUrl}, 'active', ${JSON.stringify(library)}::jsonb, 'oai_dc', 30, now(), 'CC BY 4.0', a.id from people.account a
    where a.username = 'lib.page' and not exists (select from evidence.repository r where r.base_url = ${baseUrl}) returning id`.execute(
    db,
  );
  return rows[0]?.id;
}

type Told = {
  readonly repository: number;
  readonly at: Temporal.Instant;
  readonly records: readonly string[];
};

async function harvestOnce(tx: Tx, { repository, at, records }: Told): Promise<void> {
  await sql`update evidence.repository set next_at = now() where id = ${repository}`.execute(tx.db);
  const going = await openHarvest(tx, repository);
  if (!going) return;
  const answer = readAnswer(answerOf(at, records));
  await takeAnswer(tx, going, { answer, records: await understand(answer.items, originOf(going)) });
}

/** A month goes by, and a librarian writes a better summary of what came. */
async function workOnRecords(db: Kysely<DB>, repository: number): Promise<void> {
  await sql`update evidence.harvest set started_at = now() - interval '30 days', ended_at = now() - interval '30 days'
    where repository = ${repository}`.execute(db);
  await sql`update evidence.record set entry = entry || '{"summary": "Invented letters, read with those who wrote them."}', change_note = 'Summary of our own'
    where entry ->> 'title' = ${letters.title} and came_by = 'harvest'`.execute(db);
}

const answerOf = (at: Temporal.Instant, records: readonly string[]) =>
  around(
    'OAI-PMH',
    element('responseDate', at.toString({ smallestUnit: 'second' })) +
      around('ListRecords', records.join('')),
    { xmlns: 'http://www.openarchives.org/OAI/2.0/' },
  );

const headerOf = ({ name, year }: Paper, attributes = {}) =>
  around(
    'header',
    element('identifier', `oai:larkmoor.invalid:${name}`) + element('datestamp', `${year}-06-01`),
    attributes,
  );

const deleted = (paper: Paper) => around('record', headerOf(paper, { status: 'deleted' }));

function record(paper: Paper): string {
  const { name, title, year, about } = paper;
  const lines = [
    ...[element('dc:title', title), element('dc:creator', 'Larkmoor Patients’ Council (invented)')],
    ...[element('dc:date', year), element('dc:type', 'Report'), element('dc:language', 'en')],
    ...[element('dc:description', about), element('dc:subject', 'Patient councils')],
    element('dc:identifier', `https://library.larkmoor.invalid/${name}`),
  ];
  const dc = around('oai_dc:dc', lines.join(''), {
    'xmlns:oai_dc': 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  });
  return around('record', headerOf(paper) + around('metadata', dc));
}
