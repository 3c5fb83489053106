import { resolve } from 'node:path';
import { z } from 'zod';
import { type ClamdAddress, readClamdAddress } from './platform/files/index.ts';
import type { Reach } from './platform/outgoing/index.ts';

/** A settings error: its message is a sentence that says what to do. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** The settings of one running program, read once at start. */
export type Config = {
  mode: 'demonstration' | 'production';
  port: number;
  host: string;
  /** The address that people type; also decides whether requests must come by https. */
  baseUrl: string;
  dataDirectory: string;
  /** Absent: Ownwords brings its own PostgreSQL. */
  databaseUrl: string | undefined;
  /** Where public pages are read, if not from the main database. */
  replicaUrl: string | undefined;
  /** Absent: a random one is made and kept in the data directory. */
  secret: string | undefined;
  /** The key that signs the audit's seals; absent: one is made and kept in the data directory. */
  auditKey: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** To whom those write who run other libraries and sites. */
  contact: string;
  /** Where files are looked through for viruses; absent: they are kept as “not scanned”. */
  clamd: ClamdAddress | undefined;
  /** In mebibytes. */
  largestFile: number;
  /** Whether other servers are asked (harvested libraries, links): not at all, those of the public internet, or any. */
  outgoing: Reach;
  /** False when web and worker run as separate processes. */
  workInProcess: boolean;
};

const whole = (name: string, fallback: number) =>
  z.string().regex(/^\d+$/, `${name} must be a whole number.`).transform(Number).default(fallback);

const postgresUrl = (name: string) =>
  z
    .string()
    .regex(/^postgres(ql)?:\/\//, `${name} must begin with postgres://.`)
    .optional();

const environment = z.object({
  OWNWORDS_MODE: z
    .enum(['demonstration', 'production'], 'OWNWORDS_MODE must be "demonstration" or "production".')
    .default('demonstration'),
  PORT: whole('PORT', 3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: z.url('BASE_URL must be a full address such as https://ownwords.example.').optional(),
  OWNWORDS_DATA: z.string().default('./data'),
  DATABASE_URL: postgresUrl('DATABASE_URL'),
  DATABASE_REPLICA_URL: postgresUrl('DATABASE_REPLICA_URL'),
  OWNWORDS_SECRET: z.string().optional(),
  OWNWORDS_AUDIT_KEY: z.string().optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'SMTP_URL must begin with smtp:// or smtps://.')
    .optional(),
  CLAMD_URL: z
    .string()
    .transform(readClamdAddress)
    .refine(address => address !== undefined, {
      message:
        'CLAMD_URL must say where clamd listens, such as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl.',
    })
    .optional(),
  OWNWORDS_LARGEST_FILE: whole('OWNWORDS_LARGEST_FILE', 10).refine(size => size >= 1 && size <= 50, {
    message: 'OWNWORDS_LARGEST_FILE must be from 1 to 50: how many megabytes a file may have.',
  }),
  MAIL_FROM: z.string().default('Ownwords <no-reply@ownwords.invalid>'),
  CONTACT_MAIL: z
    .email('CONTACT_MAIL must be an e-mail address such as library@ownwords.example.')
    .optional(),
  OWNWORDS_OUTGOING: z
    .enum(['off', 'public', 'anywhere'], 'OWNWORDS_OUTGOING must be "off", "public" or "anywhere".')
    .optional(),
  OWNWORDS_WORKER: z
    .enum(['here', 'elsewhere'], 'OWNWORDS_WORKER must be "here" or "elsewhere".')
    .default('here'),
});

/** Secrets that have stood in an example or a test; production refuses them. */
const knownSecrets = new Set([
  'change-me',
  'secret',
  'ownwords',
  'ownwords-test-secret-ownwords-test-secret',
]);

/**
 * Reads the settings from the environment.
 * @throws SettingsError with one sentence a line for everything that is wrong.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (!read.success) throw new SettingsError(read.error.issues.map(issue => issue.message).join('\n'));
  const e = read.data;
  const baseUrl = e.BASE_URL ?? `http://localhost:${e.PORT}`;
  const config: Config = {
    mode: e.OWNWORDS_MODE,
    port: e.PORT,
    host: e.HOST,
    baseUrl,
    dataDirectory: resolve(e.OWNWORDS_DATA),
    databaseUrl: e.DATABASE_URL,
    replicaUrl: e.DATABASE_REPLICA_URL,
    secret: e.OWNWORDS_SECRET,
    auditKey: e.OWNWORDS_AUDIT_KEY,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    contact: e.CONTACT_MAIL ?? `library@${new URL(baseUrl).hostname}`,
    clamd: e.CLAMD_URL,
    largestFile: e.OWNWORDS_LARGEST_FILE,
    outgoing: e.OWNWORDS_OUTGOING ?? (e.OWNWORDS_MODE === 'production' ? 'public' : 'off'),
    workInProcess: e.OWNWORDS_WORKER === 'here',
  };
  if (config.mode === 'production') refuseUnsafe(config);
  return config;
}

function refuseUnsafe(config: Config): void {
  const wrong: string[] = [];
  if (!config.secret) wrong.push('Production needs OWNWORDS_SECRET: at least 32 random characters.');
  else if (config.secret.length < 32 || knownSecrets.has(config.secret))
    wrong.push('OWNWORDS_SECRET is a default or too short: use at least 32 random characters of your own.');
  if (!config.baseUrl.startsWith('https://'))
    wrong.push('Production needs BASE_URL with https://, because sessions travel only over https.');
  if (config.outgoing === 'anywhere')
    wrong.push(
      'OWNWORDS_OUTGOING=anywhere would let pages lead into your own network: it is for trials only.',
    );
  if (wrong.length > 0) throw new SettingsError(wrong.join('\n'));
}
