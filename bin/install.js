// Runs before anything is installed, on any Node from 20: plain JavaScript, no packages.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const modules = join(root, 'node_modules');
const turn = join(root, '.cache', 'installing');

/** The Node that Ownwords runs on, whatever Node started it. */
export const ownNode =
  process.platform === 'win32' ? join(modules, 'node/bin/node.exe') : join(modules, 'node/bin/node');

/** V8 sizes itself by the machine's memory, and fills it; pages are small and short-lived, and need far less. */
export const ownNodeFlags = ['--max-semi-space-size=8', '--max-old-space-size=512'];

/**
 * What has been compiled once is kept: a start and every test spend a third less on loading. All threads take memory from
 * one place: of what each of the dozen kept for itself, tens of megabytes were never given back.
 */
export const ownNodeSettings = {
  NODE_COMPILE_CACHE: join(root, '.cache', 'compile'),
  MALLOC_ARENA_MAX: '1',
};

/** Installs what is missing. Ends the program with a sentence and exit code 1 when it cannot. */
export async function install({ development }) {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    fail(
      `Ownwords needs Node 20 or later to start; this is ${process.versions.node}. See https://nodejs.org.`,
    );
  }
  if (isInstalled(development)) return;
  const leave = await takeTurn(development);
  if (!leave) return;
  try {
    await installNow();
  } finally {
    leave();
  }
  if (!isInstalled(development))
    fail('The installation is not complete. Delete node_modules and start again.');
}

/**
 * npm writes node_modules/.package-lock.json last, so it is the mark of a finished installation. It is compared
 * by content: dates change when a project is copied or a branch is visited and left again.
 */
function isInstalled(development) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(modules, '.package-lock.json'));
  if (!wanted || !present || !existsSync(ownNode)) return false;
  return Object.entries(wanted).every(([path, { version, optional, dev, devOptional }]) => {
    const found = present[path];
    if (found) return found.version === version;
    return path === '' || optional || ((dev || devOptional) && !development);
  });
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** One installation at a time: two in one directory would delete each other's files. */
async function takeTurn(development) {
  mkdirSync(dirname(turn), { recursive: true });
  for (let told = false; ; told = true) {
    if (tryTurn()) break;
    if (!told) process.stderr.write('Another start is installing already: waiting for it.\n');
    await new Promise(done => setTimeout(done, 500));
    if (isInstalled(development)) return undefined;
    clearDeadTurn();
  }
  const stop = () => process.exit(130);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const clear = () => rmSync(turn, { recursive: true, force: true });
  const leave = () => {
    clear();
    process.off('exit', clear);
    for (const signal of signals) process.off(signal, stop);
  };
  process.on('exit', clear);
  for (const signal of signals) process.on(signal, stop);
  if (!isInstalled(development)) return leave;
  leave();
  return undefined;
}

/** The directory appears complete by one rename, with the process number in it, or not at all. */
function tryTurn() {
  const mine = `${turn}.${process.pid}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(join(mine, 'pid'), String(process.pid));
  try {
    renameSync(mine, turn);
    return true;
  } catch {
    rmSync(mine, { recursive: true, force: true });
    return false;
  }
}

/** Dead only when both are: an npm outlives the start that was killed, and must not meet a second one. */
function clearDeadTurn() {
  if (isAlive('pid') || isAlive('npm')) return;
  // Moved away first, so that two who see this cannot both clear.
  const away = `${turn}.dead.${process.pid}`;
  try {
    renameSync(turn, away);
    rmSync(away, { recursive: true, force: true });
  } catch {
    // The other one was quicker.
  }
}

function isAlive(name) {
  try {
    process.kill(Number(readFileSync(join(turn, name), 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function installNow() {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  process.stderr.write('Installing what Ownwords needs; only the first start does this …');
  const ticking = process.stderr.isTTY
    ? setInterval(
        () =>
          process.stderr.write(
            `\rInstalling what Ownwords needs; only the first start does this … ${seconds()}`,
          ),
        1000,
      )
    : undefined;
  const { code, output } = await runNpm();
  clearInterval(ticking);
  process.stderr.write(code === 0 ? ` done in ${seconds()}.\n` : '\n');
  if (code === 0) return;
  process.stderr.write(`${output.trim()}\n`);
  fail(
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i.test(
      output,
    )
      ? 'The packages could not be fetched. Check the connection to the internet (or npm’s proxy setting) and start again.'
      : 'The packages could not be installed. What npm said stands above; start again when it is put right.',
  );
}

function runNpm() {
  const wish = ['ci', '--include=dev', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [file, args, shell] = npm?.endsWith('.js')
    ? [process.execPath, [npm, ...wish], false]
    : ['npm', wish, process.platform === 'win32'];
  const child = spawn(file, args, { cwd: root, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid) writeFileSync(join(turn, 'npm'), String(child.pid));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (output += text));
  return new Promise(done => {
    child.on('error', error => done({ code: 1, output: String(error) }));
    child.on('close', code => done({ code: code ?? 1, output }));
  });
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
