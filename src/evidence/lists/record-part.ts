import type { RecordPart } from '../record/record-part.ts';
import { listPaths } from './paths.ts';

/** On a record's page: the way onto a reading list. Nothing of what is no more. */
export const listPart: RecordPart = {
  ...{ name: 'reading lists', place: 'below', view: 'evidence/lists/views/on-record.njk' },
  model: ({ record: { state, number } }) =>
    state === 'public' ? { addHref: `${listPaths.add()}?number=${number}` } : undefined,
};
