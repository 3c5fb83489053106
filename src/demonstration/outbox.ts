import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../platform/database/index.ts';
import { letterOf, type Mail } from '../platform/mail/index.ts';
import { showMoment } from '../platform/time/index.ts';
import { found, idNumber, type Room, route } from '../platform/web/index.ts';

export const outboxPaths = {
  list: () => '/outbox',
  mail: (id: number | ':id') => `/outbox/${id}`,
};

type Written = Mail & { id: number; recipient: string; written_at: string };

/** The newest mails; none unless the database is a demonstration. */
async function writtenMail(tx: Tx): Promise<Written[]> {
  const { rows } = await sql<Written>`select * from platform.demonstration_mail() m
    left join lateral platform.demonstration_news(m.id) on true`.execute(tx.db);
  return rows;
}

const invented = 'none: a mail says nothing of a case, and everybody in a demonstration is invented';

/**
 * Mail of a demonstration, readable by whoever plays it. app.ts adds this room in demonstration mode only.
 * @param baseUrl the address of the site, as it stands in the links
 */
export const outboxOf = (baseUrl: string): Room => ({
  name: 'outbox',
  routes: [
    route({
      method: 'GET',
      path: outboxPaths.list(),
      access: 'anyone',
      audit: invented,
      handle: async ({ tx, t }) => ({
        page: 'demonstration/views/outbox.njk',
        title: t('mail.outbox.title'),
        model: {
          mails: (await writtenMail(tx)).map(mail => ({
            href: outboxPaths.mail(mail.id),
            subject: letterOf(mail, baseUrl).subject,
            language: mail.language,
            recipient: mail.recipient,
            written: showMoment(mail.written_at, t),
          })),
        },
      }),
    }),
    route({
      method: 'GET',
      path: outboxPaths.mail(':id'),
      access: 'anyone',
      audit: invented,
      params: z.object({ id: idNumber }),
      handle: async ({ tx, t, params }) => {
        const mail = found((await writtenMail(tx)).find(written => written.id === params.id));
        const letter = letterOf(mail, baseUrl);
        return {
          page: 'demonstration/views/outbox-mail.njk',
          title: letter.subject,
          backHref: outboxPaths.list(),
          model: { mail, letter, written: showMoment(mail.written_at, t) },
        };
      },
    }),
  ],
  navigation: actor =>
    actor.personId === null ? [{ href: outboxPaths.list(), text: 'mail.outbox.nav' }] : [],
});
