import { sql } from 'kysely';
import { showDay } from '../../platform/time/index.ts';
import type { RecordPart } from '../record/record-part.ts';
import { isFollowable } from '../record/web-address.ts';

/** Beside the address of a record: since when it is dead, and a copy that stays. */
export const linkPart: RecordPart = {
  ...{ name: 'link', place: 'address', view: 'evidence/links/views/on-record.njk' },
  reads: number =>
    sql`(select l.failing_since from evidence.link l where l.record = ${number} and l.state = 'dead')`,
  model: ({ record: { entry }, read, t }) => {
    if (typeof read !== 'string') return undefined;
    const copy = entry.archivedUrl;
    return {
      says: t('evidence-links.record.dead', { day: showDay(read, t) }),
      copyHref: copy !== undefined && isFollowable(copy) ? copy : '',
    };
  },
};
