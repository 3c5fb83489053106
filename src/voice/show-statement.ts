import { isTextKey, type TextKey, type Translate } from '../platform/language/index.ts';
import { showMoment } from '../platform/time/index.ts';
import { promptNamed, promptsAgain } from './prompts.ts';
import type { SpeakingRoute, Statement, Translation } from './statement.ts';
import { wordsFor } from './words-for.ts';

/** A statement with everything said around the words put into sentences, for the macro in views/statement.njk. */
export type ShownStatement = {
  id: number;
  person: string;
  code: string;
  /** Who said it and how it came to be written. */
  how: string;
  when: { iso: string; text: string };
  /** In which language, looking at which version, with what help. */
  notes: string[];
  withdrawn: string | undefined;
  parts: ShownPart[];
  comments: { id: number; text: string; byline: string }[];
};

export type ShownPart = {
  prompt: string;
  title: string;
  text: string;
  lang: string | undefined;
  translations: { text: string; lang: string | undefined; byline: string }[];
  reply: { title: string; text: string; issued: boolean; version: number } | undefined;
};

const howKeys = {
  typed: 'voice.how.typed',
  'written down': 'voice.how.writtenDown',
  spoken: 'voice.how.spoken',
  'on paper': 'voice.how.onPaper',
  signed: 'voice.how.signed',
} as const satisfies Record<SpeakingRoute, TextKey>;

/** Prepares statements for the macro `statement(statement, t, options)`. */
export function showStatements(statements: readonly Statement[], t: Translate): ShownStatement[] {
  return statements.map(statement => showStatement(statement, t));
}

/** Prepares one statement for the macro `statement(statement, t, options)`. */
export function showStatement(statement: Statement, t: Translate): ShownStatement {
  const { id, person, code, sealedAt, withdrawnAt } = statement;
  return {
    ...{ id, person, code },
    how: showHow(statement, t),
    when: { iso: sealedAt, text: showMoment(sealedAt, t) },
    notes: notesOf(statement, t),
    withdrawn:
      withdrawnAt === null ? undefined : t('voice.statement.withdrawn', { when: showMoment(withdrawnAt, t) }),
    parts: statement.parts.map(part => ({
      ...part,
      title: promptTitle(part.prompt, t),
      lang: langOf(statement.language),
      translations: translationsOf(statement.translations, part.prompt, t),
      reply: replyOf(statement, part.prompt, t),
    })),
    comments: statement.comments.map(comment => ({
      id: comment.id,
      text: comment.text,
      byline: t('voice.comment.byline', {
        who: [comment.by, comment.job].filter(Boolean).join(', ') || t('voice.someone'),
        when: showMoment(comment.at, t),
      }),
    })),
  };
}

/** Who said it and how it came to be written: "Jo Thimble (ward team) wrote this down for Ash Example." */
export function showHow(
  statement: Pick<Statement, 'route' | 'person' | 'scribeName' | 'scribeRole'>,
  t: Translate,
): string {
  const scribe = [statement.scribeName, roleText(statement.scribeRole, t)].filter(Boolean).join(', ');
  return t(howKeys[statement.route], { person: statement.person, scribe });
}

function roleText(role: string | null, t: Translate): string | null {
  const key = `people.role.${role}`;
  return isTextKey(key) ? t(key).toLocaleLowerCase(t.language) : role;
}

/** The name of a language: English, Welsh, or what the person called it. */
export function languageName(language: string, t: Translate): string {
  if (language === 'en') return t('voice.language.en');
  return language === 'cy' ? t('voice.language.cy') : language;
}

/** What `lang` may say: only tags that are ours, since a name such as "Polish" is not one. */
export function langOf(language: string): string | undefined {
  return language === 'en' || language === 'cy' ? language : undefined;
}

/** The words of a prompt, or the prompt's own name when a later form asks something else. */
export function promptTitle(prompt: string, t: Translate): string {
  const asked = promptNamed(prompt);
  return asked ? t(asked.label) : prompt;
}

/** What they had before them as they said it: the application, or the answer that is looked at again. */
function showShown(statement: Pick<Statement, 'parts' | 'shownNumber'>, t: Translate): string {
  const say = wordsFor({ again: isSaidAgain(statement) }, t);
  return say('voice.statement.shown', { number: statement.shownNumber });
}

/** Whether it was said for a decision that is looked at again. */
export function isSaidAgain({ parts }: Pick<Statement, 'parts'>): boolean {
  return parts.some(({ prompt }) => promptsAgain.some(({ id }) => id === prompt));
}

function notesOf(statement: Statement, t: Translate): string[] {
  const notes = [
    t('voice.statement.language', { language: languageName(statement.language, t) }),
    showShown(statement, t),
  ];
  return statement.support ? [...notes, t('voice.statement.support', { support: statement.support })] : notes;
}

function translationsOf(translations: readonly Translation[], prompt: string, t: Translate) {
  return translations.flatMap(translation =>
    translation.parts
      .filter(part => part.prompt === prompt)
      .map(part => ({
        text: part.text,
        lang: langOf(translation.language),
        byline: t('voice.translation.byline', {
          language: languageName(translation.language, t),
          who: translation.translator,
          when: showMoment(translation.at, t),
        }),
      })),
  );
}

function replyOf(statement: Statement, prompt: string, t: Translate): ShownPart['reply'] {
  const reply = statement.replies.find(each => each.prompt === prompt);
  if (!reply) return undefined;
  const title = reply.kind === 'answered' ? t('voice.reply.answered') : t('voice.reply.notConsidered');
  return { title, text: reply.text, issued: reply.issuedAt !== null, version: reply.version };
}
