import {
  type Block,
  heading,
  type PaperDocument,
  paragraph,
  quotation,
  summary,
} from '../../platform/documents/index.ts';
import { type Audience, formTextsIn, formToBlocks } from '../../platform/forms/index.ts';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import { promptTitle, type Statement, showHow } from '../../voice/index.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { shownReply } from './consultation-forms.ts';
import { nameInSentences } from './names.ts';
import { attachedBlocks } from './open-part.ts';
import type { ApplicationFile, KeptConsultation } from './queries/read-application.ts';
import { showDayOf, showState } from './show.ts';
import { walkedFor } from './walked.ts';

type Printing = {
  readonly file: ApplicationFile;
  /** "open" holds nothing that the person may not read. */
  readonly audience: Audience;
  readonly statements: readonly Statement[];
  readonly t: Translate;
};

/**
 * The whole application on paper: the form, the person's own words exactly as they said them and, in the closed
 * version, what others answered.
 */
export function applicationPaper({ file, audience, statements, t }: Printing): PaperDocument {
  const say = wordsOfKind(file.kind, t);
  return {
    title: say(audience === 'open' ? 'casework.paper.titleOpen' : 'casework.paper.title'),
    language: t.language,
    marking: t('casework.paper.marking'),
    reference: file.reference,
    ...(file.submittedAt ? { datedOn: showDayOf(file.submittedAt, t) } : {}),
    blocks: [
      summary(
        { key: t('casework.paper.name'), value: nameInSentences(file) },
        { key: t('casework.patient.state'), value: showState(file, t).text },
      ),
      heading(1, say('casework.paper.form')),
      ...formToBlocks(walkedFor(file, audience), { audience, texts: formTextsIn(t) }),
      ...attachedBlocks('attachments.paper', titlesOf(file.attached.open), t),
      ...words(statements, t),
      ...(audience === 'closed' ? answersOfOthers(file.consultations, t) : []),
      ...(audience === 'closed'
        ? attachedBlocks('attachments.paperClosed', titlesOf(file.attached.closed), t)
        : []),
    ],
  };
}

const titlesOf = (attached: ApplicationFile['attached']['open']) =>
  attached.filter(({ removedAt }) => removedAt === null).map(({ title }) => title);

function words(statements: readonly Statement[], t: Translate): Block[] {
  const standing = statements.filter(({ withdrawnAt }) => withdrawnAt === null);
  const title = heading(1, t('casework.tasks.words'));
  if (standing.length === 0) return [title, paragraph(t('casework.paper.noWords'))];
  return [title, ...standing.flatMap(statement => wordsOf(statement, t))];
}

function wordsOf(statement: Statement, t: Translate): Block[] {
  const note = `${showHow(statement, t)} ${showDayOf(statement.sealedAt, t)}\n${t('casework.paper.code', { code: statement.code })}`;
  return statement.parts.flatMap(part => [
    heading(2, promptTitle(part.prompt, t)),
    quotation({ text: part.text, spokenBy: statement.person, language: statement.language, note }),
  ]);
}

function answersOfOthers(consultations: readonly KeptConsultation[], t: Translate): Block[] {
  if (consultations.length === 0) return [];
  return [
    heading(1, t('casework.paper.others')),
    ...consultations.flatMap(one => [
      heading(2, t(`people.role.${one.consultee}` as TextKey)),
      summary(
        { key: t('casework.consult.asked'), value: `${one.name}, ${showDayOf(one.askedAt, t)}` },
        { key: t('casework.consult.question'), value: one.question },
        ...replyRows(one, t),
      ),
    ]),
  ];
}

function replyRows(one: KeptConsultation, t: Translate): { key: string; value: string }[] {
  if (one.answeredAt === null) {
    const dates = one.reminders.map(reminder => showDayOf(reminder.sentAt, t)).join(', ');
    return [
      { key: t('casework.consult.reminders'), value: dates || t('casework.consult.noReminder') },
      { key: t('casework.consult.answer'), value: t('casework.consult.noAnswer') },
    ];
  }
  return [
    { key: t('casework.consult.answeredOn'), value: showDayOf(one.answeredAt, t) },
    ...shownReply(one.consultee, one.answer ?? {}, t).map(row => ({ key: row.label, value: row.value })),
  ];
}
