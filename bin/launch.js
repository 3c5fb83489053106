import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { install, ownNode, ownNodeFlags, ownNodeSettings, root } from './install.js';

/** Installs what is missing, runs `script` on our own Node and ends with its exit code. */
export async function launch(script, { development = false } = {}) {
  await install({ development });
  // The channel is a lifeline: when this launcher is killed, the program sees it close and stops cleanly.
  const child = spawn(ownNode, [...ownNodeFlags, join(root, script), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...ownNodeSettings, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => passOn(child, signal));
  child.on('error', error => {
    process.stderr.write(`Ownwords could not be started: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function passOn(child, signal) {
  // In a terminal, Ctrl-C has reached the whole group already.
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  child.kill(signal);
}
