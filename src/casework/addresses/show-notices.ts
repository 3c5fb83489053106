import { type Translate, textOf } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { nameInLists } from '../clinical/names.ts';
import type { AddressNotice, NoticeFile } from './queries/read-notices.ts';

const outcomes = {
  acknowledged: { text: 'addresses.outcome.acknowledged', colour: 'green' },
  objected: { text: 'addresses.outcome.objected', colour: 'red' },
} as const;

function stateOf({ outcome, endedOn }: AddressNotice, t: Translate) {
  if (endedOn !== null) return { text: t('addresses.outcome.ended'), colour: 'grey' };
  const state = outcome
    ? outcomes[outcome]
    : ({ text: 'addresses.outcome.waiting', colour: 'yellow' } as const);
  return { text: t(state.text), colour: state.colour };
}

/** One notice, ready to be printed: what was said, whether in time, and what was answered. */
export function noticeModel(notice: AddressNotice, t: Translate) {
  const { id, address, why, giver, givenAs, inTime, daysWanted, outcome, answeredOn } = notice;
  return {
    ...{
      id,
      address,
      why: why ?? '',
      reasons: notice.reasons ?? '',
      isOpen: outcome === null && notice.endedOn === null,
    },
    state: stateOf(notice, t),
    move: t('addresses.moves', { day: showDay(notice.moveOn, t) }),
    given: t('addresses.given', {
      name: giver ?? textOf(t, `people.role.${givenAs}`),
      day: showDay(notice.givenOn, t),
    }),
    time: inTime
      ? { text: t('addresses.inTime'), colour: 'green' }
      : { text: t('addresses.late', { days: daysWanted }), colour: 'orange' },
    answered: answeredOn ? t('addresses.answeredOn', { day: showDay(answeredOn, t) }) : '',
  };
}

/** What every page of notices shows of a case. */
export function noticesModel(file: NoticeFile, t: Translate) {
  return {
    ...{ name: nameInLists(file), reference: file.reference },
    notices: file.notices.map(notice => noticeModel(notice, t)),
    mayGive: file.givesAs !== null && file.status === 'conditionally discharged',
  };
}
