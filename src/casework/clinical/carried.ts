import type { Component } from '../../platform/forms/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import type { OpenSection } from './open-section.ts';
import type { ApplicationFile } from './queries/read-application.ts';

/** What was taken over into a section and not confirmed yet: each question with the day of its last confirmation. */
export function carriedIn(
  { open, closed }: Pick<ApplicationFile, 'open' | 'closed'>,
  section: string,
): readonly (readonly [question: string, confirmedOn: string])[] {
  return [...open, ...closed]
    .filter(kept => kept.section === section)
    .flatMap(({ carried }) => Object.entries(carried));
}

/** What stands beside each answer that was taken over: “Last confirmed on 1 October 2025”. */
export function marksOf({ file, section }: OpenSection, t: Translate): ReadonlyMap<string, string> {
  const carried = carriedIn(file, section.id);
  const say = wordsOfKind(file.kind, t);
  return new Map(
    carried.map(([id, day]) => [id, say('casework.carried.lastConfirmed', { day: showDay(day, t) })]),
  );
}

/** The components of a section with the marks beside the answers that were taken over, wherever they hang. */
export function markCarried(
  components: readonly Component[],
  marks: ReadonlyMap<string, string>,
): readonly Component[] {
  if (marks.size === 0) return components;
  return components.map(component => {
    const { macro, params } = component;
    if (macro === 'entries')
      return { macro, params: { ...params, ...hintOf(marks.get(params.id), params.hint, text => text) } };
    const { hint, items } = params as { hint?: { text: string }; items?: readonly Inside[] };
    return {
      macro,
      params: {
        ...params,
        ...hintOf(marks.get(nameOf(params)), hint?.text, text => ({ text })),
        ...(items ? { items: items.map(item => markItem(item, marks)) } : {}),
      },
    };
  });
}

type Inside = { readonly inside?: readonly Component[] };

const markItem = (item: Inside, marks: ReadonlyMap<string, string>): Inside =>
  item.inside ? { ...item, inside: markCarried(item.inside, marks) } : item;

const nameOf = ({ id, idPrefix }: Readonly<Record<string, unknown>>): string => String(id ?? idPrefix ?? '');

function hintOf<H>(
  mark: string | undefined,
  hint: string | undefined,
  shape: (text: string) => H,
): { hint?: H } {
  return mark === undefined ? {} : { hint: shape([mark, hint].filter(Boolean).join('. ')) };
}
