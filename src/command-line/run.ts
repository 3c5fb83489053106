import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { auditExport } from './audit-export.ts';
import { backupCommand } from './backup.ts';
import { type Call, type Command, parseable, type Terminal, UsageError } from './command.ts';
import { demo } from './demo.ts';
import { exportCommand } from './export.ts';
import { faultOf } from './faults.ts';
import { usageOf } from './help.ts';
import { importCommand } from './import.ts';
import { migrateCommand } from './migrate.ts';
import { restoreCommand } from './restore.ts';
import { start } from './start.ts';
import { verify } from './verify.ts';
import { work } from './work.ts';

const commands: readonly Command[] = [
  start,
  work,
  migrateCommand,
  demo,
  importCommand,
  exportCommand,
  verify,
  auditExport,
  backupCommand,
  restoreCommand,
];

/**
 * Runs one command. Whatever goes wrong that a person can put right is told in a sentence.
 * @param words what stands behind the program's name
 * @returns the exit code: 0 well, 1 something is wrong, 2 what was typed or set does not fit
 */
export async function runCommandLine(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<number> {
  try {
    if (words.length === 0 || words.includes('--help') || words[0] === 'help') {
      terminal.say(helpFor(words));
      return 0;
    }
    const { command, ...parsed } = parse(words);
    const call: Call = { ...parsed, config: readConfig(env), terminal };
    return await command.run(call);
  } catch (error) {
    const fault = faultOf(error);
    terminal.tell(fault.sentence);
    return fault.exitCode;
  }
}

function helpFor(words: readonly string[]): string {
  const [about] = words.filter(word => word !== 'help' && !word.startsWith('-'));
  return usageOf(commands, about === undefined ? undefined : commandNamed(about));
}

function commandNamed(name: string): Command {
  const command = commands.find(each => each.name === name);
  if (command) return command;
  throw new UsageError(`There is no command "${name}". These are the commands: ${namesOf(commands)}, help.`);
}

function parse(words: readonly string[]): Pick<Call, 'options' | 'words'> & { command: Command } {
  const [name = '', ...rest] = words;
  const command = commandNamed(name);
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: parseable(command),
      allowPositionals: true,
    });
    refuseWords(command, positionals);
    return { command, options: values as Call['options'], words: positionals };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(optionSentence(command, error));
  }
}

function refuseWords({ name, takes }: Command, words: readonly string[]): void {
  const missing = takes[words.length];
  if (missing) throw new UsageError(`"${name}" needs ${missing}, as in: ownwords ${name} ${takes.join(' ')}`);
  const extra = words[takes.length];
  if (extra !== undefined) throw new UsageError(`"${name}" does not know what to do with "${extra}".`);
}

function optionSentence(command: Command, error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const unknown = /Unknown option '([^']+)'/.exec(text)?.[1];
  const known = Object.keys(command.options).map(option => `--${option}`);
  const has = known.length > 0 ? `It has ${known.join(', ')}.` : 'It has none.';
  if (unknown) return `"${command.name}" has no option ${unknown}. ${has}`;
  const lacking = /Option '(--[\w-]+)/.exec(text)?.[1] ?? 'An option';
  return text.includes('does not take an argument')
    ? `${lacking} takes no value.`
    : `${lacking} needs a value, as in: ${lacking} FILE`;
}

const namesOf = (all: readonly Command[]) => all.map(({ name }) => name).join(', ');
