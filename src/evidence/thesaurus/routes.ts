import { z } from 'zod';
import type { Actor } from '../../platform/database/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { search } from '../../platform/search/index.ts';
import {
  type Answer,
  type Ask,
  found,
  holds,
  isStorable,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { publicReading, smallIdParams } from '../public-reading.ts';
import type { Said } from '../record/languages.ts';
import { anything, searchHref } from '../search/state.ts';
import { termPaths } from './paths.ts';
import { readTerm, type TermLink } from './queries/read-term.ts';
import { type Branch, type IndexedName, readIndex, readTree, readWhole } from './queries/read-terms.ts';
import { skosOf } from './skos.ts';
import { sayTerm } from './wording.ts';

const listQuery = z.object({ letter: z.string().max(8).refine(isStorable).toUpperCase().catch('') });
type ListAsk = Ask<unknown, z.infer<typeof listQuery>>;
type OneAsk = Ask<z.infer<typeof smallIdParams>, unknown>;
type AnyAsk = Ask<unknown, unknown>;

const keeps = (actor: Actor | undefined) => actor !== undefined && holds(actor, 'librarian');
const isWelsh = (t: AnyAsk['t']) => t.language === 'cy';

/** Where a page of the thesaurus leads beside what it shows. */
const ways = (actor: Actor | undefined) => ({
  ...{
    listHref: termPaths.list(),
    treeHref: termPaths.tree(),
    downloadHref: termPaths.download(),
  },
  kept: keeps(actor) && { addHref: termPaths.add(), unmappedHref: termPaths.unmapped() },
});

async function listPage({ tx, t, query, actor }: ListAsk): Promise<Answer> {
  const { names, letters } = await readIndex(tx, query.letter, isWelsh(t));
  const groups = Map.groupBy(names, ({ letter }) => letter);
  return {
    page: 'evidence/thesaurus/views/list.njk',
    title: t('terms.title'),
    backHref: evidencePaths.search(),
    model: {
      ...ways(actor),
      letters: letters.map(letter => ({
        ...{ letter, href: termPaths.letter(letter), isChosen: letter === query.letter },
      })),
      groups: [...groups].map(([letter, all]) => ({
        letter,
        names: all.map(one => showName(one, t)),
      })),
    },
  };
}

/** A name in the list: a term's own, or one that leads to what the library says instead. Those are English. */
function showName({ id, name, kind, records, ...term }: IndexedName, t: Translate) {
  const isOther = kind === 'used for';
  const labelCy = kind === 'welsh' ? name : null;
  return {
    ...{ records, href: termPaths.one(id), name: sayTerm({ label: name, labelCy }, t) },
    ...(isOther ? { instead: sayTerm(term, t) } : {}),
  };
}

async function treePage({ tx, t, actor }: AnyAsk): Promise<Answer> {
  return {
    page: 'evidence/thesaurus/views/tree.njk',
    title: t('terms.tree.title'),
    backHref: evidencePaths.search(),
    model: { ...ways(actor), branches: (await readTree(tx)).map(one => showBranch(one, t)) },
  };
}

type ShownBranch = Said & { href: string; below: ShownBranch[] };
const showBranch = ({ id, below, ...term }: Branch, t: Translate): ShownBranch => ({
  ...sayTerm(term, t),
  ...{ href: termPaths.one(id), below: below.map(one => showBranch(one, t)) },
});

async function termPage({ tx, t, params, actor }: OneAsk): Promise<Answer> {
  const term = found(await readTerm(tx, params.id));
  if (term.mergedInto !== null) return { goTo: termPaths.one(term.mergedInto) };
  const about = async (labels: readonly string[]) =>
    (await search(tx, { index: 'evidence', typed: '', filters: { keyword: labels }, count: 0 })).total;
  const records = await about([term.label]);
  const within = term.below.length > 0 ? await about([term.label, ...term.below]) : 0;
  const linksOf = (terms: readonly TermLink[]) =>
    terms.map(one => ({ ...sayTerm(one, t), href: termPaths.one(one.id) }));
  return {
    page: 'evidence/thesaurus/views/term.njk',
    title: sayTerm(term, t).text,
    backHref: termPaths.list(),
    model: {
      ...{ scopeNote: term.scopeNote, lang: sayTerm(term, t).lang, records, within },
      usedFor: term.usedFor.map(label => sayTerm({ label, labelCy: null }, t)),
      otherLabel: isWelsh(t)
        ? { text: term.labelCy && term.label, lang: 'en' }
        : { text: term.labelCy, lang: 'cy' },
      ...{ broader: linksOf(term.broader), narrower: linksOf(term.narrower), related: linksOf(term.related) },
      findHref: searchHref({ ...anything, keyword: [term.label] }),
      findWithinHref: searchHref({ ...anything, keyword: [term.label], narrower: 'yes' }),
      kept: keeps(actor) && {
        ...{ changeHref: termPaths.change(term.id), mergeHref: termPaths.merge(term.id) },
        ...{
          took: term.took.map(({ id, ...one }) => ({ id, ...sayTerm(one, t) })),
          apart: termPaths.apart(term.id),
        },
      },
    },
  };
}

async function download({ tx, t, baseUrl }: AnyAsk): Promise<Answer> {
  return {
    ...{
      send: skosOf({ title: t('terms.title'), language: t.language, baseUrl }, await readWhole(tx)),
      type: 'text/turtle; charset=utf-8',
    },
    keepFor: 300,
  };
}

/** What everybody may read of the thesaurus. */
export const publicTermRoutes: readonly Route[] = [
  route({ ...publicReading, path: termPaths.list(), query: listQuery, handle: listPage }),
  route({ ...publicReading, path: termPaths.tree(), handle: treePage }),
  route({ ...publicReading, path: termPaths.download(), handle: download }),
  route({ ...publicReading, path: termPaths.one(':id'), params: smallIdParams, handle: termPage }),
];
