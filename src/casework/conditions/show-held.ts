import type { Translate } from '../../platform/language/index.ts';
import { showDay, showMoment } from '../../platform/time/index.ts';
import { addressPaths } from '../addresses/paths.ts';
import { nameInLists } from '../clinical/names.ts';
import { conditionsOn, stateOn } from '../rules/conditions/conditions-on.ts';
import { lawOfCondition } from '../rules/conditions/may-set.ts';
import { conditionBank, standardConditionsOf } from '../rules/conditions/standard-conditions.ts';
import { authorityTexts } from './held-form.ts';
import { conditionPaths } from './paths.ts';
import type { HeldCondition, HeldFile, SectionFile } from './queries/read-held.ts';

type Showing = { t: Translate; today: Temporal.PlainDate };

const lifted = {
  'Secretary of State': 'conditions.lifted.secretary',
  tribunal: 'conditions.lifted.tribunal',
  recall: 'conditions.lifted.recall',
  'end of restrictions': 'conditions.lifted.restrictions',
  mistake: 'conditions.lifted.mistake',
} as const;

/** One condition, ready to be printed: what it says in both wordings, who set it, and since when. */
export function conditionModel(condition: HeldCondition, { t, today }: Showing) {
  const { id, standard, wording, plain, onLiberty, setBy, fromOn, untilOn, liftedBy } = condition;
  const name = conditionBank.find(rule => rule.id === standard)?.value.name;
  const state = stateOn(condition, today.toString());
  return {
    ...{ id, wording, plain, name: name ? t(name) : t('conditions.ownWording') },
    liberty: onLiberty ? { text: t('conditions.liberty'), colour: 'purple' } : undefined,
    setBy: t('conditions.setBy', {
      authority: t(authorityTexts[setBy]),
      law: lawOfCondition(condition, fromOn) ?? '',
    }),
    since: t(state === 'comes' ? 'conditions.from' : 'conditions.since', { day: showDay(fromOn, t) }),
    ends: untilOn && liftedBy ? t(lifted[liftedBy], { day: showDay(untilOn, t) }) : '',
    why: condition.liftedWhy ?? '',
  };
}

/** What everybody around the case reads: what holds, what comes, what is over. */
export function heldModel(file: HeldFile, showing: Showing) {
  const day = showing.today.toString();
  const shown = (state: 'holds' | 'comes' | 'over') =>
    conditionsOn(file.conditions, day, state).map(condition => conditionModel(condition, showing));
  return {
    ...{ name: nameInLists(file), reference: file.reference },
    isDischarged: file.status === 'conditionally discharged',
    ...{ holds: shown('holds'), comes: shown('comes'), over: shown('over').reverse() },
  };
}

/** The same for the section, with who recorded it and the ways to change it. */
export function sectionModel(file: SectionFile, { t, today }: Showing) {
  const open = file.closedOn === null;
  const byId = new Map(file.conditions.map(condition => [condition.id, condition]));
  const whole = (shown: ReturnType<typeof conditionModel>) => {
    const condition = byId.get(shown.id);
    const kept = condition?.untilOn === null && open;
    return {
      ...shown,
      by: condition
        ? t('conditions.recorded', {
            name: condition.recordedBy ?? '',
            when: showMoment(condition.recordedAt, t),
          })
        : '',
      changeHref: kept ? conditionPaths.change(file.caseId, shown.id) : '',
      endHref: kept ? conditionPaths.end(file.caseId, shown.id) : '',
    };
  };
  const { holds, comes, over, ...head } = heldModel(file, { t, today });
  return {
    ...{ ...head, open, holds: holds.map(whole), comes: comes.map(whole), over: over.map(whole) },
    supervised: file.isSupervised ? { text: t('conditions.supervised'), colour: 'purple' } : undefined,
    addressHref: addressPaths.section(file.caseId),
    putForwardHref: conditionPaths.putForward(file.caseId),
    bank: standardConditionsOf(today).map(({ id, value }) => ({
      ...{ text: t(value.name), href: conditionPaths.set(file.caseId, id) },
    })),
    setHref: conditionPaths.set(file.caseId),
    worded: file.worded.map(one => ({
      ...{ wording: one.wording, on: t('conditions.worded.on', { day: showDay(one.decidedOn, t) }) },
      href: conditionPaths.setWorded(file.caseId, one),
    })),
  };
}
