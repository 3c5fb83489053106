import { migrate } from '../platform/database/index.ts';
import type { Command } from './command.ts';
import { withDatabase } from './database.ts';

/** Brings the database up to date, without serving anything. */
export const migrateCommand: Command = {
  name: 'migrate',
  takes: [],
  options: {},
  about: 'Brings the database up to date; "start" does it too',
  run: ({ config, terminal }) =>
    withDatabase(config, terminal.tell, async ({ adminUrl, secret }) => {
      const { applied, already } = await migrate(adminUrl, secret);
      for (const name of applied) terminal.say(`Applied ${name}`);
      if (applied.length === 0) terminal.say(`The database is up to date: ${already} migrations.`);
      return 0;
    }),
};
