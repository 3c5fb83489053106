import { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import type { Answer, Ask } from '../../platform/web/index.ts';
import { formats } from '../export/formats.ts';
import { evidencePaths } from '../paths.ts';
import { otherLanguage } from '../record/languages.ts';
import { type LibraryRecord, readRecords } from '../record/queries/read-record.ts';
import { pickedIn, picks } from '../search/picked.ts';
import { type PageState, searchHref, searchState } from '../search/state.ts';
import { isNumbered, listedPlainly, referenceList } from './reference-list.ts';
import { html, type Rich } from './rich.ts';
import { type Style, styleNames, styles } from './styles.ts';

/** What was picked, in a style, and the search from which it was picked, to which the page leads back. */
export const pickedQuery = z.object({
  ...{ ...searchState.shape, ...picks },
  style: z.enum(styleNames).catch('harvard'),
  as: z.literal('text').optional().catch(undefined),
});
type PickedAsk = Ask<unknown, z.infer<typeof pickedQuery>>;

const pickedHref = (state: PageState) => searchHref(state, evidencePaths.picked());

/** The records that somebody picked: cited as a list, taken along as a file, each put back. */
export async function pickedPage({ tx, t, query }: PickedAsk): Promise<Answer> {
  const { picked, number, style, as, ...asked } = query;
  const state: PageState = { ...asked, picked: pickedIn({ picked, number }) };
  if (number.length > 0) return { goTo: pickedHref(state) };
  const records = (await readRecords(tx, state.picked)).filter(one => one.state === 'public');
  const references = referenceList(
    records.map(({ entry }) => entry),
    style,
  );
  if (as === 'text')
    return {
      send: references.length > 0 ? `${listedPlainly(references, style)}\n` : '',
      type: 'text/plain; charset=utf-8',
    };
  return {
    page: 'evidence/cite/views/picked.njk',
    title: t('citing.picked.title'),
    backHref: searchHref(state),
    model: pickedModel({ state, style, records, references }, t),
  };
}

type Picked = {
  readonly state: PageState;
  readonly style: Style;
  readonly records: readonly LibraryRecord[];
  readonly references: readonly Rich[];
};

function pickedModel({ state, style, records, references }: Picked, t: Translate) {
  const here = pickedHref(state);
  const without = (number: number) => ({ ...state, picked: state.picked.filter(one => one !== number) });
  return {
    ...{ style, isNumbered: isNumbered(style), action: evidencePaths.picked() },
    count: t('citing.picked.count', { count: records.length }),
    records: records.map(({ number, entry }) => ({
      ...{ number, title: entry.title, href: evidencePaths.record(number) },
      lang: otherLanguage(entry.language, t.language),
      removeHref: pickedHref(without(number)),
    })),
    references: references.map(html),
    copied: listedPlainly(references, style),
    hidden: [...new URL(here, 'http://here').searchParams].map(([name, value]) => ({ name, value })),
    styles: styleNames.map(name => ({ style: name, name: styles[name].name })),
    formats: Object.entries(formats).map(([value, { name }]) => ({ value, name })),
    ...{ exportAction: evidencePaths.export(), picked: state.picked.join(',') },
    plainHref: searchHref(state, evidencePaths.picked(), { style, as: 'text' }),
    clearHref: searchHref({ ...state, picked: [] }),
  };
}
