import { closePools, openPools } from '../platform/database/index.ts';
import type { Command } from './command.ts';
import { openDatabase } from './database.ts';
import { lifetime, StoppedEarly } from './lifetime.ts';
import { startWorker } from './worker.ts';

/** Jobs, mail and sealing only, beside a web process that was started with OWNWORDS_WORKER=elsewhere. */
export const work: Command = {
  name: 'work',
  takes: [],
  options: {},
  about: 'Works in the background only, beside pages that another process serves',
  async run({ config, terminal }) {
    const life = lifetime(() => terminal.tell('Stopping: finishing what is under way …'));
    try {
      const database = await openDatabase(config, { beside: true, log: terminal.tell });
      await life.keep(database.stop);
      const pools = openPools(database.adminUrl, database.secret);
      await life.keep(() => closePools(pools));
      await startWorker({ config, pools, log: terminal.tell }, life);
      terminal.say('Working. Stop with Ctrl-C.');
    } catch (error) {
      await life.stop();
      if (!(error instanceof StoppedEarly)) throw error;
    }
    await life.ended;
    return 0;
  },
};
