import { sql } from 'kysely';
import type { Actor, Tx } from '../../platform/database/index.ts';

/** A role of the actor's, now or to come. */
export type MyRole = { role: string; unit: string; level: number | null; from: string; until: string | null };

/** A device on which the actor is signed in. */
export type MySession = {
  id: number;
  userAgent: string | null;
  shared: boolean;
  createdAt: string;
  seenAt: string;
};

/** A link by which a new passphrase for the actor's account could be chosen, and who gave it out. */
export type LinkGiven = { at: string; name: string; role: string; unit: string | null };

/** What the account page shows. */
export type MyAccount = {
  email: string | null;
  jobTitle: string | null;
  secondFactor: boolean;
  needsSecondFactor: boolean;
  recoveryCodes: number;
  passphraseChangedAt: string | null;
  roles: MyRole[];
  sessions: MySession[];
  /** Of a person's account, the last ten, newest first. */
  links: LinkGiven[];
};

/** The actor's own account, in one query. */
export async function myAccount(tx: Tx, actor: Actor): Promise<MyAccount> {
  const asked = sql<MyAccount>`
    select a.email, a.job_title as "jobTitle", s.second_factor as "secondFactor",
      s.needs_second_factor as "needsSecondFactor", s.recovery_codes as "recoveryCodes",
      s.changed_at as "passphraseChangedAt",
      (select coalesce(json_agg(json_build_object('role', m.role, 'unit', u.name, 'level', m.authority_level,
          'from', m.from_on, 'until', m.until_on) order by m.from_on, m.id), '[]')
        from people.membership m join people.unit u on u.id = m.unit_id
        where m.account_id = a.id and (m.until_on is null or m.until_on > access.today())) as roles,
      (select coalesce(json_agg(json_build_object('id', n.id, 'userAgent', n.user_agent, 'shared', n.shared_device,
          'createdAt', n.created_at, 'seenAt', n.seen_at) order by n.seen_at desc), '[]')
        from people.session n where n.account_id = a.id and n.ends_at > now()
          and n.seen_at > now() - case when n.shared_device then interval '15 minutes' else interval '30 minutes' end) as sessions,
      (select coalesce(json_agg(l order by l.at desc), '[]') from access.links_given() l) as links
    from people.account a, access.my_sign_in() s where a.id = ${actor.accountId}`;
  const row = (await asked.execute(tx.db)).rows[0];
  if (!row) throw new Error('An account that is signed in can read itself.');
  return row;
}
