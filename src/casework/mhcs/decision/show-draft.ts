import type { Translate } from '../../../platform/language/index.ts';
import { showDay, showMoment } from '../../../platform/time/index.ts';
import { boxesOf } from '../../../platform/web/index.ts';
import { languageName, showStatements } from '../../../voice/index.ts';
import { showAsked } from '../../papers/words-of-asked.ts';
import { wordsOfKind } from '../../papers/words-of-kind.ts';
import { showAgainFor } from '../../reconsideration/show-again.ts';
import { usualDayFor } from '../../rules/clocks/report-rules.ts';
import { textsOfTest } from '../../rules/discharge/legal-tests.ts';
import { testToAnswer } from '../../rules/discharge/what-fits.ts';
import { kindRules } from '../../rules/document-kinds.ts';
import { type Draft, emptyDraft, mergedDrafts } from './draft.ts';
import { headOf } from './head.ts';
import type { Work } from './open-work.ts';
import { outcomesOf } from './outcomes-of.ts';
import { partsOf } from './parts.ts';
import { decisionPaths } from './paths.ts';
import { longSentences, mostWords } from './plain-words.ts';
import type { DecisionFile } from './queries/read-decision-file.ts';
import { lacksOf, levelFor } from './readiness.ts';
import { bankFor } from './standard-conditions.ts';
import { theirsBeside } from './theirs.ts';
import { baseOf, type Typed, touchedReplies } from './typed.ts';
import { showDecisionState, showKind, showLacks, showLevel } from './words.ts';

/** What stands in the form: what was typed, or else what is kept. */
export type Again = {
  readonly typed: Typed;
  /** Somebody else kept another text meanwhile: both are shown. */
  readonly conflict?: true;
  /** Empty boxes to add. */
  readonly more?: { readonly condition: number; readonly rule: number };
};

/** What a decision begins from: of a change, the conditions as they hold; of a grant that is looked at again, that grant. */
export function firstDraft({
  kind,
  inForce,
  again,
}: Pick<DecisionFile, 'kind' | 'inForce' | 'again'>): Draft {
  if (again && again.before.kind !== 'refuse') return grantAgain(again.before);
  if (kindRules[kind].setsConditions !== 'at once') return emptyDraft;
  return {
    ...emptyDraft,
    conditions: inForce.map(({ wording }) => wording),
    answerConditions: inForce.map(({ plain }) => plain),
    onLiberty: inForce.map(({ onLiberty }) => onLiberty),
  };
}

// Whether it stands, and why, is to be written anew.
const grantAgain = ({ granted, conditions, answerConditions, onLiberty }: Draft): Draft => ({
  ...emptyDraft,
  ...{ granted, conditions, answerConditions, onLiberty },
});

/** The form as it is kept now. */
export function keptForm({ file, statements }: Work): Typed {
  const draft = file.decision ?? firstDraft(file);
  const replies = partsOf(statements).map(({ statementId, prompt, field, reply }) => ({
    ...{ statementId, prompt, field, kind: reply?.kind ?? ('answered' as const) },
    ...{ text: reply?.text ?? '', version: reply?.version ?? 0 },
  }));
  return { draft, replies, version: file.decision?.version ?? 0, base: baseOf(draft, replies) };
}

/** The page on which a decision is written, with the person's words beside it. */
export function draftModel(work: Work, t: Translate, again?: Again): Record<string, unknown> {
  const { file, statements, today } = work;
  const say = wordsOfKind(file.kind, t);
  const kept = keptForm(work);
  const form = again ? formAgain(kept, again) : kept;
  const { draft } = form;
  const parts = partsOf(statements);
  const lacks = lacksOf(file.decision ?? emptyDraft, { ...file, today }, statements);
  return {
    head: headOf(file, t),
    state: file.decision && showDecisionState(file.decision.state, t),
    saved: savedLine(work, t),
    sentBack: file.decision?.state === 'sent back' ? file.decision.sentBackReason : '',
    progress: t('mhcs.decision.progress', {
      done: parts.filter(({ reply }) => reply).length,
      all: parts.length,
    }),
    lacks: showLacks(file.id, lacks, t),
    hidden: { version: form.version, base: form.base },
    mayGrant: kindRules[file.kind].outcomes.includes('grant'),
    again: showAgainFor(file, t),
    kinds: outcomesOf(file).map(value => ({
      value,
      text: showKind(value, say),
      checked: value === draft.kind,
    })),
    types: file.askedFor.map(value => ({
      ...{ value, text: showAsked([value], t).join() },
      checked: draft.granted.includes(value),
    })),
    conditions: boxes(draft.conditions, again?.more?.condition),
    rules: boxes(draft.answerConditions, again?.more?.rule),
    pairs: kindRules[file.kind].setsConditions ? pairsOf(draft, again?.more?.condition) : null,
    pairsHint: t(
      kindRules[file.kind].setsConditions === 'at once' ? 'discharge.change.hint' : 'discharge.pairs.hint',
    ),
    report: reportModel(work, form, t),
    test: testModel(work, draft, t),
    bank: bankFor(file, today, t),
    reasons: draft.reasons,
    answer: draft.answer,
    reading: readingLine(draft.answer, t),
    personReads: t('mhcs.decision.personReads', { language: languageName(file.wording.language, t) }),
    level: showLevel(levelFor(file), t),
    statements: statementsWithBoxes(work, form, { t, ...(again ? { again } : {}) }),
    isConflict: again?.conflict === true,
    theirs: again?.conflict ? theirsBeside(work, { typed: again.typed, merged: draft }, t) : [],
    paths: pathsOf(file.id),
  };
}

