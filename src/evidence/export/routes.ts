import { z } from 'zod';
import type { Tx } from '../../platform/database/index.ts';
import { search } from '../../platform/search/index.ts';
import { type Answer, type Ask, found, type Route, route } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { numberParams, publicReading } from '../public-reading.ts';
import { readRecord, readRecords } from '../record/queries/read-record.ts';
import { askedFor } from '../search/find.ts';
import { pickedIn, picks } from '../search/picked.ts';
import { type SearchState, searchState } from '../search/state.ts';
import { type Format, formatNames, formats } from './formats.ts';
import { type Leaving, written, writtenAtOnce } from './writer.ts';

/** More than this no file holds; whoever wants all of a larger library harvests it. */
export const mostExported = 100_000;
const onePage = 500;

type RecordAsk = Ask<z.infer<typeof numberParams>, unknown>;

async function oneRecord(format: Format, { tx, params }: RecordAsk): Promise<Answer> {
  const record = found(await readRecord(tx, params.number));
  if (record.mergedInto !== null) return { goTo: evidencePaths.exported(record.mergedInto, format) };
  // Its page says why it is no more.
  if (record.state === 'withdrawn') return { goTo: evidencePaths.record(record.number) };
  const { type, writer } = formats[format];
  return { send: writtenAtOnce(writer, [record]), type, fileName: `ownwords-${record.number}.${format}` };
}

const exportQuery = z.object({
  ...searchState.shape,
  format: z.enum(formatNames).catch('ris'),
  ...picks,
});

/** The records that were chosen; without any choice all that the search finds, in its order. */
async function someRecords({ tx, query }: Ask<unknown, z.infer<typeof exportQuery>>): Promise<Answer> {
  const { format, picked, number, ...state } = query;
  const chosen = pickedIn({ picked, number });
  const numbers = chosen.length > 0 ? chosen : await allFound(tx, state);
  const { type, writer } = formats[format];
  return {
    ...{ type, fileName: `ownwords-evidence.${format}` },
    stream: read =>
      written(
        writer,
        pagesOf(numbers, page => read(one => readLeaving(one, page))),
      ),
  };
}

async function allFound(tx: Tx, state: SearchState): Promise<readonly number[]> {
  const asked = { ...(await askedFor(tx, state)), counted: [], from: 0, count: mostExported };
  const { hits } = await search(tx, asked);
  return hits.map(({ key }) => key);
}

async function* pagesOf(numbers: readonly number[], read: (page: readonly number[]) => Promise<Leaving[]>) {
  for (let from = 0; from < numbers.length; from += onePage) yield read(numbers.slice(from, from + onePage));
}

const readLeaving = async (tx: Tx, numbers: readonly number[]): Promise<Leaving[]> =>
  (await readRecords(tx, numbers)).filter(({ state }) => state === 'public');

/** By which a record leaves the library, or a choice of them, or all that a search finds. */
export const exportRoutes: readonly Route[] = [
  route({ ...publicReading, path: evidencePaths.export(), query: exportQuery, handle: someRecords }),
  ...formatNames.map(format =>
    route({
      ...publicReading,
      path: evidencePaths.exported(':number', format),
      params: numberParams,
      handle: ask => oneRecord(format, ask),
    }),
  ),
];
