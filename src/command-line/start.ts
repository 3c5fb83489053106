import {
  areNoClocksCounted,
  countWaitingClocks,
  publishWhatEnded,
  type Transaction,
} from '../casework/index.ts';
import { demonstrationPassphrase } from '../demonstration/load-small-world.ts';
import {
  asWorker,
  closePools,
  migrate,
  openPools,
  openReplica,
  type Pools,
} from '../platform/database/index.ts';
import { systemClock, todayIn } from '../platform/time/index.ts';
import { accountsTable } from './accounts-table.ts';
import type { Call, Command } from './command.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { inviteFirstAdministrator } from './first-administrator.ts';
import { type Lifetime, lifetime, StoppedEarly } from './lifetime.ts';
import { loadSmall } from './load.ts';
import { serve, tryToListen } from './serve.ts';
import { refuseMixing, type Standing, standingOf } from './standing.ts';
import { type Step, stepsOn } from './steps.ts';
import { startWorker } from './worker.ts';

/** Everything that a trial, or a small site, needs: database, pages and background work in one program. */
export const start: Command = {
  name: 'start',
  takes: [],
  options: {},
  about: 'Serves Ownwords, with a database of its own unless DATABASE_URL names one',
  async run(call) {
    const life = lifetime(() => call.terminal.tell('Stopping: finishing what is under way …'));
    try {
      await startAll(call, life);
    } catch (error) {
      await life.stop();
      if (!(error instanceof StoppedEarly)) throw error;
    }
    await life.ended;
    return 0;
  },
};

async function startAll(call: Call, life: Lifetime): Promise<void> {
  const { config, terminal } = call;
  const step = stepsOn(terminal);
  const database = await step('Database', async () => {
    const opened = await openDatabase(config, { beside: false, log: terminal.tell });
    await life.keep(opened.stop);
    return { value: opened, said: opened.what };
  });
  // Whoever holds the same data was told so by now, which says more than that the port is theirs.
  await tryToListen(config);
  const { adminUrl, secret } = database;
  await step('Tables', async () => {
    const { applied, already } = await migrate(adminUrl, secret);
    return {
      value: undefined,
      said: applied.length > 0 ? `${applied.length} migrations applied` : `${already} migrations`,
    };
  });
  const standing = await standingOf(adminUrl);
  refuseMixing(config.mode, standing);
  const pools = openPools(adminUrl, secret);
  await life.keep(() => closePools(pools));
  if (config.replicaUrl) {
    const { pool, fault } = await openReplica(config.replicaUrl, secret);
    if (pool) pools.replica = pool;
    else terminal.tell(fault);
  }
  if (config.mode === 'demonstration' && standing === 'empty')
    await loadDemonstration(step, { ...database, pools });
  await countFirstClocks(step, pools);
  await step('Pages', async () => {
    if (config.workInProcess) await startWorker({ config, pools, log: terminal.tell }, life);
    await serve({ config, pools, secret }, life);
    return {
      value: undefined,
      said: config.workInProcess ? 'and background work' : 'only; jobs run elsewhere',
    };
  });
  await greet(call, { pools, adminUrl, standing });
}

async function loadDemonstration(step: Step, site: OpenDatabase & { pools: Pools }): Promise<void> {
  await step('Demonstration', async () => {
    const today = todayIn(systemClock);
    await loadSmall(site, today);
    // Nobody who looks at a demonstration waits for the hour at which the job runs.
    await publishWhatEnded(work => asWorker(site.pools, 'demonstration', work), today);
    return { value: undefined, said: 'invented people loaded' };
  });
}

/** Nobody waits for the first job to see what falls due: a site that came here without its clocks counts them now. */
async function countFirstClocks(step: Step, pools: Pools): Promise<void> {
  const transaction: Transaction = work => asWorker(pools, 'start', work);
  if (!(await transaction(areNoClocksCounted))) return;
  await step('Clocks', async () => {
    const cases = await countWaitingClocks(transaction, todayIn(systemClock));
    return { value: undefined, said: `counted for ${cases} cases` };
  });
}

async function greet(
  { config, terminal }: Call,
  site: { pools: Pools; adminUrl: string; standing: Standing },
): Promise<void> {
  if (config.mode === 'demonstration') {
    terminal.say(`\n${await accountsTable(site.pools)}\n`);
    terminal.say(`Open ${config.baseUrl}, choose "Sign in" and click on who you want to be.`);
    terminal.say(`By hand: any username above with the passphrase "${demonstrationPassphrase}".`);
  } else {
    terminal.say(`\nOwnwords is at ${config.baseUrl} (listening on ${config.host}, port ${config.port}).`);
    const token = await inviteFirstAdministrator(site.adminUrl);
    if (token)
      terminal.say(
        `Nobody can sign in yet. The first administrator sets a passphrase here, within 7 days:\n${config.baseUrl}/invitation/${token}`,
      );
  }
  terminal.say('Stop with Ctrl-C.');
}
