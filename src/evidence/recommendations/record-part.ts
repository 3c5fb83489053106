import { sql } from 'kysely';
import { otherLanguage } from '../record/languages.ts';
import type { RecordPart } from '../record/record-part.ts';
import { recommendationPaths } from './paths.ts';
import { type ChainState, stateLooks } from './states.ts';

type Row = {
  readonly id: number;
  readonly asks: string;
  readonly addressee: string;
  readonly state: ChainState;
};

/** What the recommendations of a record became, on its page; of those too that went into it. */
export const recommendationPart: RecordPart = {
  ...{ name: 'recommendations', place: 'below', view: 'evidence/recommendations/views/on-record.njk' },
  reads:
    number => sql`(select json_agg(json_build_object('id', c.recommendation, 'asks', c.asks, 'addressee', c.addressee_name,
      'state', c.state) order by c.recommendation, c.addressee_name)
    from evidence.with_gone(${number}) w join evidence.chains(access.today()) c on c.record = w.number)`,
  model: ({ record, read, t }) => {
    const rows = (read ?? []) as readonly Row[];
    if (rows.length === 0) return undefined;
    const lang = otherLanguage(record.entry.language, t.language);
    return {
      rows: rows.map(row => {
        const { text, colour } = stateLooks[row.state];
        return {
          ...{ asks: row.asks, addressee: row.addressee, state: { text: t(text), colour } },
          ...{ lang, href: recommendationPaths.chain(row.id) },
        };
      }),
    };
  },
};
