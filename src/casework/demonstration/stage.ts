import { sql } from 'kysely';
import type { Actor, Tx } from '../../platform/database/index.ts';
import type { Tokens } from '../../platform/web/index.ts';

/** Somebody on the stage: what they do goes through a transaction of their own, with their own rights. */
export type Player = { transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> };

/** Where stories are played: the demonstration, or a test. The day and the moment are the stage's. */
export type Stage = {
  as(username: string): Promise<Player>;
  today: Temporal.PlainDate;
  now: Temporal.Instant;
  /** Puts what was just done in a case at the stage's own time, when that is not now. */
  settle?(played: { caseId: number }): Promise<void>;
  /** The victim side, for stories that go there: who comes by its door, and what its papers are sealed with. */
  victimSide?: { as(username: string): Promise<Player>; tokens: Tokens };
};

/** Runs `work` as the holder of an account. */
export async function playing<T>(player: Player, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T> {
  return player.transaction(async tx => work(tx, await actorOf(tx)));
}

/** The account behind a transaction, as the pipeline would hand it to a command. */
export async function actorOf(tx: Tx): Promise<Actor> {
  const { rows } = await sql<Actor>`
    select a.id as "accountId", a.person_id as "personId", a.display_name as name, a.username, a.language, a.door,
      coalesce((select jsonb_agg(jsonb_build_object('unitId', u.id, 'unit', u.name, 'unitKind', u.kind, 'role', m.role,
        'level', m.authority_level)) from people.membership m join people.unit u on u.id = m.unit_id
        where m.account_id = a.id), '[]') as memberships
    from people.account a where a.id = access.account_id()`.execute(tx.db);
  const [row] = rows;
  if (!row) throw new Error('Nobody is on the stage.');
  return row;
}
