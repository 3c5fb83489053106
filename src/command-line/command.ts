import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '../config.ts';

/** Where a command says something: `say` for what was asked for, `tell` for how it goes and what is wrong. */
export type Terminal = {
  say(text: string): void;
  tell(text: string): void;
  /** Writes over the last line, where there is a screen; undefined where there is none. */
  redraw: ((text: string) => void) | undefined;
};

/** One calling of a command. */
export type Call = {
  config: Config;
  terminal: Terminal;
  options: Readonly<Record<string, string | boolean | undefined>>;
  /** What stands behind the options, as many as the command takes. */
  words: readonly string[];
};

/** One command of the command line. */
export type Command = {
  name: string;
  /** What has to stand behind it, such as FILE. */
  takes: readonly string[];
  options: Readonly<Record<string, { type: 'string' | 'boolean'; about: string }>>;
  /** One line for the list of commands. */
  about: string;
  /** Answers the exit code: 0 when all is well, 1 when what was looked for is wrong. */
  run(call: Call): Promise<number>;
};

/** What was typed does not fit: the message is a sentence, and the program ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The options of a command as node:util's parseArgs takes them. */
export function parseable(command: Command): ParseArgsOptionsConfig {
  return Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]));
}

/** An option that holds text. */
export function textOption(call: Call, name: string): string | undefined {
  const value = call.options[name];
  return typeof value === 'string' ? value : undefined;
}
