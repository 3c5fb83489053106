import { runCommand, scriptOf } from './command.ts';
import { tellStep } from './tell.ts';

type Check = { name: string; script: string; args: readonly string[] };

const checks = (): Check[] => [
  { name: 'types', script: scriptOf('typescript', 'tsc'), args: ['--noEmit'] },
  { name: 'lint', script: scriptOf('@biomejs/biome', 'biome'), args: ['check', '.'] },
  {
    name: 'structure',
    script: scriptOf('dependency-cruiser', 'depcruise'),
    args: ['src', 'test', '--config', '.dependency-cruiser.cjs'],
  },
  { name: 'unused', script: scriptOf('knip', 'knip'), args: ['--no-progress'] },
];

/** Runs types, lint, structure and unused, two at a time, and resolves with the names of those that failed. */
export async function runChecks(): Promise<string[]> {
  const waiting = checks();
  const failed: string[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (!(await runCheck(check))) failed.push(check.name);
    }
  };
  await Promise.all([work(), work()]);
  return failed;
}

async function runCheck({ name, script, args }: Check): Promise<boolean> {
  const began = performance.now();
  const { code, said } = await runCommand(process.execPath, [script, ...args]);
  tellStep(name, { ok: code === 0, began, said });
  return code === 0;
}
