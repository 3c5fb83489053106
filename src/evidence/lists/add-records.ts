import { z } from 'zod';
import { type Answer, type Ask, isStorable, one } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { otherLanguage } from '../record/languages.ts';
import { pickedIn, picks } from '../search/picked.ts';
import { readHits } from '../search/queries/read-hits.ts';
import { searchHref, searchState } from '../search/state.ts';
import { addToList } from './commands/keep-items.ts';
import { makeList } from './commands/keep-list.ts';
import { listPaths } from './paths.ts';
import { readLists } from './queries/read-lists.ts';

/** The records as results are picked, and the search to which the way back leads. */
export const addQuery = z.object({ ...searchState.shape, ...picks });
type AddAsk = Ask<unknown, z.infer<typeof addQuery>>;
type Again = {
  readonly to: string;
  readonly title: string;
  readonly problem: { field: string; text: string };
};

const longestTitle = 200;

/** Asks on which list the records shall stand, or for the title of a new one. */
export async function addPage({ tx, t, query }: AddAsk, again?: Again): Promise<Answer> {
  const picked = pickedIn(query);
  const results = searchHref({ ...query, picked });
  const records = await readHits(tx, picked);
  const lists = await readLists(tx);
  const numbers = records.map(({ number }) => number).join(',');
  const [only] = records;
  return {
    page: 'evidence/lists/views/add.njk',
    title: t('shelf.add.title'),
    // The form of results always says their order; whoever comes from a record brings no search along.
    backHref: query.order === undefined && only ? evidencePaths.record(only.number) : results,
    model: {
      ...{
        action: searchHref({ ...query, picked }, listPaths.add(), { picked: numbers }),
        newTitle: again?.title ?? '',
      },
      records: records.map(({ title, language }) => ({ title, lang: otherLanguage(language, t.language) })),
      chosen: again?.to ?? String(lists[0]?.id ?? 'new'),
      lists: lists.map(({ id, title, records: count }) => ({
        ...{ id: String(id), title, count: t('shelf.lists.records', { count }) },
      })),
    },
    problems: again && [again.problem],
  };
}

/** Puts the records on the list that was chosen. */
export async function add(ask: AddAsk): Promise<Answer> {
  const { tx, t, body, query } = ask;
  const [to, title] = [one(body, 'to'), one(body, 'title').trim()];
  const again = (field: string, text: string) => addPage(ask, { to, title, problem: { field, text } });
  if (to === 'new' && title === '') return again('title', t('shelf.need.title'));
  if (title.length > longestTitle) return again('title', t('platform.problem.long', { max: longestTitle }));
  if (!isStorable(title)) return again('title', t('platform.problem.unstorable'));
  if (to !== 'new' && !/^[1-9]\d{0,14}$/.test(to)) return again('to', t('shelf.need.list'));
  const list = to === 'new' ? await makeList(tx, { title, note: '', shownName: '' }) : Number(to);
  await addToList(tx, list, pickedIn(query));
  return { goTo: listPaths.list(list), say: 'shelf.said.added' };
}
