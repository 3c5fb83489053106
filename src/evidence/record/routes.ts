import { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import { type Answer, type Ask, found, idNumber, type Route, route } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { type LibraryRecord, readRecord } from './queries/read-record.ts';
import { showEntry } from './show-record.ts';

const numberParams = z.object({ number: idNumber });
type RecordAsk = Ask<z.infer<typeof numberParams>, unknown>;

async function recordPage({ tx, t, params }: RecordAsk): Promise<Answer> {
  const record = found(await readRecord(tx, params.number));
  return {
    page: 'evidence/record/views/record.njk',
    title: record.entry.title,
    // What is no more says so to machines too; its address stays.
    status: record.state === 'withdrawn' ? 410 : 200,
    model: {
      shown: showEntry(record.entry, t),
      gone: goneOf(record, t),
      number: record.number,
    },
  };
}

function goneOf({ withdrawnBecause, mergedInto }: LibraryRecord, t: Translate) {
  if (withdrawnBecause !== null)
    return { text: t('evidence.record.withdrawn', { because: withdrawnBecause }) };
  if (mergedInto === null) return undefined;
  return {
    text: t('evidence.record.merged'),
    href: evidencePaths.record(mergedInto),
    linkText: t('evidence.record.mergedLink', { number: mergedInto }),
  };
}

export const recordRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: evidencePaths.record(':number'),
    access: 'anyone',
    mayLag: true,
    audit: 'none: what has been published, in which nobody’s case stands',
    params: numberParams,
    handle: recordPage,
  }),
];
