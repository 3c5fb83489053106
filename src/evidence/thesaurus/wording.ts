import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import type { Said } from '../record/languages.ts';

/** How a page says keywords: in its language, with the Welsh labels of those terms that have one. */
export type Wording = { readonly t: Translate; readonly welsh: ReadonlyMap<string, string> };

/**
 * The wording for a page on which these keywords stand. One query for a Welsh page, and none for an English one: the
 * index and every record have the English labels.
 */
export async function wordingFor(tx: Tx, t: Translate, keywords: Iterable<string>): Promise<Wording> {
  const labels = t.language === 'cy' ? [...new Set(keywords)] : [];
  if (labels.length === 0) return { t, welsh: new Map() };
  const { rows } = await sql<{ label: string; welsh: string }>`
    select label, label_cy as welsh from evidence.term
    where label = any (${labels}::text[]) and label_cy is not null and merged_into is null`.execute(tx.db);
  return { t, welsh: new Map(rows.map(({ label, welsh }) => [label, welsh])) };
}

/** A term as a reader reads it: on a Welsh page by its Welsh label, or by its English one, marked as English. */
export function sayTerm(term: { label: string; labelCy: string | null | undefined }, t: Translate): Said {
  if (t.language !== 'cy') return { text: term.label };
  return term.labelCy ? { text: term.labelCy } : { text: term.label, lang: 'en' };
}

/** A keyword as a reader reads it. */
export const sayKeyword = (label: string, { t, welsh }: Wording): Said =>
  sayTerm({ label, labelCy: welsh.get(label) }, t);
