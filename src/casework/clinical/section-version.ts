import { createHash } from 'node:crypto';
import { type Answer, type Answers, type Audience, isFor, type Section } from '../../platform/forms/index.ts';
import { type Body, one } from '../../platform/web/index.ts';
import type { SectionVersion } from './commands/save-section.ts';

/**
 * What a page was drawn from, as two hidden fields: the versions of the records, and a short print of each
 * answer. The prints let a conflict tell what each of two people changed, without sending the old words along.
 */
export type Drawn = { readonly version: string; readonly base: string };

/** A section as one reader sees it: of the other part not even the name of a question may be on their page. */
type Seen = { readonly section: Section; readonly audience: Audience };

/** The hidden fields of a page drawn from these answers. */
export function drawnFrom({ section, audience }: Seen, answers: Answers, version: SectionVersion): Drawn {
  const asked = section.questions.filter(question => isFor(audience, section, question));
  return {
    version: `${version.open}.${version.closed}`,
    base: asked.map(({ id }) => `${id}-${printOf(answers[id])}`).join(' '),
  };
}

/** Reads the versions from a body; anything unreadable counts as the oldest, which can only conflict. */
export function versionIn(body: Body): SectionVersion {
  const [, open = '0', closed = '0'] = /^(\d{1,9})\.(\d{1,9})$/.exec(one(body, 'version')) ?? [];
  return { open: Number(open), closed: Number(closed) };
}

function printOf(answer: Answer | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify(answer ?? ''))
    .digest('base64url')
    .replaceAll('-', '_')
    .slice(0, 10);
}

/**
 * Brings two sets of answers to one section together: what only one of the two changed since the page was drawn
 * is taken from that one; where both did, mine stands in the form, and theirs is shown beside it.
 * @param body the body of the page, for the prints of what it was drawn from
 */
export function mergedAnswers(
  section: Section,
  body: Body,
  { mine, theirs }: { mine: Answers; theirs: Answers },
): Answers {
  const base = new Map(
    one(body, 'base')
      .split(' ')
      .map(pair => pair.split('-') as [string, string]),
  );
  const merged = section.questions.flatMap(({ id }) => {
    const isUntouched = base.get(id) === printOf(mine[id]);
    const answer = isUntouched ? theirs[id] : mine[id];
    return answer === undefined ? [] : [[id, answer] as const];
  });
  return Object.fromEntries(merged);
}
