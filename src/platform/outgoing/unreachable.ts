/** Why nothing came back. Each has a sentence where it is shown. */
export type Why =
  | 'off'
  | 'address'
  | 'private'
  | 'dns'
  | 'tls'
  | 'refused'
  | 'slow'
  | 'broken'
  | 'elsewhere'
  | 'redirects'
  | 'stopped';

/** Nothing came back that could be read. Its message is the reason alone: an address may hold anything. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly why: Why;
  /** Where it would have led. */
  readonly to: string | undefined;
  constructor(why: Why, to?: string) {
    super(why);
    this.why = why;
    this.to = to;
  }
}

/** What a fault of the network means. */
export function reasonOf(error: unknown): Unreachable {
  if (error instanceof Unreachable) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Unreachable) return cause;
  if (/^(ENOTFOUND|EAI_|ENODATA|ESERVFAIL|ENONAME)/.test(code)) return new Unreachable('dns');
  if (/CERT|TLS|SSL|SIGNATURE|EPROTO|ALTNAME/.test(code)) return new Unreachable('tls');
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(code)) return new Unreachable('refused');
  if (code === 'ETIMEDOUT') return new Unreachable('slow');
  return new Unreachable('broken');
}
