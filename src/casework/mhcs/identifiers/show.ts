import { type Identifier, showIdentifier, storedKinds } from '../../../people/index.ts';
import { type Translate, textOf } from '../../../platform/language/index.ts';
import { showDay, showMoment } from '../../../platform/time/index.ts';
import { type Body, type FieldProblem, one } from '../../../platform/web/index.ts';
import { nameInLists } from '../../clinical/names.ts';
import { duplicatePaths } from '../../duplicates/paths.ts';
import { identifierPaths } from './paths.ts';
import type { Whose } from './queries/read-whose.ts';
import { seenOf } from './read-form.ts';

type Shown = {
  whose: Whose;
  numbers: readonly Identifier[];
  t: Translate;
  /** What was typed, when it comes back with problems. */
  body?: Body;
  problems?: readonly FieldProblem[];
};

/** Everything the page of the numbers shows. */
export function identifiersModel({ whose, numbers, t, body, problems = [] }: Shown): Record<string, unknown> {
  const standing = numbers.filter(({ endedAt }) => endedAt === null);
  return {
    name: nameInLists(whose),
    reference: whose.reference,
    action: identifierPaths.identifiers(whose.caseId),
    seen: seenOf(standing),
    source: body ? one(body, 'source') : '',
    sourceProblem: problems.find(({ field }) => field === 'source')?.text,
    boxes: storedKinds.map(kind => {
      const now = standing.find(number => number.kind === kind);
      const value = now ? showIdentifier(kind, now.value) : '';
      return {
        kind,
        label: textOf(t, `identifiers.kind.${kind}`),
        hint: textOf(t, `identifiers.hint.${kind}`),
        value: body ? one(body, kind) : value,
        now: body && now ? t('identifiers.problem.now', { value }) : '',
        since: now ? t('identifiers.since', { day: showDay(now.sinceOn, t), source: now.source }) : '',
        shared: now?.shared ? t('identifiers.shared') : '',
        duplicatesHref: duplicatePaths.all(),
        problems: problems.filter(({ field }) => field === kind).map(({ text }) => text),
      };
    }),
    history: numbers.filter(({ endedAt }) => endedAt !== null).map(number => past(number, t)),
  };
}

function past({ kind, value, typed, source, sinceOn, endedAt }: Identifier, t: Translate) {
  return {
    ...{ kind: textOf(t, `identifiers.kind.${kind}`), value: showIdentifier(kind, value), typed, source },
    since: showDay(sinceOn, t),
    until: endedAt ? showMoment(endedAt, t) : '',
  };
}
