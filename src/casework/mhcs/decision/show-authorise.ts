import { documentToHtml } from '../../../platform/documents/index.ts';
import { markedIn, type Translate } from '../../../platform/language/index.ts';
import { showMoment } from '../../../platform/time/index.ts';
import { showStatements } from '../../../voice/index.ts';
import { showSubmittedGates } from '../../clinical/show-gates.ts';
import { wordsOfKind } from '../../papers/words-of-kind.ts';
import { showAgainFor } from '../../reconsideration/show-again.ts';
import { headOf } from './head.ts';
import { begun, type Work } from './open-work.ts';
import { layOut } from './papers-page.ts';
import { decisionPaths } from './paths.ts';
import { lacksOf, levelFor, levelNeeded, printOfWhatIsRead, whyNot } from './readiness.ts';
import { rulesUsed } from './rules-used.ts';
import { showKind, showLacks, showLevel, showWhyNot } from './words.ts';

/** Everything that the second person reads: the words beside the replies, both papers, the gates, the rules. */
export function authoriseModel(work: Work, t: Translate): Record<string, unknown> {
  const file = begun(work.file);
  const { statements, today } = work;
  const { decision, me } = file;
  const needed = levelFor(file);
  const why = whyNot(file, { id: me.accountId, level: me.level });
  const rules = rulesUsed({ file, statements, today });
  return {
    head: headOf(file, t),
    kind: showKind(decision.kind, wordsOfKind(file.kind, t)),
    again: showAgainFor(file, t),
    isReturn: decision.kind === 'return',
    author: decision.author,
    changed: t('mhcs.decision.saved', {
      author: decision.author,
      by: decision.changedBy ?? decision.author,
      when: showMoment(decision.changedAt, t),
    }),
    sentBackBefore: decision.sentBackReason ?? '',
    level: showLevel(needed, t),
    why: why ? showWhyNot(why, { held: me.level, needed: levelNeeded(file) ?? 0 }, t) : '',
    lacks: showLacks(file.id, lacksOf(decision, { ...file, today }, statements), t),
    statements: showStatements(statements, t),
    letter: documentToHtml(layOut('letter', work, { t })),
    answer: documentToHtml(layOut('answer', work, { t })),
    answerLanguage: file.wording.language,
    gates: showSubmittedGates(file.submission?.gates ?? [], t).map(gate => ({
      ...gate,
      version: rules.gates.find(used => used.gate === gate.gate)?.version ?? '',
    })),
    rules: markedIn('en', { form: rules.form, clocks: rules.clocks.join(', ') }, names =>
      t('mhcs.authorise.rulesUsed', { ...names, round: rules.submission?.round ?? '' }),
    ),
    seen: printOfWhatIsRead(file, statements),
    paths: {
      issue: decisionPaths.authorise(file.id),
      sendBack: decisionPaths.sendBack(file.id),
      letterPdf: decisionPaths.letterPdf(file.id),
      answerPdf: decisionPaths.answerPdf(file.id),
    },
  };
}
