import { randomBytes } from 'node:crypto';
import { restore } from '../platform/database/backup/index.ts';
import { prepareRoles } from '../platform/database/index.ts';
import type { Command } from './command.ts';
import { progressBar } from './progress-bar.ts';

const doing = { copy: 'copying', check: 'reading back', unpack: 'unpacking and checking' };

/** Puts a backup in place. The program must not be running there. */
export const restoreCommand: Command = {
  name: 'restore',
  takes: ['FILE'],
  options: { force: { type: 'boolean', about: 'although something is there; it is put aside, not deleted' } },
  about: 'Puts a backup in place; the program must not be running',
  async run({ config, terminal, options, words: [file = ''] }) {
    if (config.databaseUrl)
      await prepareRoles(config.databaseUrl, config.secret ?? randomBytes(32).toString('base64url'));
    const bar = progressBar(terminal, 'Restore');
    const { takenAt, putAside } = await restore({
      ...{ file, dataDirectory: config.dataDirectory, force: options.force === true },
      ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
      onProgress: ({ step, done, total }) => bar.show(done, total, doing[step]),
    });
    bar.end(`The backup of ${takenAt} is in place.`);
    if (putAside) terminal.say(`What was there before lies in ${putAside}`);
    terminal.say('Start Ownwords, then run "ownwords verify".');
    return 0;
  },
};
