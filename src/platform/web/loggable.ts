/** Errors of the language itself whose messages name code, never a value. */
const ownMessages = ['TypeError', 'ReferenceError', 'AssertionError'];

/** What a log may hold of an error: where, and of which kind. */
export type Loggable = {
  name: string;
  code?: string;
  where?: Record<string, string>;
  message?: string;
  at: string[];
};

/**
 * Cuts an unforeseen error down to what a log may hold. PostgreSQL puts the row that it refused into its detail, and
 * a parser the text that it could not read into its message: a person's words would end in a file that others read.
 * So a database error keeps its code and what it was about, another error its kind, and both the way through the code.
 */
export function loggable(error: unknown): Loggable {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const at = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line));
  const code = textOf(error, 'code');
  const where = Object.fromEntries(
    ['schema', 'table', 'column', 'constraint', 'routine'].flatMap(name => {
      const text = textOf(error, name);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(Object.keys(where).length > 0 ? { where } : {}),
    ...(saysOnlyCode(error, code) ? { message: error.message } : {}),
    at: at.map(line => line.trim()),
  };
}

// A plain error without a code is a sentence of our own, or of a library about itself.
const saysOnlyCode = (error: Error, code: string | undefined) =>
  ownMessages.includes(error.name) || (error.name === 'Error' && code === undefined);

function textOf(error: Error, name: string): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}
