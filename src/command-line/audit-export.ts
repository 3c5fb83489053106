import {
  auditKeys,
  auditSize,
  claimKey,
  exportAudit,
  publicKeyFile,
  sealNext,
} from '../platform/audit/index.ts';
import { closePools, openPools } from '../platform/database/index.ts';
import { systemClock } from '../platform/time/index.ts';
import type { Command } from './command.ts';
import { withDatabase } from './database.ts';
import { progressBar } from './progress-bar.ts';

/** Writes the sealed audit out, so that its chain can be checked without this program and its database. */
export const auditExport: Command = {
  name: 'audit-export',
  takes: ['FILE'],
  options: {},
  about: 'Writes the sealed audit into a file that proves itself',
  run: ({ config, terminal, words: [file = ''] }) =>
    withDatabase(config, terminal.tell, async ({ adminUrl, secret }) => {
      const pools = openPools(adminUrl, secret);
      try {
        const keys = auditKeys(config.dataDirectory, config.auditKey);
        await claimKey(pools, keys);
        const bar = progressBar(terminal, 'Audit');
        while (await sealNext(pools, keys, systemClock.now())) bar.show(0, 1, 'sealing what is new');
        const size = await auditSize(pools);
        const end = await exportAudit(pools, keys, file, rows => bar.show(rows, size, 'writing'));
        bar.end(`${end.rows} rows under ${end.seal} seals were written.`);
        terminal.say(`Keep this elsewhere, as proof of today: seal ${end.seal}, ${end.hash}`);
        terminal.say(
          `Check it with: ownwords verify --export ${file} --public-key ${publicKeyFile(config.dataDirectory)}`,
        );
        return 0;
      } finally {
        await closePools(pools);
      }
    }),
};
