import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { asWorker, type Pools, type Tx } from '../platform/database/index.ts';

/** What was checked; `fault` is a sentence about the first thing that is wrong, without a word of what was said. */
export type StatementsVerdict = { statements: number; fault: string | undefined };

type Row = {
  id: number;
  case_id: string;
  occasion_id: string;
  shown_hash: string;
  person_id: string;
  route: string;
  scribe_name: string | null;
  scribe_role: string | null;
  language: string;
  support: string | null;
  sealed: string;
  parts: { prompt: string; text: string }[];
  hash: string;
  code: string;
  /** The hashes under which the audit says that it was sealed; the audit is proved by its own seals. */
  recorded: string[];
};

/**
 * Checks every sealed statement and every paper that was shown: the hash is computed here, from the fields, and not
 * by the database whose word is in question. Then that no statement is missing that the audit says was sealed.
 */
export function checkStatements(
  pools: Pools,
  onStatements: (count: number) => void = () => {},
): Promise<StatementsVerdict> {
  return asWorker(pools, 'check the statements', async tx => {
    await sql`set transaction isolation level repeatable read, read only`.execute(tx.db);
    let statements = 0;
    for await (const row of sealedStatements(tx.db)) {
      statements += 1;
      const fault = faultOf(row);
      if (fault) return { statements, fault };
      onStatements(statements);
    }
    return { statements, fault: (await alteredPaper(tx.db)) ?? (await missingStatement(tx.db)) };
  });
}

function faultOf(row: Row): string | undefined {
  const hash = createHash('sha256').update(canonical(row)).digest();
  if (hash.toString('hex') !== row.hash) return `Statement ${row.id} was altered: it is not what was sealed.`;
  if (codeOf(hash) !== row.code) return `The code of statement ${row.id} was altered.`;
  if (row.recorded.some(recorded => recorded !== row.hash))
    return `Statement ${row.id} was written anew: the audit names another hash for it.`;
  return undefined;
}

/** As voice.canonical in migrations/0006, from its description there and not from its code. */
function canonical(row: Row): string {
  const fields = [
    ...[row.case_id, row.occasion_id, row.shown_hash, row.person_id, row.route],
    ...[row.scribe_name ?? '', row.scribe_role ?? '', row.language, row.support ?? '', row.sealed],
    ...row.parts.flatMap(({ prompt, text }) => [prompt, text]),
  ];
  return `ownwords statement 1${fields.map(field => `\n${Buffer.byteLength(field)}\n${field}`).join('')}`;
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The first hundred bits of a hash, five a letter, in groups of four letters. */
function codeOf(hash: Buffer): string {
  const bits = [...hash.subarray(0, 13)].map(byte => byte.toString(2).padStart(8, '0')).join('');
  const code = Array.from(
    { length: 20 },
    (_, at) => letters[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)],
  );
  return code.join('').replace(/.{4}(?!$)/g, '$&-');
}

async function* sealedStatements(db: Tx['db']): AsyncGenerator<Row> {
  for (let last = 0; ; ) {
    const { rows } = await sql<Row>`select s.id, s.case_id::text, s.occasion_id::text,
        (select encode(w.hash, 'hex') from voice.shown w where w.id = s.shown_id) as shown_hash, s.person_id::text,
        s.route, s.scribe_name, s.scribe_role, s.language, s.support,
        to_char(s.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sealed, s.parts,
        encode(s.hash, 'hex') as hash, s.code,
        array(select e.detail ->> 'hash' from audit.event e where e.case_id = s.case_id
          and e.event = 'voice.statement.sealed' and e.detail ->> 'statement' = s.id::text
          and e.detail ? 'hash') as recorded
      from voice.statement s where s.id > ${last} order by s.id limit 500`.execute(db);
    yield* rows;
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
  }
}

async function alteredPaper(db: Tx['db']): Promise<string | undefined> {
  for (let last = 0; ; ) {
    const { rows } = await sql<{ id: number; paper: string; hash: string }>`select id, paper::text as paper,
      encode(hash, 'hex') as hash from voice.shown where id > ${last} order by id limit 200`.execute(db);
    for (const { id, paper, hash } of rows) {
      if (createHash('sha256').update(paper).digest('hex') !== hash)
        return `The paper ${id} that a person was shown was altered.`;
      last = id;
    }
    if (rows.length === 0) return undefined;
  }
}

async function missingStatement(db: Tx['db']): Promise<string | undefined> {
  const { rows } = await sql<{ statement: string; event: number }>`
    select e.detail ->> 'statement' as statement, e.id as event from audit.event e
    where e.event = 'voice.statement.sealed' and e.detail ? 'hash'
      and not exists (select 1 from voice.statement s where s.id::text = e.detail ->> 'statement')
    order by e.id limit 1`.execute(db);
  const [gone] = rows;
  return gone && `Statement ${gone.statement} was removed: audit row ${gone.event} says that it was sealed.`;
}
