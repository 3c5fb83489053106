import { onOwnConnection } from './own-connection.ts';

// It belongs to the worker, as the queue does: the other doors can put a known task in and see nothing of it.
const enqueue = `
create or replace function jobs.enqueue(task text, payload json, key text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  if not exists (select 1 from jobs.task t where t.name = enqueue.task) then
    raise exception 'there is no job "%"', enqueue.task using errcode = '22023';
  end if;
  perform graphile_worker.add_job(enqueue.task, enqueue.payload, job_key := enqueue.key);
end $$;
revoke all on function jobs.enqueue(text, json, text) from public;
grant execute on function jobs.enqueue(text, json, text)
  to ownwords_app, ownwords_national, ownwords_victim, ownwords_owner;`;

/** Brings the job queue's own tables up to date, and the one function by which the doors reach it. */
export async function migrateJobQueue(workerUrl: string): Promise<void> {
  // Needed when the database is made, and never by a page.
  const { runMigrations } = await import('graphile-worker');
  await runMigrations({ connectionString: workerUrl });
  await onOwnConnection(workerUrl, 'migrate', client => client.query(enqueue));
}
