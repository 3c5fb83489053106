import { countWaitingClocks, publishWhatEnded } from '../casework/index.ts';
import { SettingsError } from '../config.ts';
import { loadNational } from '../demonstration/national/index.ts';
import { loadSynthetic } from '../evidence/index.ts';
import { asWorker, closePools, migrate, openPools } from '../platform/database/index.ts';
import { systemClock, todayIn } from '../platform/time/index.ts';
import { type Call, type Command, textOption, UsageError } from './command.ts';
import { type OpenDatabase, withDatabase } from './database.ts';
import { loadSmall } from './load.ts';
import { progressBar } from './progress-bar.ts';
import { refuseMixing, standingOf } from './standing.ts';

/** Loads invented people into an empty database. What is there already is not loaded twice. */
export const demo: Command = {
  name: 'demo',
  takes: [],
  options: {
    scale: { type: 'string', about: 'small (as it comes), or national: 7,171 patients, three years' },
    library: { type: 'string', about: 'that many invented records in the library as well: 100000' },
  },
  about: 'Loads the demonstration',
  run(call) {
    const scale = textOption(call, 'scale') ?? 'small';
    if (scale !== 'small' && scale !== 'national')
      throw new UsageError(`--scale is small or national, not "${scale}".`);
    if (call.config.mode === 'production')
      throw new SettingsError('There is no demonstration in production. Unset OWNWORDS_MODE to load one.');
    const library = textOption(call, 'library') ?? '0';
    if (!/^\d{1,7}$/.test(library))
      throw new UsageError(`--library is a number of records, such as 100000, not "${library}".`);
    return withDatabase(call.config, call.terminal.tell, database =>
      load(call, database, { scale, library: Number(library) }),
    );
  },
};

async function load(
  { terminal }: Call,
  database: OpenDatabase,
  { scale, library }: { scale: 'small' | 'national'; library: number },
): Promise<number> {
  const { adminUrl, secret } = database;
  await migrate(adminUrl, secret);
  const before = await standingOf(adminUrl);
  refuseMixing('demonstration', before);
  const today = todayIn(systemClock);
  const pools = openPools(adminUrl, secret);
  try {
    if (before === 'empty') await loadSmall({ adminUrl, pools, secret }, today);
    if (scale === 'national') {
      const bar = progressBar(terminal, 'National demonstration');
      await loadNational(adminUrl, today, (done, total, what) => bar.show(done, total, what));
      await countWaitingClocks(work => asWorker(pools, 'demonstration', work), today);
      bar.end('The national demonstration is loaded.');
    }
    await publishWhatEnded(work => asWorker(pools, 'demonstration', work), today);
    if (library > 0) {
      const bar = progressBar(terminal, 'Library');
      await loadSynthetic(pools, { records: library, onProgress: (done, total) => bar.show(done, total) });
      bar.end(`${library} invented records are in the library.`);
    }
  } finally {
    await closePools(pools);
  }
  if (scale === 'small' && library === 0 && before === 'demonstration')
    terminal.say('The demonstration is there already.');
  terminal.say('Start it with: npm start');
  return 0;
}
