import type { Command } from './command.ts';

const settings = `Settings come from the environment:
  OWNWORDS_MODE     demonstration (as it comes) or production
  PORT, HOST        where pages are served: 3000 on 127.0.0.1
  BASE_URL          the address that people type; https:// in production
  OWNWORDS_DATA     where the data lies: ./data
  DATABASE_URL      a PostgreSQL 16 or later; without it Ownwords brings its own
  OWNWORDS_SECRET   at least 32 random characters; production needs it
  OWNWORDS_WORKER   elsewhere: serve pages only, while "ownwords work" does the rest
  OWNWORDS_AUDIT_KEY  an Ed25519 private key for the audit’s seals; else one is kept with the data
  SMTP_URL          where mail is handed in, as in smtps://user:password@mail.example
  MAIL_FROM         who mail comes from
  CLAMD_URL         where clamd looks through files, as in tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl
  OWNWORDS_LARGEST_FILE  how many megabytes a file may have: 10`;

/** The usage text: of one command, or of all. */
export function usageOf(commands: readonly Command[], one?: Command): string {
  if (one) return [`ownwords ${lineOf(one)}`, '', one.about, ...optionsOf(one)].join('\n');
  const width = Math.max(...commands.map(command => lineOf(command).length)) + 2;
  const list = commands.map(command => `  ${lineOf(command).padEnd(width)}${command.about}`);
  return [
    'Ownwords: a person’s own words travel with every decision, and every decision answers them.',
    '',
    'Usage: ownwords COMMAND',
    ...list,
    `  ${'help [COMMAND]'.padEnd(width)}Says more about a command`,
    '',
    settings,
  ].join('\n');
}

function lineOf({ name, takes, options }: Command): string {
  const [first, ...others] = Object.entries(options);
  const optional =
    others.length > 0 ? '[OPTIONS]' : first && `[--${first[0]}${first[1].type === 'string' ? ' …' : ''}]`;
  return [name, ...takes, optional].filter(Boolean).join(' ');
}

function optionsOf({ options }: Command): string[] {
  const lines = Object.entries(options).map(([name, { about }]) => `  --${name.padEnd(14)}${about}`);
  return lines.length > 0 ? ['', ...lines] : [];
}
