import { labelOf, readCatalogueText } from '../../record/catalogue-text.ts';
import type { Entry } from '../../record/entry.ts';
import { pressed } from '../clean-text.ts';
import { add, addBody, addPerson, draftAt, type LineField, put } from '../draft.ts';
import { finish } from '../finish.ts';
import { fault, type Gathered, gatherFrom, keepLine, type LineReader, rawOf } from '../gather.ts';
import type { ParsedRecord } from '../problem.ts';

/**
 * Reads records as catalogues of grey literature print them (record/catalogue-text.ts), so that what was copied from such
 * a page comes in. A record begins with its author or its title.
 */
export function catalogueReader(): LineReader {
  let now: Gathered | undefined;
  let hasTitle = false;
  const end = () => {
    const ended = now;
    now = undefined;
    hasTitle = false;
    return ended?.raw.some(text => text.trim() !== '') ? fill(ended) : undefined;
  };
  return {
    take(line) {
      const tag = labelOf(line.text);
      const before = hasTitle && now && isNext(tag, now) ? end() : undefined;
      now ??= gatherFrom(line.number);
      if (!keepLine(now, line)) return before;
      // Remembered, for a record may have hundreds of thousands of lines, and each of them asks.
      if (tag === 'title') hasTitle = true;
      if (tag !== undefined) now.tags.push({ tag, text: '', line: line.number });
      else if (now.tags.length === 0 && line.text.trim() !== '')
        fault(now, { line: line.number, text: 'formats.problem.stray' });
      return before;
    },
    end,
  };
}

/** Whether the line belongs to the record after one with a title. Some catalogues name the title first, and then the author. */
const isNext = (tag: string | undefined, { tags }: Gathered): boolean =>
  tag === 'title' || (tag === 'author' && tags.length > 1);

const lines: readonly LineField[] = [
  ...(['title', 'summary', 'place', 'publisher', 'extent', 'source', 'accessed'] as const),
  ...(['url', 'country', 'shelfNumber'] as const),
];

function fill(gathered: Gathered): ParsedRecord {
  const raw = rawOf(gathered);
  const said: Partial<Entry> = readCatalogueText(pressed(raw));
  // What such catalogues hold is reports for the most part, and they do not say what is not.
  const draft = draftAt(gathered.line, 'report');
  draft.problems.push(...gathered.problems);
  for (const field of lines) put(draft, field, String(said[field] ?? ''));
  if (said.year !== undefined) put(draft, 'date', String(said.year));
  for (const creator of said.creators ?? [])
    if ('name' in creator) addBody(draft, creator.role, creator.name);
    else addPerson(draft, creator.role, creator);
  for (const keyword of said.keywords ?? []) add(draft, 'keywords', keyword);
  return finish(draft, raw);
}
