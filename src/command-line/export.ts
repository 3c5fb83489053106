import { writeFile } from 'node:fs/promises';
import { readRegister, registerAsCsv } from '../casework/index.ts';
import { asOwner, asWorker, closePools, openPools } from '../platform/database/index.ts';
import { type Command, UsageError } from './command.ts';
import { withDatabase } from './database.ts';

/** Writes the whole register out as CSV, the cases that only their circle may read too, as a backup does. */
export const exportCommand: Command = {
  name: 'export',
  takes: ['register', 'FILE'],
  options: {},
  about: 'Writes the whole register into a CSV file that can be brought in again',
  async run({ config, terminal, words: [what, file = ''] }) {
    if (what !== 'register') throw new UsageError(`"export" knows "register", not "${what}".`);
    return withDatabase(config, terminal.tell, async ({ adminUrl, secret }) => {
      const pools = openPools(adminUrl, secret);
      try {
        const entries = await asOwner(adminUrl, db => readRegister({ db }));
        // Said before it is written: a file that nobody knows of must not be.
        await asWorker(pools, 'ownwords export', async tx =>
          tx.record('casework.register.exported', { detail: { entries: entries.length } }),
        );
        await writeFile(file, registerAsCsv(entries), { flag: 'wx', mode: 0o600 });
        terminal.say(`${entries.length} entries were written. Keep the file safe: it names every patient.`);
        return 0;
      } finally {
        await closePools(pools);
      }
    });
  },
};
