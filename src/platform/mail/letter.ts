import { isTextKey, type TextKey, textIn } from '../language/index.ts';

/** What anybody may read, by its title and its address inside this site. */
export type NewsLink = { title: string; path: string };

/** A row of platform.mail, as it goes out: a key for the subject, an address inside this site, a language. */
export type Mail = {
  subject: string;
  path: string;
  language: string;
  /** How much is new of what anybody may read; null in every other mail, which names nothing. */
  news: number | null;
  /** Where one can have no more of such letters: a GET asks whoever reads it, a mail program's POST stops them (RFC 8058). */
  stopPath: string | null;
  /** The first of what is new. */
  links: readonly NewsLink[] | null;
};

/** What is read in a mailbox, where somebody else may look over a shoulder: nothing about a case. */
export type Letter = { subject: string; text: string; link: string; stopLink?: string };

/**
 * Writes out one mail in its reader's language.
 * @param baseUrl the address of this site, without a path
 */
export function letterOf(mail: Mail, baseUrl: string): Letter {
  const t = textIn(mail.language === 'cy' ? 'cy' : 'en', false);
  const at = (path: string) => new URL(path, baseUrl).href;
  const link = at(mail.path);
  // Somebody who has no account is not asked to sign in.
  const open = `${mail.subject}.open`;
  const stopLink = mail.stopPath === null ? undefined : at(mail.stopPath);
  const named = (mail.links ?? []).map(one => `${one.title.replace(/\s+/g, ' ')}\n${at(one.path)}`);
  const inside = stopLink
    ? [
        t('mail.news.body', { count: mail.news ?? 0 }),
        ...named,
        ...[`${t('mail.news.all')}\n${link}`, `${t('mail.news.stop')}\n${stopLink}`],
      ]
    : [t('mail.body'), `${t(isTextKey(open) ? open : 'mail.open')}\n${link}`, t('mail.quiet')];
  const lines = [t('mail.greeting'), ...inside, t('mail.noReply')];
  const text = `${lines.join('\n\n')}\n`;
  return { subject: t(subjectKey(mail.subject)), text, link, ...(stopLink ? { stopLink } : {}) };
}

/** A mail that waited through an update may name a subject that is gone; it goes out all the same. */
function subjectKey(subject: string): TextKey {
  return isTextKey(subject) ? subject : 'mail.something';
}
