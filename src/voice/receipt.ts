import { heading, type PaperDocument, paragraph, quotation, summary } from '../platform/documents/index.ts';
import type { Translate } from '../platform/language/index.ts';
import { showMoment } from '../platform/time/index.ts';
import { isSaidAgain, langOf, languageName, promptTitle, showHow } from './show-statement.ts';
import type { Statement } from './statement.ts';
import { wordsFor } from './words-for.ts';

/**
 * The paper in the person's hand: their words exactly, when they were sealed, and the code by which anybody can
 * check that not a letter was changed.
 */
export function receiptOnPaper(statement: Statement, t: Translate): PaperDocument {
  const lang = langOf(statement.language);
  return {
    title: t('voice.receipt.paperTitle'),
    language: t.language,
    print: 'large',
    blocks: [
      summary(
        { key: t('voice.receipt.code'), value: statement.code },
        { key: t('voice.receipt.when'), value: showMoment(statement.sealedAt, t) },
        { key: t('voice.receipt.how'), value: showHow(statement, t) },
        { key: t('voice.receipt.language'), value: languageName(statement.language, t) },
        {
          key: t('voice.receipt.shown'),
          value: wordsFor({ again: isSaidAgain(statement) }, t)('voice.receipt.version', {
            number: statement.shownNumber,
          }),
        },
      ),
      ...statement.parts.flatMap(part => [
        heading(1, promptTitle(part.prompt, t)),
        quotation({
          text: part.text,
          spokenBy: statement.person,
          ...(lang && lang !== t.language ? { language: lang } : {}),
        }),
      ]),
      heading(1, t('voice.receipt.checkTitle')),
      paragraph(t('voice.receipt.check')),
    ],
  };
}
