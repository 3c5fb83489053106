import { SettingsError } from '../config.ts';
import { AuditKeyFault, CheckpointFault } from '../platform/audit/index.ts';
import { DatabaseFault } from '../platform/database/embedded/index.ts';
import { MigrationFault } from '../platform/database/index.ts';
import { UsageError } from './command.ts';

/** What a person is told, and how the program ends. */
export type Fault = { sentence: string; exitCode: 1 | 2 };

/** Says in a sentence what went wrong; for what nobody foresaw, with where it happened. */
export function faultOf(error: unknown): Fault {
  if (error instanceof UsageError) return { sentence: `${error.message}\nSee: ownwords help`, exitCode: 2 };
  if (error instanceof SettingsError || error instanceof AuditKeyFault)
    return { sentence: error.message, exitCode: 2 };
  if (error instanceof DatabaseFault || error instanceof MigrationFault || error instanceof CheckpointFault)
    return { sentence: error.message, exitCode: 1 };
  const sentence = sentenceFor(codeOf(error), error);
  if (sentence) return { sentence, exitCode: 1 };
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { sentence: `Something went wrong that Ownwords did not foresee.\n${said}`, exitCode: 1 };
}

/** The code that Node or PostgreSQL gave; a connection that was tried by several ways holds several errors. */
function codeOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && 'code' in first ? String(first.code) : '';
}

function sentenceFor(code: string, error: unknown): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${portOf(error)} is in use. Stop what uses it, or choose another: PORT=3001 npm start`;
    case 'EACCES':
      return `Ownwords may not do that here: ${messageOf(error)}. Choose a PORT above 1023, or another OWNWORDS_DATA.`;
    case 'ENOSPC':
      return 'The disk is full. Make room and start again; nothing that was saved is lost.';
    case 'EEXIST':
      return `${pathOf(error)} exists already. Choose another name, or move it away.`;
    case 'ENOENT':
      return `There is no ${pathOf(error)}.`;
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
      return 'The database does not answer at DATABASE_URL. Check its address and whether it is running.';
    case '28P01':
    case '28000':
      return (
        'The database does not know this user, or the password is wrong. Check DATABASE_URL. If it is right, run ' +
        '"ownwords migrate" once, and give every process the same OWNWORDS_SECRET.'
      );
    case '3D000':
      return 'There is no such database. Make it first, as in: createdb ownwords';
    case '42501':
      return 'The user of DATABASE_URL may not make roles. It must be allowed to: alter role … createrole';
    default:
      return undefined;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const portOf = (error: unknown) => (error instanceof Error && 'port' in error ? error.port : '');
const pathOf = (error: unknown) =>
  error instanceof Error && 'path' in error ? error.path : 'file of that name';