function pathsOf(id: number) {
  return {
    save: decisionPaths.decision(id),
    keep: decisionPaths.keep(id),
    letter: decisionPaths.letter(id),
    answer: decisionPaths.answer(id),
    send: decisionPaths.send(id),
  };
}

// After a conflict the form stands on what is kept now, so that what is saved next is saved knowingly.
function formAgain(kept: Typed, { typed, conflict }: Again): Typed {
  if (!conflict) return typed;
  const touched = new Set(touchedReplies(typed).map(({ field }) => field));
  const mine = (field: string) => typed.replies.find(reply => reply.field === field);
  return {
    ...kept,
    draft: mergedDrafts(typed.base, { mine: typed.draft, theirs: kept.draft }),
    replies: kept.replies.map(reply => {
      const typedIn = touched.has(reply.field) ? mine(reply.field) : undefined;
      return typedIn ? { ...typedIn, version: reply.version } : reply;
    }),
  };
}

/** Every entry, and at least one empty box. */
function boxes(entries: readonly string[], more = 0): string[] {
  return [...entries, ...Array<string>(Math.max(more, entries.length === 0 ? 1 : 0)).fill('')];
}

/** Each condition of a discharge beside its plain words, and at least one empty row. */
function pairsOf({ conditions, answerConditions, onLiberty }: Draft, more = 0) {
  const rows = conditions.map((wording, place) => ({
    ...{ wording, plain: answerConditions[place] ?? '', onLiberty: onLiberty[place] === true },
  }));
  const empty = { wording: '', plain: '', onLiberty: false };
  return [...rows, ...Array<typeof empty>(Math.max(more, rows.length === 0 ? 1 : 0)).fill(empty)];
}

/** Of leave: the boxes of the day by which a report on it is asked for. */
function reportModel({ file, today }: Work, { draft, report }: Typed, t: Translate) {
  if (!kindRules[file.kind].leave) return null;
  const day = showDay(usualDayFor(today), t);
  return {
    boxes: report?.boxes ?? boxesOf(draft.reportBy),
    hint: t('leaveReport.withDecisionHint', { day }),
  };
}

/** The test that the law sets for what is asked for, to be answered with reasons. */
function testModel({ file, today }: Work, { testMet, testWhy }: Draft, t: Translate) {
  const test = testToAnswer({ ...file, today });
  if (!test) return null;
  return {
    ...{ section: test.section, parts: textsOfTest(test).map(key => t(key)) },
    ...{ met: testMet === true, notMet: testMet === false, why: testWhy },
  };
}

function savedLine({ file }: Work, t: Translate): string {
  const { decision } = file;
  if (!decision) return '';
  return t('mhcs.decision.saved', {
    author: decision.author,
    by: decision.changedBy ?? decision.author,
    when: showMoment(decision.changedAt, t),
  });
}

function readingLine(answer: string, t: Translate): { text: string; long: readonly string[] } {
  const long = longSentences(answer);
  return {
    text:
      answer.trim() === '' ? '' : t('mhcs.decision.longSentences', { count: long.length, most: mostWords }),
    long: long.map(sentence => (sentence.length > 70 ? `${sentence.slice(0, 70)}…` : sentence)),
  };
}

type Drawing = { readonly t: Translate; readonly again?: Again };

function statementsWithBoxes(work: Work, form: Typed, { t, again }: Drawing) {
  const parts = partsOf(work.statements);
  const touched = new Set(again ? touchedReplies(again.typed).map(({ field }) => field) : []);
  return showStatements(work.statements, t).map(statement => ({
    ...statement,
    parts: statement.parts.map((part, place) => {
      const field = `reply-${statement.id}-${place}`;
      const kept = parts.find(one => one.field === field)?.reply;
      const box = form.replies.find(reply => reply.field === field);
      const isTheirs = again?.conflict && touched.has(field) && kept !== undefined && kept.text !== box?.text;
      return { ...part, field, box, isAnswered: kept !== undefined, theirs: isTheirs ? kept.text : '' };
    }),
  }));
}
