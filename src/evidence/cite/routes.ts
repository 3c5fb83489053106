import { z } from 'zod';
import { type Answer, type Ask, found, notFound, type Route, route } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { numberParams, publicReading } from '../public-reading.ts';
import { otherLanguage } from '../record/languages.ts';
import { readRecord } from '../record/queries/read-record.ts';
import { pickedPage, pickedQuery } from './picked.ts';
import { showCitations } from './show-citations.ts';
import { styleNames, styles } from './styles.ts';

const citeQuery = z.object({
  style: z.enum(styleNames).optional().catch(undefined),
  /** The words alone, for programs and for whoever cannot see a page. */
  as: z.literal('text').optional().catch(undefined),
});
type CiteAsk = Ask<z.infer<typeof numberParams>, z.infer<typeof citeQuery>>;

async function citePage({ tx, t, params, query }: CiteAsk): Promise<Answer> {
  const record = found(await readRecord(tx, params.number));
  if (record.mergedInto !== null) return { goTo: evidencePaths.cite(record.mergedInto) };
  // Nobody is helped to cite what was taken back.
  if (record.state === 'withdrawn') throw notFound();
  const citations = showCitations(record.entry, query.style ? [query.style] : styleNames);
  if (query.as === 'text')
    return { send: citations.map(({ text }) => `${text}\n`).join(''), type: 'text/plain; charset=utf-8' };
  return {
    page: 'evidence/cite/views/cite.njk',
    title: t('citing.title'),
    windowTitle: t('citing.window', { title: record.entry.title }),
    backHref: evidencePaths.record(record.number),
    model: {
      ...{ citations, chosen: query.style, action: evidencePaths.cite(record.number) },
      about: record.entry.title,
      lang: otherLanguage(record.entry.language, t.language),
      styles: styleNames.map(style => ({ style, name: styles[style].name })),
    },
  };
}

/** A record, ready to be cited, and all that somebody picked. */
export const citeRoutes: readonly Route[] = [
  route({ ...publicReading, path: evidencePaths.picked(), query: pickedQuery, handle: pickedPage }),
  route({
    ...publicReading,
    path: evidencePaths.cite(':number'),
    ...{ params: numberParams, query: citeQuery, handle: citePage },
  }),
];
