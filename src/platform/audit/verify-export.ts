/**
 * Checks an audit export with nothing but the export and the public key:
 *   node verify-export.ts EXPORT PUBLIC_KEY
 * It shares no line with the program that seals, on purpose: two readings of one format find each other's faults,
 * and whoever checks need trust only this page.
 */
import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';

type Row = Record<string, string | null>;
type Seal = {
  id: number;
  from: string;
  to: string;
  rows: number;
  root: string;
  previous: string;
  at: string;
  signature: string;
  leaves: string;
};
type Checkpoint = { seal: number; hash: string; rows: number; signature: string };
type Line = { ownwords?: string; row?: Row; seal?: Seal; checkpoint?: Checkpoint };

/** What was checked; `fault` is a sentence about the first thing that is wrong. */
export type Verdict = {
  rows: number;
  seals: number;
  unsealed: number;
  oldestUnsealed: string | undefined;
  ended: boolean;
  fault: string | undefined;
};

/** A seal that was seen before: the chain must still hold it. */
export type Known = { seal: number; hash: string };

/** What is kept of a row until its seal comes: enough to compare and to name it. */
type Kept = { id: string | null; event: string | null; at: string | null; leaf: Buffer };

type Standing = Verdict & {
  key: KeyObject;
  before: { id: number; to: string; hash: string };
  waiting: Kept[];
};

/** Checks the lines of an export, or of the living database, in one pass. */
export async function verifyLines(
  lines: AsyncIterable<string>,
  publicKey: string,
  known?: Known,
): Promise<Verdict> {
  const first = { id: 0, to: '0', hash: '0'.repeat(64) };
  const s: Standing = {
    ...{ rows: 0, seals: 0, unsealed: 0, oldestUnsealed: undefined, ended: false, fault: undefined },
    ...{ key: createPublicKey(publicKey), before: first, waiting: [] },
  };
  for await (const line of lines) {
    s.fault ??= take(s, line);
    if (!s.fault && known?.seal === s.before.id && known.hash !== s.before.hash)
      s.fault = `Seal ${known.seal} is not the one that was seen before: the audit was written anew.`;
    if (s.fault) break;
  }
  if (!s.fault && known && known.seal > s.before.id)
    s.fault = `The audit ends with seal ${s.before.id}, but seal ${known.seal} was seen before: its end was cut off.`;
  s.unsealed = s.waiting.length;
  s.oldestUnsealed = s.waiting[0]?.at ?? undefined;
  const { key: _key, before: _before, waiting: _waiting, ...verdict } = s;
  return verdict;
}

function take(s: Standing, text: string): string | undefined {
  let line: Line;
  try {
    line = JSON.parse(text) as Line;
  } catch {
    return `After ${nameOfLast(s)} stands a line that is not JSON.`;
  }
  if (s.ended) return 'Something stands after the end of the export.';
  if (line.row) s.waiting.push(kept(line.row));
  else if (line.seal) return takeSeal(s, line.seal);
  else if (line.checkpoint) return takeEnd(s, line.checkpoint);
  else if (line.ownwords !== 'audit 1') return 'This is no audit export of Ownwords.';
  return undefined;
}

function kept(row: Row): Kept {
  return { id: row.id ?? null, event: row.event ?? null, at: row.at ?? null, leaf: leafOf(row) };
}

function nameOfLast({ waiting, before }: Standing): string {
  const row = waiting.at(-1);
  return row ? `row ${row.id}` : `seal ${before.id}`;
}

function takeSeal(s: Standing, seal: Seal): string | undefined {
  const expected = s.before.id + 1;
  if (seal.id > expected) return `Seal ${expected} was removed.`;
  if (seal.id < expected) return `Seal ${seal.id} stands here a second time.`;
  const text = ['ownwords seal 1', seal.id, seal.from, seal.to, seal.rows, seal.root, seal.previous, seal.at];
  if (!isSigned(s.key, text.join('\n'), seal.signature))
    return `Seal ${seal.id} was altered, or was signed with another key.`;
  const follows = seal.previous === s.before.hash && (s.before.id === 0 || seal.from === s.before.to);
  if (!follows) return `Seal ${seal.id} does not follow seal ${s.before.id}: one of them was replaced.`;
  const listed = listedRows(Buffer.from(seal.leaves, 'base64'));
  if (listed.length !== seal.rows || rootOf(listed.map(({ leaf }) => leaf)) !== seal.root)
    return `The list of rows that seal ${seal.id} carries was altered.`;
  const fault = firstDifference(listed, s.waiting, seal.id);
  s.rows += s.waiting.length;
  s.seals += 1;
  s.waiting = [];
  s.before = { id: seal.id, to: seal.to, hash: hash('sha256', `${text.join('\n')}\n${seal.signature}`) };
  return fault;
}

