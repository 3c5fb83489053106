import { answered, type Block, heading, paragraph, quotation } from '../../platform/documents/index.ts';
import { isTextKey, type Translate } from '../../platform/language/index.ts';
import { dayOf, showDay } from '../../platform/time/index.ts';
import type { AnsweredPart, DecisionOnPaper } from './read-decision.ts';

/**
 * The person's words, part by part, each beside its reply; nothing is summed up and nothing left out. After the last
 * part of a statement stands once how it was written and its code.
 * @param decision what was read of the decision
 * @param t the language of the paper
 */
export function answeredParts(decision: DecisionOnPaper, t: Translate): Block[] {
  return decision.parts.flatMap((part, at) => {
    const isLast = decision.parts[at + 1]?.statementId !== part.statementId;
    return [
      heading(2, promptHeading(part.prompt, t)),
      partWithReply(part, decision.name, t),
      ...(isLast ? [paragraph(howItCame(part, decision.name, t))] : []),
    ];
  });
}

function promptHeading(prompt: string, t: Translate): string {
  const key = `mhcs.paper.replyTo.${prompt}`;
  return isTextKey(key) ? t(key) : t('mhcs.paper.replyTo.consider');
}

function partWithReply(part: AnsweredPart, name: string, t: Translate): Block {
  const words = {
    text: part.text,
    spokenBy: name,
    ...(part.language === t.language ? {} : { language: part.language }),
  };
  if (part.reply === null) return quotation(words);
  if (part.replyKind === 'not considered')
    return answered(words, { text: part.reply, label: t('mhcs.paper.notConsidered') });
  return answered(words, { text: part.reply, by: t('mhcs.section') });
}

function howItCame({ scribe, sealedAt, code }: AnsweredPart, name: string, t: Translate): string {
  const day = showDay(dayOf(Temporal.Instant.from(sealedAt)), t);
  const how =
    scribe === null
      ? t('mhcs.paper.route.typed', { name, day })
      : t('mhcs.paper.route.scribe', { name, scribe, day });
  return `${how}\n${t('mhcs.paper.code', { code })}`;
}

/** A paragraph under a heading, or nothing when there is nothing to say. */
export function section(title: string, text: string): Block[] {
  return text.trim() === '' ? [] : [heading(1, title), paragraph(text)];
}
