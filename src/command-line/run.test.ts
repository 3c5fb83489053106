import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommandLine } from './run.ts';

/** Runs a command line that must end before anything is opened, and gives back what it said. */
async function ran(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const said: string[] = [];
  const told: string[] = [];
  const code = await runCommandLine(
    words,
    { OWNWORDS_DATA: '/nonexistent/ownwords', ...env },
    { say: text => said.push(text), tell: text => told.push(text), redraw: undefined },
  );
  return { code, said: said.join('\n'), told: told.join('\n') };
}

const refused: [words: string[], sentence: RegExp][] = [
  [['frobnicate'], /There is no command "frobnicate"/],
  [['help', 'frobnicate'], /There is no command "frobnicate"/],
  [['--version'], /There is no command "--version"/],
  [['start', '--wrong'], /"start" has no option --wrong\. It has none\./],
  [['restore', 'a', '--wrong'], /"restore" has no option --wrong\. It has --force\./],
  [['backup'], /"backup" needs FILE, as in: ownwords backup FILE/],
  [['backup', 'a', 'b'], /"backup" does not know what to do with "b"/],
  [['start', 'now'], /"start" does not know what to do with "now"/],
  [['verify', '--export'], /--export needs a value/],
  [['restore', 'a', '--force=yes'], /--force takes no value/],
  [['demo', '--scale', 'huge'], /--scale is small or national, not "huge"/],
];

for (const [words, sentence] of refused)
  test(`"ownwords ${words.join(' ')}" ends with a sentence and exit code 2`, async () => {
    const { code, said, told } = await ran(words);
    assert.deepEqual([code, said], [2, '']);
    assert.match(told, sentence);
    assert.match(told, /See: ownwords help/);
  });

const misset: [env: NodeJS.ProcessEnv, sentence: RegExp][] = [
  [{ PORT: 'x' }, /PORT must be a whole number/],
  [{ OWNWORDS_MODE: 'play' }, /OWNWORDS_MODE must be "demonstration" or "production"/],
  [{ OWNWORDS_MODE: 'production' }, /Production needs OWNWORDS_SECRET/],
  [
    { OWNWORDS_MODE: 'production', OWNWORDS_SECRET: 'change-me', BASE_URL: 'https://a.example' },
    /OWNWORDS_SECRET is a default or too short/,
  ],
  [{ DATABASE_URL: 'mysql://a' }, /DATABASE_URL must begin with postgres/],
];

for (const [env, sentence] of misset)
  test(`the setting ${Object.entries(env).join(' ')} ends with a sentence and exit code 2`, async () => {
    const { code, told } = await ran(['start'], env);
    assert.equal(code, 2);
    assert.match(told, sentence);
  });

test('there is no demonstration in production', async () => {
  const env = {
    OWNWORDS_MODE: 'production',
    OWNWORDS_SECRET: 'x'.repeat(16) + 'y'.repeat(16),
    BASE_URL: 'https://a.example',
  };
  const { code, told } = await ran(['demo'], env);
  assert.equal(code, 2);
  assert.match(told, /There is no demonstration in production/);
});

test('help names every command, and more about one', async () => {
  const all = await ran(['help']);
  assert.equal(all.code, 0);
  for (const name of ['start', 'migrate', 'demo', 'work', 'verify', 'backup', 'restore', 'audit-export'])
    assert.match(all.said, new RegExp(`^  ${name}\\b`, 'm'));
  assert.deepEqual(await ran([]), all);
  const one = await ran(['verify', '--help']);
  assert.match(one.said, /--public-key/);
  assert.deepEqual(await ran(['help', 'verify']), one);
});

test('a database that does not answer is a sentence', async () => {
  const { code, told } = await ran(['migrate'], {
    DATABASE_URL: 'postgres://a@127.0.0.1:1/a',
    OWNWORDS_SECRET: 'x'.repeat(40),
  });
  assert.equal(code, 1);
  assert.match(told, /The database does not answer at DATABASE_URL/);
});

test('an export that is not there is a sentence', async () => {
  const { code, told } = await ran([
    'verify',
    '--export',
    '/nonexistent/export',
    '--public-key',
    '/nonexistent/key',
  ]);
  assert.equal(code, 1);
  assert.match(told, /^There is no \/nonexistent\//);
});
