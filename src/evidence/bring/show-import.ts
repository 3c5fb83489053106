import type { Translate } from '../../platform/language/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import { formats } from '../formats/index.ts';
import { duplicateChoices } from './choices.ts';
import { bringPaths } from './paths.ts';
import type { Import, ImportLine, Standing } from './queries/read-import.ts';

/** The formats that can be chosen, and that it is recognised. */
export function formatChoices(chosen: string, t: Translate) {
  return [
    { value: '', text: t('bring.format.recognise'), chosen: chosen === '' },
    ...formats.map(value => ({ value, text: t(`bring.format.${value}`), chosen: chosen === value })),
  ];
}

/** Imports as a list shows them. */
export function importLines(imports: readonly ImportLine[], t: Translate) {
  return imports.map(({ id, fileName, broughtAt, by, state, brought }) => ({
    ...{ href: bringPaths.import(id), fileName, by: by ?? t('bring.byCommand') },
    at: showMoment(broughtAt, t),
    state: t(`bring.state.${state}`),
    brought: t('bring.count.brought', { count: brought }),
  }));
}

const before: readonly Standing[] = ['new', 'alike', 'same', 'refused'];
const after: readonly Standing[] = [
  ...(['brought', 'filled', 'skipped', 'same', 'refused', 'undone', 'kept', 'new', 'alike'] as const),
];

// What a library changed since it was harvested first says more than what was missing.
const updated = 'evidence-harvest.count.changed';
type Counted = Pick<Import, 'state' | 'counts' | 'doubtful'> & Partial<Pick<Import, 'repository'>>;

/** The counts of an import, each with a sentence; in the order in which they matter, those that are nothing left out. */
export function countsModel({ state, counts, doubtful, repository = null }: Counted, t: Translate): string[] {
  const order = state === 'checked' ? before : after;
  const sentences = order.flatMap(standing => {
    const count = counts[standing] ?? 0;
    const sentence = repository !== null && standing === 'filled' ? updated : sentenceOf(standing, state);
    return count > 0 ? [t(sentence, { count })] : [];
  });
  return doubtful > 0 ? [...sentences, t('bring.count.doubtful', { count: doubtful })] : sentences;
}

// What waits in an import that was stopped has not come in.
const sentenceOf = (standing: Standing, state: Import['state']) =>
  state !== 'checked' && (standing === 'new' || standing === 'alike')
    ? ('bring.count.waiting' as const)
    : (`bring.count.${standing}` as const);

/** What can be done with what looks like something that is here. */
export function duplicatesModel(chosen: string, t: Translate) {
  return duplicateChoices.map(value => ({
    ...{ value, chosen: value === chosen },
    text: t(`bring.duplicates.${value}`),
    hint: t(`bring.duplicates.${value}.hint`),
  }));
}
