import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's own directory, wherever the tests were started from. */
export const root = dirname(dirname(import.meta.dirname));

/** How a command ended, with all that it said. */
export type Ended = { code: number; said: string };

const running = new Set<ChildProcess>();

/** Runs a command to its end, quietly. */
export function runCommand(file: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(file, args, { cwd: root, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return new Promise(done => {
    const end = (code: number) => {
      running.delete(child);
      done({ code, said });
    };
    child.on('error', fault => {
      said += fault.message;
      end(127);
    });
    child.on('close', code => end(code ?? 1));
  });
}

/** Ends whatever still runs, when the tests are broken off. */
export function stopCommands(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** The script behind a package's command, so that it runs on our own Node on every system. */
export function scriptOf(packageName: string, command: string): string {
  // By its place, not by resolving: not every package lets its package.json be asked for.
  const file = join(root, 'node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(file, 'utf8')) as { bin: Record<string, string> };
  return join(dirname(file), bin[command] ?? '');
}
