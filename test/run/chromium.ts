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
  const directories = (process.env.PATH ?? '').split(delimiter).filter(directory => directory !== '');
  const candidates = [
    ...directories.flatMap(directory => names.map(name => join(directory, name))),
    ...places,
  ];
  return candidates.find(isProgram);
}

/** Installs Chromium where that is ours to do: on Debian and its relatives, as root. */
export async function installChromium(): Promise<string | undefined> {
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version') && !process.env.CHROMIUM;
  if (!mayInstall) return undefined;
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  const first = await runCommand('apt-get', install);
  if (first.code !== 0) {
    await runCommand('apt-get', ['update']);
    await runCommand('apt-get', install);
  }
  return findChromium();
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
