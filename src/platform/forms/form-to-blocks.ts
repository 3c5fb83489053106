import { type Block, heading, paragraph, summary } from '../documents/index.ts';
import { type Showing, type ShownAnswer, type ShownSection, shownAnswers } from './shown-answers.ts';
import type { Walked } from './trace.ts';

/** Neighbours that are laid out together: short answers as one table, a long one under its own heading. */
type Run = { readonly isLong: boolean; readonly entry: string | undefined; readonly answers: ShownAnswer[] };

function runsOf(answers: readonly ShownAnswer[]): readonly Run[] {
  const runs: Run[] = [];
  for (const answer of answers) {
    const last = runs.at(-1);
    const isLong = answer.isLong && answer.entry === undefined;
    if (last && !last.isLong && !isLong && last.entry === answer.entry) last.answers.push(answer);
    else runs.push({ isLong, entry: answer.entry, answers: [answer] });
  }
  return runs;
}

function blocksOfRun(run: Run, wordsFor: (answer: ShownAnswer) => string): readonly Block[] {
  if (run.isLong) {
    return run.answers.flatMap(answer => [heading(3, answer.label), paragraph(wordsFor(answer))]);
  }
  const rows = summary(...run.answers.map(answer => ({ key: answer.label, value: wordsFor(answer) })));
  return run.entry === undefined ? [rows] : [heading(3, run.entry), rows];
}

/**
 * The form with its answers as blocks of a paper document.
 * @param walked the form, the answers and the facts of the case
 * @param showing the part: "open" cannot hold a closed question; and the words to say it in
 * @returns a heading for each section, then its questions and answers; free text exactly as it was typed
 */
export function formToBlocks(walked: Walked, showing: Showing): readonly Block[] {
  const wordsFor = (answer: ShownAnswer) => answer.value ?? showing.texts.say('forms.notAnswered');
  const ofSection = ({ section, title, answers }: ShownSection): readonly Block[] => [
    heading(2, `${section}. ${title}`),
    ...runsOf(answers).flatMap(run => blocksOfRun(run, wordsFor)),
  ];
  return shownAnswers(walked, showing).flatMap(ofSection);
}
