import { sql } from 'kysely';
import { z } from 'zod';
import { job } from '../../platform/jobs/index.ts';
import { workOnImport } from './work.ts';

/**
 * Looks through an import, or brings it in; it knows the import by its number alone. Where the program's end
 * interrupts it, it asks to be done again at the next start.
 */
export const importRegister = job({
  task: 'register-import',
  payload: z.object({ import: z.int().positive() }),
  run: async (context, { import: id }) => {
    if ((await workOnImport(context, id)) !== 'interrupted') return;
    await context.transaction(tx =>
      sql`select jobs.enqueue('register-import', ${JSON.stringify({ import: id })}::json, ${`register import ${id} again`})`.execute(
        tx.db,
      ),
    );
  },
});

/** Ends imports that nobody came back to, and takes away what is left of old ones. */
export const endOldImports = job({
  task: 'end-old-imports',
  payload: z.object({}),
  at: '41 * * * *',
  run: ({ transaction }) =>
    transaction(async tx => {
      const { rows } = await sql<{ ended: number }>`select casework.end_old_imports() as ended`.execute(
        tx.db,
      );
      const ended = rows[0]?.ended ?? 0;
      if (ended > 0) tx.record('casework.import.swept', { detail: { ended } });
    }),
});
