import { z } from 'zod';
import { allJobs } from '../../src/command-line/worker.ts';
import type { Job } from '../../src/platform/jobs/index.ts';
import type { Table } from './tables.ts';

/** Every job of the program, as the worker starts them. */
export const jobs: readonly Job[] = allJobs(
  { baseUrl: 'https://ownwords.invalid', contact: 'nobody@ownwords.invalid', outgoing: 'off' },
  undefined,
);

/** Each job, when it runs by itself, whether a page may ask for it, and what is handed to it. */
export function showJobs(tables: readonly Table[]): string[] {
  const asked = tables.find(({ name }) => name === 'jobs.task')?.rows.map(({ key }) => key) ?? [];
  const lines = [...jobs]
    .sort((one, other) => one.task.localeCompare(other.task))
    .map(({ task, at, payload }) => {
      const given = handedTo(payload).join(', ') || '—';
      return `| \`${task}\` | ${at ? `\`${at}\`` : '—'} | ${asked.includes(task) ? 'yes' : 'no'} | ${given} |`;
    });
  return ['| job | runs at (UTC) | a page may ask for it | is handed |', '|---|---|---|---|', ...lines];
}

/** The names and kinds of what a job is handed. */
export function handedTo(payload: z.ZodType): string[] {
  const { properties = {} } = z.toJSONSchema(payload) as { properties?: Record<string, { type?: string }> };
  return Object.entries(properties).map(([name, { type = 'anything' }]) => `${name}: ${type}`);
}