function takeEnd(s: Standing, end: Checkpoint): string | undefined {
  s.ended = true;
  const text = ['ownwords audit checkpoint 1', end.seal, end.hash, end.rows].join('\n');
  if (!isSigned(s.key, text, end.signature)) return 'The last line of the export was altered.';
  if (end.seal === s.before.id && end.hash === s.before.hash && end.rows === s.rows && s.waiting.length === 0)
    return undefined;
  return `The export was cut or added to after ${nameOfLast(s)}: its last line names seal ${end.seal} and ${end.rows} rows.`;
}

function isSigned(key: KeyObject, text: string, signature: string): boolean {
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'));
}

type Listed = { id: string; leaf: Buffer };

function listedRows(list: Buffer): Listed[] {
  return Array.from({ length: Math.ceil(list.length / 40) }, (_, at) => ({
    id: list.length < at * 40 + 8 ? '' : String(list.readBigInt64BE(at * 40)),
    leaf: list.subarray(at * 40 + 8, at * 40 + 40),
  }));
}

/** RFC 6962, 2.1, as it is written there: split at the largest power of two below the number of leaves. */
function rootOf(leaves: readonly Buffer[]): string {
  const subtree = (from: number, to: number): Buffer => {
    const [only] = to - from === 1 ? leaves.slice(from, to) : [];
    if (only) return only;
    const middle = from + 2 ** Math.floor(Math.log2(to - from - 1));
    return hash(
      'sha256',
      Buffer.concat([Buffer.from([1]), subtree(from, middle), subtree(middle, to)]),
      'buffer',
    );
  };
  return leaves.length === 0 ? hash('sha256', '') : subtree(0, leaves.length).toString('hex');
}

const fields = ['id', 'xid', 'at', 'account', 'capacity', 'purpose', 'event', 'case', 'detail', 'request'];

function leafOf(row: Row): Buffer {
  const parts = fields.map(name => row[name] ?? null);
  const said = parts.map(part => (part === null ? '\n-' : `\n${Buffer.byteLength(part)}\n${part}`));
  return hash('sha256', `\0ownwords audit 1${said.join('')}`, 'buffer');
}

/** The first row that is not as it was sealed, in words. */
function firstDifference(
  listed: readonly Listed[],
  found: readonly Kept[],
  seal: number,
): string | undefined {
  const at = listed.findIndex(({ leaf }, index) => !found[index]?.leaf.equals(leaf));
  if (at === -1 && found.length === listed.length) return undefined;
  const there = found[at === -1 ? listed.length : at];
  const meant = at === -1 ? undefined : listed[at];
  const isListed = listed.some(({ id }) => id === there?.id);
  if (there && (!isListed || !meant))
    return `${named(there)} was added under seal ${seal} after it was sealed.`;
  if (there && found.slice(0, at).some(({ id }) => id === there.id))
    return `${named(there)} stands there twice.`;
  const now = found.findIndex(({ id }) => id === meant?.id);
  if (now === -1) return `Row ${meant?.id} was removed from under seal ${seal}.`;
  if (now !== at && meant && found[now]?.leaf.equals(meant.leaf))
    return `${named(found[now])} stands in another place than where it was sealed (seal ${seal}).`;
  return `${named(found[now])} was altered after it was sealed (seal ${seal}).`;
}

const named = (row: Kept | undefined) => `Row ${row?.id} (${row?.event}, ${row?.at})`;

/** Checks an export file. A fault in it is a sentence in the verdict; a file that is not there throws. */
export async function verifyExport(file: string, publicKeyFile: string): Promise<Verdict> {
  const verdict = await verifyLines(linesOf(file), readFileSync(publicKeyFile, 'utf8'));
  if (verdict.fault || verdict.ended) return verdict;
  return { ...verdict, fault: 'The export is cut short: its last line is missing.' };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

if (import.meta.main) {
  const [, , file = '', key = ''] = process.argv;
  const { fault, rows, seals } = await verifyExport(file, key);
  console.log(fault ?? `${rows} rows under ${seals} seals are as they were sealed.`);
  process.exitCode = fault ? 1 : 0;
}
