import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './command.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** What to do where there is no browser and we cannot fetch one. */
export const howToGetChromium =
  'The browser tests need Chromium: install it (Debian, Ubuntu: apt install chromium) or set CHROMIUM to its path.';

/** The path of an installed Chromium or Chrome; `undefined` when there is none. CHROMIUM names it outright. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named) return isProgram(named) ? named : undefined;
  return [...names.flatMap(onPath), ...places].find(isProgram);
}

/**
 * Installs what pages and papers are looked at with, where that is ours to do: on Debian and its relatives, as root. Without
 * pdftotext the tests that read a PDF back are skipped, and say so.
 */
export async function installMissing(): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return;
  const missing = [
    ...(process.env.CHROMIUM || findChromium() ? [] : ['chromium']),
    ...(onPath('pdftotext').some(isProgram) ? [] : ['poppler-utils']),
  ];
  if (missing.length === 0) return;
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  const first = await runCommand('apt-get', install);
  if (first.code === 0) return;
  await runCommand('apt-get', ['update']);
  await runCommand('apt-get', install);
}

/** Where a program of that name may stand. */
const onPath = (name: string): string[] =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(directory => directory !== '')
    .map(directory => join(directory, name));

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
