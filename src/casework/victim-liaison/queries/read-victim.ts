import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';

export type Representation = { id: number; about: string; sealed: string; givenOn: string; by: string };
export type KeptRequest = {
  id: number;
  kind: 'condition' | 'exclusion zone';
  sealed: string;
  recordedAt: string;
  /** Whether a picture of a map goes with it, and whether it was looked through for viruses. */
  map: 'clean' | 'not scanned' | null;
  withdrawnOn: string | null;
  releasedOn: string | null;
  /** As it was released, and what came of it; null while it is not released. */
  releasedText: string | null;
  outcome: 'included' | 'changed' | 'declined' | null;
  changedText: string | null;
};
export type KeptStatement = { id: number; language: string; sealed: string; givenOn: string; by: string };
export type VictimFile = {
  representations: Representation[];
  requests: KeptRequest[];
  statements: KeptStatement[];
};

/** What one victim said and asked for, the newest first. One query; what the actor may not see is not there. */
export async function readVictim(tx: Tx, victim: number): Promise<VictimFile> {
  const { rows } = await sql<VictimFile>`select
    (select coalesce(json_agg(json_build_object('id', r.id, 'about', r.about, 'sealed', convert_from(r.sealed, 'UTF8'),
        'givenOn', r.given_on, 'by', a.display_name) order by r.id desc), '[]')
      from victim.representation r join people.account a on a.id = r.recorded_by where r.victim_id = ${victim}) as representations,
    (select coalesce(json_agg(json_build_object('id', c.id, 'kind', c.kind, 'sealed', convert_from(c.sealed, 'UTF8'),
        'recordedAt', c.recorded_at,
        'map', (select m.scan from victim.zone_map m where m.request_id = c.id), 'withdrawnOn', c.withdrawn_on, 'releasedOn', c.released_on, 'releasedText', p.text,
        'outcome', p.outcome, 'changedText', p.changed_text) order by c.id desc), '[]')
      from victim.requested_condition c left join casework.proposed_condition p on p.id = c.released_id
      where c.victim_id = ${victim}) as requests,
    (select coalesce(json_agg(json_build_object('id', s.id, 'language', s.language, 'sealed', convert_from(s.sealed, 'UTF8'),
        'givenOn', s.given_on, 'by', a.display_name) order by s.id desc), '[]')
      from victim.personal_statement s join people.account a on a.id = s.recorded_by where s.victim_id = ${victim}) as statements`.execute(
    tx.db,
  );
  return rows[0] ?? { representations: [], requests: [], statements: [] };
}
