import {
  type Answers,
  checkForm,
  type Form,
  type FormSource,
  formTextsIn,
  type Question,
  shownAnswers,
} from '../../platform/forms/index.ts';
import type { Translate } from '../../platform/language/index.ts';
import type { Consultee } from '../rules/leave-facts.ts';

const source: FormSource = {
  name: 'What the 2024 leave application asks of others, sections 4h, 5, 6 and 7',
  dated: '2024-11-20',
  mark: 'design',
  note: 'Today they answer by email. These questions are what the form then copies from their answers.',
};

function replyForm(name: string, questions: readonly Question[]): Form {
  return checkForm({
    id: `reply-${name}`,
    version: 1,
    texts: `casework.reply.${name}`,
    source,
    inForceFrom: '2024-11-20',
    facts: {},
    sections: [{ id: '1', audience: 'closed', questions }],
  });
}

const isActive = { answer: 'contact', is: 'active' } as const;
const hasZone = { answer: 'newZone', is: 'yes' } as const;
const disagrees = { answer: 'dispute', is: 'yes' } as const;

/**
 * What each of those who are consulted is asked to answer. No name, address or account of a victim is asked for:
 * only what the application needs, which is the conditions that follow.
 */
export const replyForms: Readonly<Record<Consultee, Form>> = {
  victim_liaison_officer: replyForm('victim', [
    // LG-8: that a case is dormant or that contact was not wanted has to be said.
    { id: 'contact', kind: 'choice', options: ['active', 'dormant', 'optedOut'], required: true },
    { id: 'victimConsulted', kind: 'yes-no', required: true, shownWhen: isActive },
    { id: 'notConsultedWhy', kind: 'long-text', shownWhen: { answer: 'victimConsulted', is: 'no' } },
    { id: 'conditions', kind: 'long-text', hint: true, shownWhen: isActive },
    { id: 'newZone', kind: 'yes-no', required: true, shownWhen: isActive },
    { id: 'zoneWhy', kind: 'long-text', required: true, hint: true, shownWhen: hasZone },
    { id: 'zoneMap', kind: 'text', required: true, hint: true, shownWhen: hasZone },
    { id: 'dispute', kind: 'yes-no', required: true, shownWhen: isActive },
    { id: 'disputeWhy', kind: 'long-text', required: true, shownWhen: disagrees },
  ]),
  mappa_coordinator: replyForm('mappa', [
    { id: 'category', kind: 'choice', options: ['1', '2', '3', '4'], required: true },
    { id: 'level', kind: 'choice', options: ['1', '2', '3'], required: true },
    { id: 'comments', kind: 'long-text', required: true, hint: true },
    { id: 'conditions', kind: 'long-text', hint: true },
    // The person may not see MAPPA concerns unless the chair agrees; only the chair's side can say so.
    { id: 'chairAgrees', kind: 'yes-no', required: true, hint: true },
  ]),
  offender_manager: replyForm('offender', [
    { id: 'onLeave', kind: 'long-text', required: true },
    { id: 'onRemission', kind: 'long-text', required: true, hint: true },
    { id: 'conditions', kind: 'long-text', hint: true },
  ]),
  counter_terrorism_manager: replyForm('terrorism', [
    { id: 'views', kind: 'long-text', required: true },
    { id: 'conditions', kind: 'long-text', hint: true },
  ]),
};

/** The questions of one reply form: they all stand in its one section. */
export function replySection(form: Form): Form['sections'][number] {
  const [section] = form.sections;
  if (!section) throw new Error(`The form ${form.id} has no section.`);
  return section;
}

/** An answer as questions and words; what was not answered is left out. */
export function shownReply(
  consultee: Consultee,
  answers: Answers,
  t: Translate,
): readonly { label: string; value: string }[] {
  const walked = { form: replyForms[consultee], answers, facts: {} };
  return shownAnswers(walked, { audience: 'closed', texts: formTextsIn(t) })
    .flatMap(section => section.answers)
    .flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
}
