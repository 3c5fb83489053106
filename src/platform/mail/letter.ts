import { isTextKey, type TextKey, textIn } from '../language/index.ts';

/** A row of platform.mail, as it goes out: a key for the subject, an address inside this site, a language. */
export type Mail = { subject: string; path: string; language: string };

/** What is read in a mailbox, where somebody else may look over a shoulder: nothing about a case. */
export type Letter = { subject: string; text: string; link: string };

/**
 * Writes out one mail in its reader's language.
 * @param baseUrl the address of this site, without a path
 */
export function letterOf(mail: Mail, baseUrl: string): Letter {
  const t = textIn(mail.language === 'cy' ? 'cy' : 'en', false);
  const link = new URL(mail.path, baseUrl).href;
  const open = `${mail.subject}.open`;
  const lines = [
    t('mail.greeting'),
    t('mail.body'),
    // Somebody who has no account is not asked to sign in.
    `${t(isTextKey(open) ? open : 'mail.open')}\n${link}`,
    t('mail.quiet'),
    t('mail.noReply'),
  ];
  return { subject: t(subjectKey(mail.subject)), text: `${lines.join('\n\n')}\n`, link };
}

/** A mail that waited through an update may name a subject that is gone; it goes out all the same. */
function subjectKey(subject: string): TextKey {
  return isTextKey(subject) ? subject : 'mail.something';
}
