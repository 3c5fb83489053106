import type { Tx } from '../../platform/database/index.ts';
import { marcRecord } from '../export/marcxml.ts';
import { alone, around, element } from '../export/xml.ts';
import { evidencePaths } from '../paths.ts';
import { type Asked, OaiError, type Place, type Prefix, prefixes, setOf, sets, tokenOf } from './ask.ts';
import { dublinCore } from './dublin-core.ts';
import { atOnce, type Harvested, readEarliest, readHarvested, readPlace } from './read-page.ts';

/** Where the repository is, and whom it belongs to. */
export type Repository = { readonly baseUrl: string; readonly adminEmail: string };

const formats: Readonly<Record<Prefix, { schema: string; namespace: string }>> = {
  oai_dc: {
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  },
  marc21: {
    schema: 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd',
    namespace: 'http://www.loc.gov/MARC21/slim',
  },
};

/** What the root of every description says of itself (section 2.5). */
const { namespace, schema } = formats.marc21;
const marcRoot = {
  xmlns: namespace,
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation': `${namespace} ${schema}`,
};

const secondOf = (moment: string) => `${moment.slice(0, 19)}Z`;
const identifierOf = ({ baseUrl }: Repository, number: number) =>
  `oai:${new URL(baseUrl).hostname}:${number}`;

function numberFrom(identifier: string, repository: Repository): number {
  const number = Number(/:(\d{1,9})$/.exec(identifier)?.[1]);
  if (!number || identifier !== identifierOf(repository, number))
    throw new OaiError('idDoesNotExist', 'There is no record of that name.');
  return number;
}

/**
 * The answer to a question of the protocol, without its frame: the element of the verb.
 * @throws OaiError where the protocol has a code for it
 */
export async function answerTo(tx: Tx, asked: Asked, repository: Repository): Promise<string> {
  switch (asked.verb) {
    case 'Identify':
      return around('Identify', await identify(tx, repository));
    case 'ListSets':
      return around(
        'ListSets',
        sets
          .map(({ spec, name }) => around('set', element('setSpec', spec) + element('setName', name)))
          .join(''),
      );
    case 'ListMetadataFormats':
      if (asked.identifier !== undefined) await recordOf(tx, asked.identifier, repository);
      return around('ListMetadataFormats', prefixes.map(formatOf).join(''));
    case 'GetRecord': {
      const record = await recordOf(tx, asked.identifier, repository);
      return around('GetRecord', writeRecord(record, asked.prefix, repository));
    }
    case 'ListRecords':
    case 'ListIdentifiers':
      return around(asked.verb, await list(tx, asked, repository));
  }
}

function formatOf(prefix: Prefix): string {
  const { schema, namespace } = formats[prefix];
  return around(
    'metadataFormat',
    element('metadataPrefix', prefix) + element('schema', schema) + element('metadataNamespace', namespace),
  );
}

async function identify(tx: Tx, { baseUrl, adminEmail }: Repository): Promise<string> {
  const earliest = (await readEarliest(tx)) ?? new Date(0).toISOString();
  return (
    element('repositoryName', 'Ownwords evidence library') +
    element('baseURL', new URL(evidencePaths.oai(), baseUrl).href) +
    element('protocolVersion', '2.0') +
    element('adminEmail', adminEmail) +
    element('earliestDatestamp', secondOf(earliest)) +
    element('deletedRecord', 'persistent') +
    element('granularity', 'YYYY-MM-DDThh:mm:ssZ')
  );
}

async function recordOf(tx: Tx, identifier: string, repository: Repository): Promise<Harvested> {
  const record = await readHarvested(tx, numberFrom(identifier, repository));
  if (!record) throw new OaiError('idDoesNotExist', 'There is no record of that name.');
  return record;
}

type Listing = Extract<Asked, { place: Place }>;

async function list(tx: Tx, { verb, place }: Listing, repository: Repository): Promise<string> {
  const { records, total } = await readPlace(tx, place);
  // Also where a list was to go on and all the rest of it was changed meanwhile: no list may be empty.
  if (records.length === 0) throw new OaiError('noRecordsMatch', 'No record was changed then.');
  const page = records.slice(0, atOnce);
  const write = (record: Harvested) =>
    verb === 'ListRecords' ? writeRecord(record, place.prefix, repository) : headerOf(record, repository);
  return page.map(write).join('') + resumption(place, { page, more: records.length > atOnce, total });
}

/** The last part of a list that came in parts has an empty token; a list that came whole has none. */
function resumption(
  place: Place,
  { page, more, total }: { page: readonly Harvested[]; more: boolean; total: number },
): string {
  const last = page.at(-1);
  const size = {
    completeListSize: String(Math.max(total, place.given + page.length)),
    cursor: String(place.given),
  };
  if (more && last) {
    const next = { afterAt: last.at, afterNumber: last.number, given: place.given + page.length, total };
    return element('resumptionToken', tokenOf({ ...place, ...next }), size);
  }
  return place.given > 0 ? alone('resumptionToken', size) : '';
}

function headerOf({ number, at, type, isGone }: Harvested, repository: Repository): string {
  return around(
    'header',
    element('identifier', identifierOf(repository, number)) +
      element('datestamp', secondOf(at)) +
      element('setSpec', setOf(type)),
    isGone ? { status: 'deleted' } : {},
  );
}

function writeRecord(record: Harvested, prefix: Prefix, repository: Repository): string {
  const { number, entry, isGone } = record;
  const header = headerOf(record, repository);
  if (isGone) return around('record', header);
  const href = new URL(evidencePaths.record(number), repository.baseUrl).href;
  const metadata = prefix === 'oai_dc' ? dublinCore(entry, href) : marcRecord({ number, entry }, marcRoot);
  return around('record', header + around('metadata', metadata));
}
