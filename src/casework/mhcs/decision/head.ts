import type { Translate } from '../../../platform/language/index.ts';
import { nameInLists } from '../../clinical/names.ts';
import { showState } from '../../clinical/show.ts';
import { showAsked } from '../../papers/words-of-asked.ts';
import { wordsOfKind } from '../../papers/words-of-kind.ts';
import { mhcsPaths } from '../paths.ts';
import type { DecisionFile } from './queries/read-decision-file.ts';

// What is looked at again is decided already, and that stands until it is decided anew.
const stateOf = ({ again, state, decision, kind }: DecisionFile, t: Translate) =>
  again && again.state !== 'decided'
    ? { text: t('again.tag'), colour: 'purple' }
    : showState({ state, outcome: decision?.kind ?? null, kind }, t);

/** What stands at the head of every page about a decision. */
export function headOf(file: DecisionFile, t: Translate) {
  return {
    name: nameInLists(file),
    reference: file.reference,
    hospital: file.hospital,
    state: stateOf(file, t),
    asked: showAsked(file.askedFor, t).join('; '),
    application: mhcsPaths.application(file.id),
    say: wordsOfKind(file.kind, t),
  };
}
