import { join, resolve } from 'node:path';

/** Where everything lies in the data directory. */
export type Layout = {
  data: string;
  /** PostgreSQL's own directory. */
  cluster: string;
  /** How the names begin under which a cluster is made; it becomes `cluster` by one rename. */
  initialising: string;
  /** What a restore has unpacked and not yet put in place. */
  restoring: string;
  /** The password of PostgreSQL's administrator. */
  secret: string;
  lock: string;
  pid: string;
  startLog: string;
};

/** The names of everything in `dataDirectory`. */
export function layoutOf(dataDirectory: string): Layout {
  const data = resolve(dataDirectory);
  return {
    data,
    cluster: join(data, 'postgres'),
    initialising: join(data, 'postgres.initialising-'),
    restoring: join(data, 'restoring'),
    secret: join(data, 'database.secret'),
    lock: join(data, 'ownwords.lock'),
    pid: join(data, 'ownwords.pid'),
    startLog: join(data, 'postgres-start.log'),
  };
}
