import { spawnSync } from 'node:child_process';

/** Writes types.ts from the migrated database that the first argument names: `node …/generate-types.ts URL`. */
const [, , url = ''] = process.argv;
const mapping = {
  int8: 'number',
  timestamptz: 'string',
  date: 'string',
  bytea: 'Buffer',
  xid8: 'string',
  int2: 'number',
};
const done = spawnSync(
  'npx',
  [
    'kysely-codegen',
    ...['--url', url, '--dialect', 'postgres', '--date-parser', 'string'],
    ...['--type-mapping', JSON.stringify(mapping), '--exclude-pattern', '{graphile_worker,jobs,migration}.*'],
    ...['--out-file', 'src/platform/database/types.ts'],
  ],
  { stdio: 'inherit' },
);
process.exitCode = done.status ?? 1;
