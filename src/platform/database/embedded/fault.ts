/** What can be wrong with the data directory, PostgreSQL's own program, or a backup. */
export type FaultCode =
  | 'data-directory-in-use'
  | 'data-directory-unusable'
  | 'database-account-missing'
  | 'database-program-missing'
  | 'database-does-not-start'
  | 'database-version-differs'
  | 'backup-file-exists'
  | 'backup-damaged'
  | 'backup-tool-missing'
  | 'backup-failed'
  | 'restore-not-empty'
  | 'restore-interrupted';

/** Its message is a sentence for the person at the terminal: what is wrong and what to do. */
export class DatabaseFault extends Error {
  override name = 'DatabaseFault';
  readonly code: FaultCode;

  constructor(code: FaultCode, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.code = code;
  }
}
