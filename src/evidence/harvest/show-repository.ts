import { isTextKey, type Translate } from '../../platform/language/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import { bringPaths } from '../bring/paths.ts';
import { evidencePaths } from '../paths.ts';
import { otherLanguage } from '../record/languages.ts';
import { harvestPaths } from './paths.ts';
import type { HarvestCount, HarvestRun, Repository, Waiting } from './queries/read-repository.ts';
import type { Said } from './repository.ts';

/** How often a repository can be asked. */
export const everyDays = [1, 7, 30, 90, 365] as const;

const colours = {
  asking: 'blue',
  answered: 'yellow',
  silent: 'red',
  active: 'green',
  paused: 'grey',
  removed: 'grey',
} as const;

/** How a repository stands, as a tag. */
export const stateTag = ({ state }: Pick<Repository, 'state'>, t: Translate) => ({
  text: t(`evidence-harvest.state.${state}`),
  colour: colours[state],
});

/** Why something did not come, in words. */
export function saidInWords(said: Said | null, t: Translate): string {
  return said && isTextKey(said.text) ? t(said.text, said.values) : '';
}

const order: readonly Exclude<HarvestCount, 'seen'>[] = [
  ...(['brought', 'changed', 'filled', 'same', 'alike', 'refused', 'offered', 'gone'] as const),
];

/** One harvest as a page tells of it. */
export function showRun(run: HarvestRun, t: Translate) {
  const { state, startedAt, endedAt, expected, counts, waitsUntil, importId } = run;
  return {
    state: t(`evidence-harvest.run.${state}`),
    isRunning: state === 'running',
    began: showMoment(startedAt, t),
    ended: endedAt === null ? '' : showMoment(endedAt, t),
    seen:
      // What began again looks at some twice.
      expected === null || counts.seen > expected
        ? t('evidence-harvest.seen', { count: counts.seen })
        : t('evidence-harvest.seenOf', { count: counts.seen, of: expected }),
    share: expected === null ? undefined : Math.min(100, Math.floor((100 * counts.seen) / expected)),
    counts: order.flatMap(name =>
      counts[name] > 0 ? [t(`evidence-harvest.count.${name}`, { count: counts[name] })] : [],
    ),
    problem: saidInWords(run.problem, t),
    waits: waitsUntil === null ? '' : t('evidence-harvest.waits', { when: showMoment(waitsUntil, t) }),
    reportHref: state === 'running' ? '' : bringPaths.import(importId),
  };
}

/** What a repository said of itself, and what is asked of it, a line for each. */
export function showAnswer(
  { answer, baseUrl, prefix, set, everyDays: every, nextAt, state }: Repository,
  t: Translate,
) {
  const line = (
    name: 'address' | 'contact' | 'formats' | 'deleted' | 'what' | 'how' | 'often' | 'next',
    value: string,
  ) => (value === '' ? [] : [{ key: t(`evidence-harvest.line.${name}`), value }]);
  const of = answer?.sets.find(({ spec }) => spec === set)?.name ?? set ?? t('evidence-harvest.set.all');
  const isSet = every !== null && prefix !== null;
  return [
    ...line('address', baseUrl),
    ...line('contact', answer?.email ?? ''),
    ...line('formats', answer?.formats.map(({ prefix: name }) => name).join(', ') ?? ''),
    ...line('deleted', answer ? t(`evidence-harvest.deleted.${answer.deleted}`) : ''),
    ...(isSet
      ? [
          ...line('what', of),
          ...line('how', prefix),
          ...line('often', t('evidence-harvest.every', { count: every })),
        ]
      : []),
    ...(state === 'active' && nextAt !== null ? line('next', showMoment(nextAt, t)) : []),
  ];
}

/** What waits for a librarian. */
export function showWaiting(waiting: readonly Waiting[], repository: number, t: Translate) {
  const shown = waiting.map(({ record, title, language, kind, at }) => ({
    lang: otherLanguage(language, t.language),
    ...{ record, title, kind, at: showMoment(at, t), href: evidencePaths.record(record) },
    offerHref: harvestPaths.offer(repository, record),
    withdrawHref: evidencePaths.withdraw(record),
    seenHref: harvestPaths.seen(repository, record),
  }));
  return {
    offered: shown.filter(({ kind }) => kind === 'offered'),
    gone: shown.filter(({ kind }) => kind === 'gone'),
  };
}
