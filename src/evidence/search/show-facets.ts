import type { Found } from '../../platform/search/index.ts';
import { gradePaths } from '../grades/paths.ts';
import type { Said } from '../record/languages.ts';
import type { Wording } from '../thesaurus/wording.ts';
import { type FacetName, facets, mostShown, type PageState, type SearchState, searchHref } from './state.ts';
import { sayValue } from './value-text.ts';

type Box = Said & {
  readonly value: string;
  readonly count: number;
  readonly chosen: boolean;
};
type Shown = {
  readonly name: FacetName;
  readonly text: string;
  readonly boxes: readonly Box[];
  readonly allHref?: string;
  /** Said where there are more values than anybody reads. */
  readonly cut?: string;
  /** Where it is said in plain words what the values mean, which do not say it themselves. */
  readonly meaningHref?: string;
};

const few = 6;

/** The facets of a result as checkboxes: the most frequent values, and those that are chosen. */
export function showFacets({ counts }: Found, state: PageState, wording: Wording): Shown[] {
  const { t } = wording;
  return facets.flatMap(name => {
    const counted = name === 'year' ? latestFirst(counts.year ?? []) : (counts[name] ?? []);
    const chosen = new Set(state[name]);
    const most = state.all === name ? mostShown : few;
    const listed = counted.filter(({ value }, place) => place < most || chosen.has(value));
    const without = state[name].filter(value => !counted.some(one => one.value === value));
    if (listed.length + without.length === 0) return [];
    const boxes = [...listed, ...without.map(value => ({ value, count: 0 }))].map(({ value, count }) => ({
      ...{
        value,
        count,
        chosen: chosen.has(value),
        ...sayValue(name, value, wording),
      },
    }));
    const hasMore = state.all !== name && counted.length > few;
    const isCut = state.all === name && counted.length > mostShown;
    return [
      {
        ...{ name, boxes, text: t(`finding.facet.${name}`) },
        ...(isCut ? { cut: t('finding.mostShown', { count: mostShown }) } : {}),
        ...(hasMore ? { allHref: `${searchHref({ ...state, all: name, page: 1 })}#facet-${name}` } : {}),
        ...(name === 'grade' ? { meaningHref: gradePaths.meaning() } : {}),
      },
    ];
  });
}

const latestFirst = (counted: readonly { value: string; count: number }[]) =>
  counted.toSorted((one, other) => Number(other.value) - Number(one.value));

/** What was chosen, each with the address of the page without it. */
export function showChosen(state: SearchState & Partial<PageState>, wording: Wording) {
  const { t } = wording;
  const tagOf = (name: FacetName, value: string) => {
    const [facet, said] = [t(`finding.facet.${name}`), sayValue(name, value, wording)];
    return { facet, said, text: t('finding.chosen', { facet, value: said.text }) };
  };
  const tags = facets.flatMap(name =>
    state[name].map(value => ({
      ...tagOf(name, value),
      href: searchHref({ ...state, [name]: state[name].filter(other => other !== value), page: 1 }),
    })),
  );
  const also = state.also.map(value => ({
    ...tagOf('keyword', value),
    href: searchHref({ ...state, also: state.also.filter(other => other !== value), page: 1 }),
  }));
  const switches = (['exact', 'narrower'] as const).flatMap(name =>
    state[name] === undefined
      ? []
      : [{ text: t(`finding.${name}`), href: searchHref({ ...state, [name]: undefined, page: 1 }) }],
  );
  return [...tags, ...also, ...switches];
}
