import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

const home = mkdtempSync(join(tmpdir(), 'ownwords-launcher-'));
const bin = join(import.meta.dirname, '../bin');
const launched = new URL('../src/platform/launched.ts', import.meta.url).href;
after(() => rmSync(home, { recursive: true, force: true }));

const mainScript = `
  import { writeFileSync } from 'node:fs';
  const [what, code] = process.argv.slice(2);
  if (what === 'end') { console.log('ran'); process.exit(Number(code)); }
  const { stopWithParent } = await import(${JSON.stringify(launched)});
  const working = setInterval(() => {}, 1000);
  stopWithParent(reason => { writeFileSync('stopped', reason); clearInterval(working); process.exitCode = 7; });
  console.log('started');
`;

test('a fresh copy installs itself once, even when it is started twice, and says so in one line', async () => {
  const project = aProject('fresh');
  const both = await Promise.all([run(project, ['end', '0']), run(project, ['end', '0'])]);
  assert.deepEqual(
    both.map(({ code, out }) => [code, out]),
    [
      [0, 'ran\n'],
      [0, 'ran\n'],
    ],
  );
  const said = both.map(({ err }) => err).toSorted();
  assert.match(said[0] ?? '', /^(Another start is installing already: waiting for it\.\n)?$/);
  assert.match(
    said[1] ?? '',
    /^Installing what Ownwords needs; only the first start does this … done in \d+ s\.\n$/,
  );
  assert.equal(existsSync(join(project, '.cache/installing')), false);
  assert.deepEqual(await run(project, ['end', '5']), { code: 5, out: 'ran\n', err: '' });
});

test('an installation that was killed is done again', async () => {
  const project = aProject('killed');
  const first = spawn(process.execPath, [join(project, 'bin/ownwords.js'), 'end', '0'], { cwd: project });
  while (!existsSync(join(project, '.cache/installing/pid'))) await wait(5);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const { code, out } = await run(project, ['end', '0']);
  assert.deepEqual([code, out], [0, 'ran\n']);
});

test('a failed installation ends with a sentence and exit code 1', async () => {
  const project = aProject('broken');
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'p', dependencies: { node: 'file:./gone' } }),
  );
  const { code, out, err } = await run(project, ['end', '0']);
  assert.deepEqual([code, out], [1, '']);
  assert.match(err, /The packages could not be installed\. What npm said stands above/);
});

test('a signal to the launcher stops the program once, and its exit code is passed on', async () => {
  const project = aProject('signal');
  const launcher = await started(project);
  launcher.kill('SIGTERM');
  const [code] = await once(launcher, 'exit');
  assert.equal(code, 7);
});

test('when the launcher is killed outright, the program stops cleanly', async () => {
  const project = aProject('orphan');
  const launcher = await started(project);
  launcher.kill('SIGKILL');
  for (let looks = 0; !existsSync(join(project, 'stopped')) && looks < 100; looks += 1) await wait(50);
  assert.ok(existsSync(join(project, 'stopped')));
});

/** A project like ours whose one package stands beside it, so that npm needs no network. */
function aProject(name: string): string {
  const project = join(home, name);
  cpSync(bin, join(project, 'bin'), { recursive: true });
  mkdirSync(join(project, 'src'));
  mkdirSync(join(project, 'near/bin'), { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(project, file), text);
  write('src/main.ts', mainScript);
  write('near/package.json', JSON.stringify({ name: 'node', version: '1.0.0' }));
  write('near/bin/node', `#!/bin/sh\nexec "${process.execPath}" "$@"\n`);
  chmodSync(join(project, 'near/bin/node'), 0o755);
  const root = { name: 'p', type: 'module', dependencies: { node: 'file:./near' } };
  write('package.json', JSON.stringify(root));
  const packages = {
    '': root,
    near: { name: 'node', version: '1.0.0' },
    'node_modules/node': { resolved: 'near', link: true },
  };
  write('package-lock.json', JSON.stringify({ name: 'p', lockfileVersion: 3, requires: true, packages }));
  return project;
}

async function run(project: string, args: string[]) {
  const child = spawn(process.execPath, [join(project, 'bin/ownwords.js'), ...args], { cwd: project });
  const said = { out: '', err: '' };
  child.stdout.on('data', text => {
    said.out += text;
  });
  child.stderr.on('data', text => {
    said.err += text;
  });
  const [code] = await once(child, 'close');
  return { code, ...said };
}

async function started(project: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(project, 'bin/ownwords.js')], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return child;
}
