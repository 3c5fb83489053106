import { rmSync, statSync, writeFileSync } from 'node:fs';
import type { Layout } from '../embedded/layout.ts';
import { otherEntries } from './contents.ts';
import type { OnProgress } from './progress.ts';
import { requireTool, runTool } from './tools.ts';
import type { Entry } from './write-archive.ts';

/** The name of pg_dump's file inside a backup. */
export const dumpName = 'database.dump';

type Source = {
  adminUrl: string;
  layout: Layout;
  file: string;
  postgresMajor: number;
  /** Where pg_dump may write for the time being: a tar must know how long a file is before it begins. */
  dumpFile: string;
  onProgress: OnProgress;
};

/**
 * Backs up a database whose files we cannot reach, by pg_dump, with the secrets of the data directory.
 * @throws DatabaseFault when there is no pg_dump for this version, or it fails.
 */
export async function* dumpSource(source: Source): AsyncGenerator<Entry> {
  await requireTool('pg_dump', source.postgresMajor);
  // Before the dump: the newest seal that is remembered here must be one that the dump holds.
  yield* otherEntries(source.layout, source.file);
  try {
    // Made first, so that nobody else can read what pg_dump writes into it.
    writeFileSync(source.dumpFile, '', { mode: 0o600 });
    // Compressed by the archive, once.
    await runTool('pg_dump', source.adminUrl, [
      '--format=custom',
      '--compress=0',
      `--file=${source.dumpFile}`,
    ]);
    const { size } = statSync(source.dumpFile);
    yield { kind: 'file', path: dumpName, mode: 0o600, size, source: source.dumpFile };
    source.onProgress({ step: 'copy', done: size, total: size });
  } finally {
    rmSync(source.dumpFile, { force: true });
  }
}
