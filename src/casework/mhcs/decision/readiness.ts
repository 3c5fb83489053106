import { createHash } from 'node:crypto';
import type { Statement } from '../../../voice/index.ts';
import { type Deciding, type DischargeLack, lacksOfDischarge } from '../../rules/discharge/what-fits.ts';
import { levelAgain } from '../../rules/reconsideration.ts';
import { type Draft, grantedBy } from './draft.ts';
import { type PartToAnswer, partsOf } from './parts.ts';
import type { Colleague, DecisionFile, KeptDecision, Level } from './queries/read-decision-file.ts';

/** What a decision still lacks before somebody else can be asked to authorise it. */
export type Lack =
  | { what: 'kind' | 'granted' | 'all granted' | 'reasons' | 'answer' | DischargeLack }
  | { what: 'reply'; part: PartToAnswer };

const isBlank = (text: string) => text.trim() === '';

/**
 * What is missing. Every part of every standing statement needs a reply or a reason why it was not considered;
 * an application that goes back keeps its statements, and the decision that ends it answers them.
 */
export function lacksOf(
  draft: Draft,
  decided: Omit<Deciding, 'granted'>,
  statements: readonly Statement[],
): readonly Lack[] {
  const { askedFor } = decided;
  const lawful = lacksOfDischarge(draft, { ...decided, granted: grantedBy(draft, askedFor) });
  const unanswered = draft.kind === 'return' ? [] : partsOf(statements).filter(part => !part.reply);
  return [
    ...(draft.kind === null ? [{ what: 'kind' as const }] : []),
    ...lackOfGrant(draft, askedFor),
    ...lawful.map(what => ({ what })),
    ...(isBlank(draft.reasons) ? [{ what: 'reasons' as const }] : []),
    ...(isBlank(draft.answer) ? [{ what: 'answer' as const }] : []),
    ...unanswered.map(part => ({ what: 'reply' as const, part })),
  ];
}

function lackOfGrant(draft: Draft, askedFor: readonly string[]): readonly Lack[] {
  if (draft.kind !== 'grant in part') return [];
  const granted = grantedBy(draft, askedFor);
  if (granted.length === 0) return [{ what: 'granted' }];
  return granted.length === askedFor.length ? [{ what: 'all granted' }] : [];
}

/** The row of the delegation table that sets the level for this decision: the highest that fits its flags. */
export function levelFor(file: Pick<DecisionFile, 'levels'>): Level | undefined {
  return file.levels.toSorted((one, other) => other.level - one.level)[0];
}

/** Why somebody cannot authorise; undefined when they can. Without a rule nobody is high enough. */
export type NotAuthoriser = 'wrote it' | 'had a hand' | 'level';

/** The level itself: looking again at a decision takes no lower a level than before. */
export function levelNeeded(file: Pick<DecisionFile, 'levels' | 'again'>): number | undefined {
  const today = levelFor(file)?.level;
  if (today === undefined || !file.again) return today;
  return levelAgain(today, [{ level: file.again.floor }]);
}

type Decided = DecisionFile & { decision: KeptDecision };

/** Whether this colleague could be the second person. The database refuses everybody else in any case. */
export function whyNot(
  file: Decided,
  { id, level }: Pick<Colleague, 'id' | 'level'>,
): NotAuthoriser | undefined {
  const { secondPerson, wrote } = file.decision;
  if (secondPerson && (wrote.includes(id) || file.replied.includes(id))) return 'wrote it';
  if (file.again?.hands.includes(id)) return 'had a hand';
  const needed = levelNeeded(file);
  return needed === undefined || level < needed ? 'level' : undefined;
}

/** Those who could authorise, the nearest level first. */
export function authorisersOf(file: Decided): Colleague[] {
  return file.colleagues.filter(colleague => whyNot(file, colleague) === undefined);
}

/**
 * A short print of everything that a second person reads before they decide. A page carries it, so that nothing can
 * be issued that has changed since: no text, no reply, no statement that came later.
 */
export function printOfWhatIsRead(file: DecisionFile, statements: readonly Statement[]): string {
  const read = [
    file.decision?.id,
    file.decision?.version,
    ...statements.map(({ id, comments, translations, replies }) => [
      id,
      comments.length,
      translations.length,
      replies.map(({ prompt, version }) => [prompt, version]),
    ]),
  ];
  return createHash('sha256').update(JSON.stringify(read)).digest('base64url').slice(0, 22);
}
