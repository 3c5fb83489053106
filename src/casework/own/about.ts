import type { Translate } from '../../platform/language/index.ts';
import { personPaths } from '../person/paths.ts';
import { fitsStatus } from '../rules/document-kinds.ts';
import { ownPaths } from './paths.ts';
import type { Askable } from './queries/read-askable.ts';
import { kindOfWish, stepsOf, type Wish, wishes } from './wishes.ts';

/** Who sees these pages, in every one of them. */
export const askers = ['subject', 'advocate', 'solicitor'] as const;

/** What can be asked for, how far each has come, and where it goes on. */
export function shownWishes(askable: Askable, own: boolean, t: Translate) {
  const { caseId, drafts, underWay } = askable;
  return wishes.map(wish => {
    const kind = kindOfWish[wish];
    const draft = drafts.find(one => one.kind === kind);
    const sent = underWay.find(one => one.kind === kind);
    return {
      title: wishTitle(wish, own, t),
      means: t(own ? `own.means.${wish}` : `own.means.${wish}.helper`),
      ...(sent
        ? { href: personPaths.application(sent.id), go: t('own.goTo'), state: t('own.sent') }
        : {
            href: ownPaths.wish(caseId, wish),
            go: t(draft ? 'own.goOn' : 'own.readAndBegin'),
            state: draft ? t('own.begun') : '',
          }),
      isOpen: sent !== undefined || whyNothing(askable, t) === '',
    };
  });
}

/** Why there is nothing to ask for: the case has ended, or nobody is restricted in it yet. Empty where there is. */
export function whyNothing({ closedOn, status }: Pick<Askable, 'closedOn' | 'status'>, t: Translate): string {
  if (closedOn !== null) return t('own.closed');
  return wishes.some(wish => fitsStatus(kindOfWish[wish], status)) ? '' : t('own.refusal.notYet');
}

/** What it is called to the person, or to whoever asks for them. */
export function wishTitle(wish: Wish, own: boolean, t: Translate): string {
  return t(own ? `own.wish.${wish}` : `own.wish.${wish}.helper`);
}

const clinicians: Readonly<Record<Wish, string>> = {
  discharge: 'discharge application',
  restrictions: 'lifting of restrictions',
};

/** The clinician's own application for the same, where there is one: neither stands in the way of the other. */
export function byClinician({ underWay }: Askable, wish: Wish): boolean {
  return underWay.some(({ kind }) => kind === clinicians[wish]);
}

/** Where the writing begins. */
export function firstStep(id: number, wish: Wish, status: Askable['status']): string {
  return ownPaths.step(id, stepsOf(wish, status)[0] ?? 'why');
}
