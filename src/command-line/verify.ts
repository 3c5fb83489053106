import { existsSync, readFileSync } from 'node:fs';
import {
  auditSize,
  type Checkpoint,
  checkAudit,
  checkpointFile,
  knownPublicKey,
  publicKeyFile,
  readCheckpoint,
  type Verdict,
  verifyExport,
} from '../platform/audit/index.ts';
import { closePools, openPools, type Pools } from '../platform/database/index.ts';
import { systemClock } from '../platform/time/index.ts';
import { checkStatements } from '../voice/index.ts';
import { type Call, type Command, type Terminal, textOption } from './command.ts';
import { withDatabase } from './database.ts';
import { progressBar } from './progress-bar.ts';

/** Proves that nobody altered the audit or a sealed statement, or names the first thing that was altered. */
export const verify: Command = {
  name: 'verify',
  takes: [],
  options: {
    export: { type: 'string', about: 'check this file of "audit-export" instead of the database' },
    'public-key': {
      type: 'string',
      about: 'the key that proves the seals; else audit.pub in the data directory',
    },
    checkpoint: {
      type: 'string',
      about: 'an earlier export or audit.checkpoint, whose seal must still be there',
    },
  },
  about: 'Proves that neither the audit nor a sealed statement was altered',
  run(call) {
    const file = textOption(call, 'export');
    return file === undefined ? verifyDatabase(call) : verifyFile(call, file);
  },
};

async function verifyFile(call: Call, file: string): Promise<number> {
  const key = textOption(call, 'public-key') ?? publicKeyFile(call.config.dataDirectory);
  return tellAudit(call.terminal, await verifyExport(file, key));
}

function verifyDatabase(call: Call): Promise<number> {
  const { config, terminal } = call;
  return withDatabase(config, terminal.tell, async ({ adminUrl, secret }) => {
    const pools = openPools(adminUrl, secret);
    try {
      // Before the look into the database, which then holds at least this seal.
      const known = readCheckpoint(textOption(call, 'checkpoint') ?? checkpointFile(config.dataDirectory));
      const audit = await verifyAudit(call, pools, known);
      const statements = await verifyStatements(terminal, pools);
      return Math.max(audit, statements);
    } finally {
      await closePools(pools);
    }
  });
}

async function verifyAudit(call: Call, pools: Pools, known: Checkpoint | undefined): Promise<number> {
  const key = await publicKeyFor(call, pools);
  if (key === undefined) {
    call.terminal.say('Audit: nothing has been sealed yet.');
    return 0;
  }
  const size = await auditSize(pools);
  const bar = progressBar(call.terminal, 'Audit');
  const verdict = await checkAudit(pools, key, known, rows => bar.show(rows, size));
  bar.end('The audit was read.');
  return tellAudit(call.terminal, verdict);
}

async function publicKeyFor(call: Call, pools: Pools): Promise<string | undefined> {
  const given = textOption(call, 'public-key');
  if (given !== undefined) return readFileSync(given, 'utf8');
  const kept = publicKeyFile(call.config.dataDirectory);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const known = await knownPublicKey(pools);
  if (known)
    call.terminal.tell(
      'The public key was taken from the database itself, which proves less: give --public-key FILE.',
    );
  return known;
}

const longAgo = 10 * 60 * 1000;

function tellAudit(terminal: Terminal, verdict: Verdict): number {
  const { fault, rows, seals, unsealed, oldestUnsealed } = verdict;
  if (fault) {
    terminal.tell(`Audit: ${fault}`);
    return 1;
  }
  terminal.say(`Audit: ${rows} rows under ${seals} seals are as they were sealed.`);
  if (unsealed > 0) terminal.say(`Audit: ${unsealed} newer rows wait for a seal.`);
  const age = oldestUnsealed
    ? systemClock.now().epochMilliseconds - Temporal.Instant.from(oldestUnsealed).epochMilliseconds
    : 0;
  if (age > longAgo)
    terminal.tell(`Audit: the oldest of them has waited since ${oldestUnsealed}. Is a worker running?`);
  return 0;
}

async function verifyStatements(terminal: Terminal, pools: Pools): Promise<number> {
  const { statements, fault } = await checkStatements(pools);
  if (fault) {
    terminal.tell(`Statements: ${fault}`);
    return 1;
  }
  terminal.say(`Statements: ${statements} are word for word what was sealed.`);
  return 0;
}
