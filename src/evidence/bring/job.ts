import { sql } from 'kysely';
import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';
import { workOnImport } from './work.ts';

/**
 * Looks a file through, brings it in or takes it back; it knows the import by its number alone. Where the program's end
 * interrupts it, it asks to be done again at the next start.
 */
export const importEvidence = job({
  task: 'evidence-import',
  payload: z.object({ import: z.int().positive() }),
  run: async (context, { import: id }) => {
    if ((await workOnImport(context, id)) !== 'interrupted') return;
    await context.transaction(tx =>
      sql`select jobs.enqueue('evidence-import', ${JSON.stringify({ import: id })}::json, ${`evidence import ${id} again`})`.execute(
        tx.db,
      ),
    );
  },
});

/** Gives up files that somebody chose and never brought in. */
export const endOldEvidenceImports = job({
  task: 'end-old-evidence-imports',
  payload: z.object({}),
  at: '47 * * * *',
  run: ({ transaction }) =>
    transaction(async tx => {
      const { rows } = await sql<{ ended: number }>`select evidence.end_old_imports() as ended`.execute(
        tx.db,
      );
      const ended = rows[0]?.ended ?? 0;
      if (ended > 0) tx.record('evidence.import.swept', { detail: { ended } });
    }),
});
