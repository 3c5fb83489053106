import { runCommand, scriptOf } from './command.ts';
import { everyBranchOfTheLaw } from './law.ts';
import { tellStep } from './tell.ts';

type Check = { name: string; args: readonly string[]; tries?: number };

const checks = async (): Promise<Check[]> => [
  // Several checkers look at the same types each for themselves, and another step stands beside this one anyway.
  { name: 'types', args: [scriptOf('typescript', 'tsc'), '--noEmit', '--checkers', '1'] },
  { name: 'lint', args: [scriptOf('@biomejs/biome', 'biome'), 'check', '.'] },
  {
    name: 'structure',
    args: [scriptOf('dependency-cruiser', 'depcruise'), 'src', 'test', '--config', '.dependency-cruiser.cjs'],
  },
  { name: 'unused', args: [scriptOf('knip', 'knip'), '--no-progress'] },
  // V8 loses the count of a branch now and then, where it made a function anew while it ran; a branch that no test walks is
  // missing every time.
  { name: 'law', args: await everyBranchOfTheLaw(), tries: 3 },
];

/** Runs types, lint, structure, unused and the coverage of the law, two at a time, and resolves with the names of those that failed. */
export async function runChecks(): Promise<string[]> {
  const waiting = await checks();
  const failed: string[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (!(await runCheck(check))) failed.push(check.name);
    }
  };
  await Promise.all([work(), work()]);
  return failed;
}

async function runCheck({ name, args, tries = 1 }: Check): Promise<boolean> {
  const began = performance.now();
  const { code, said } = await runCommand(process.execPath, args);
  if (code !== 0 && tries > 1) return runCheck({ name, args, tries: tries - 1 });
  tellStep(name, { ok: code === 0, began, said });
  return code === 0;
}
