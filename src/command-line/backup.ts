import { backup } from '../platform/database/backup/index.ts';
import type { Command } from './command.ts';
import { withDatabase } from './database.ts';
import { progressBar } from './progress-bar.ts';

const doing = { copy: 'copying', check: 'reading back', unpack: 'unpacking' };

/** Backs up while the program runs. The file holds everything, secrets included. */
export const backupCommand: Command = {
  name: 'backup',
  takes: ['FILE'],
  options: {},
  about: 'Writes everything into one file, while the program runs',
  run: ({ config, terminal, words: [file = ''] }) =>
    withDatabase(config, terminal.tell, async ({ adminUrl }) => {
      const bar = progressBar(terminal, 'Backup');
      const made = await backup({
        ...{ adminUrl, dataDirectory: config.dataDirectory, file },
        onProgress: ({ step, done, total }) => bar.show(done, total, doing[step]),
      });
      bar.end(`The backup was written and read back: ${(made.bytes / 1e6).toFixed(1)} MB.`);
      terminal.say(`${made.file}\nSHA-256 ${made.sha256}`);
      terminal.tell('It holds the secrets too: keep it where only you can read it.');
      return 0;
    }),
};
