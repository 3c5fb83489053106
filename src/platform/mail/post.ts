import type { Transporter } from 'nodemailer';
import type { Letter } from './letter.ts';

/** A way to send mail. `id` is the same at every try, so that a mailbox can tell a second copy. */
export type Post = {
  send(mail: { id: number; to: string; letter: Letter }): Promise<void>;
  close(): void;
};

/** Why a mail did not go: a code only, because what a mail server says repeats the address. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
}

/**
 * Sends through an SMTP server.
 * @param url such as smtps://user:password@mail.example:465
 * @param from such as "Ownwords <no-reply@ownwords.example>"
 */
export function postBy(url: string, from: string): Post {
  // Shorter than the time after which the database gives up on a transaction that does nothing.
  const limits = { connectionTimeout: 8000, greetingTimeout: 8000, socketTimeout: 10_000, dnsTimeout: 8000 };
  let transport: Transporter | undefined;
  // Loaded with the first mail: a process that only serves pages sends none.
  const opened = async (): Promise<Transporter> => {
    const { createTransport } = await import('nodemailer');
    transport ??= createTransport({ url, ...limits, disableFileAccess: true, disableUrlAccess: true });
    return transport;
  };
  const domain = /@([^@>]+)>?$/.exec(from)?.[1] ?? 'ownwords.invalid';
  return {
    async send({ id, to, letter }) {
      try {
        await (await opened()).sendMail({
          from,
          to: { name: '', address: to },
          subject: letter.subject,
          text: letter.text,
          messageId: `<ownwords-mail-${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', ...stopHeader(letter) },
        });
      } catch (error) {
        throw new NotSent(codeOf(error));
      }
    },
    close: () => transport?.close(),
  };
}

/** By which a mail program shows its own way to have no more (RFC 2369), with one press where it is safe (RFC 8058). */
function stopHeader({ stopLink }: Letter): Record<string, string> {
  if (!stopLink) return {};
  const oneClick = stopLink.startsWith('https:') && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
  return { 'List-Unsubscribe': `<${stopLink}>`, ...oneClick };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const parts = ['code', 'responseCode'].map(name =>
    name in error ? error[name as keyof Error] : undefined,
  );
  return parts.filter(part => part !== undefined).join(' ') || error.name;
}
