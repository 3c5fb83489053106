import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textIn } from '../../platform/language/index.ts';
import { inGroups } from './demonstration-groups.ts';
import { deviceOf } from './device.ts';
import { dayProblem } from './ending-day.ts';
import { insidePath } from './inside-path.ts';
import { newPassphraseProblems } from './new-passphrase.ts';

const today = Temporal.PlainDate.from('2026-11-23');
const days = [
  ['2026-11-22', 'past'],
  ['2026-11-23', undefined],
  ['2027-02-28', undefined],
  ['2028-11-23', undefined],
  ['2028-11-24', 'far'],
  ['2062-01-01', 'far'],
] as const;
for (const [day, problem] of days) {
  test(`a role may${problem ? ' not' : ''} end on ${day}`, () => {
    assert.equal(dayProblem(Temporal.PlainDate.from(day), today), problem);
  });
}

const devices = [
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox', 'Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1', 'Safari', 'iPhone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/19.0 Safari/605.1', 'Safari', 'Mac'],
  ['', undefined, undefined],
  ['<script>', undefined, undefined],
] as const;
for (const [userAgent, browser, system] of devices) {
  test(`a browser is recognised as ${browser} on ${system}`, () => {
    assert.deepEqual(deviceOf(userAgent), { browser, system });
  });
}

const elsewhere = [
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '',
  'sign-in',
  '/a\r\nSet-Cookie: x',
  '/\t/evil.example',
  '/ŵ',
  `/${'a'.repeat(2000)}`,
];
for (const path of elsewhere) {
  test(`${JSON.stringify(path.slice(0, 30))} leads home and nowhere else`, () =>
    assert.equal(insidePath.parse(path), '/'));
}

test('whatever is asked for, the way leads to this site', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      for (const asked of [text, `/${text}`]) {
        const url = new URL(insidePath.parse(asked), 'https://ownwords.example');
        assert.equal(url.host, 'ownwords.example');
      }
    }),
  );
});

test('an address inside the site is kept with its query', () => {
  assert.equal(insidePath.parse('/documents/12?page=2'), '/documents/12?page=2');
});

const passphrases = [
  ['four words fifteen', undefined],
  ['short', /too short/],
  ['x'.repeat(1001), /too long/],
  ['passwordpassword123', /many people use/],
  ['aaaaaaaaaaaaaaaaaaaa', /many people use/],
  ['ash.example ash.example', /your own name/],
  ['ownwords ownwords 1', /name of this service/],
  ['geiriau fy hun, ŵ ac ŷ', undefined],
  ['一二三四五六七八九十一二三四五', undefined],
  ['зелёный сад abc у реки', undefined],
  ['żółć gęś łąka 1 2 3', undefined],
  ['Éanna Éanna 12345', /your own name/],
  ['null\0byte is allowed here', undefined],
] as const;
for (const [passphrase, problem] of passphrases) {
  test(`the passphrase ${JSON.stringify(passphrase.slice(0, 24))} is ${problem ? 'refused with its reason' : 'taken'}`, () => {
    const problems = newPassphraseProblems(textIn('en'), { passphrase, again: passphrase }, [
      'ash.example',
      'Éanna',
    ]);
    assert.equal(problems.length, problem ? 1 : 0);
    if (problem) assert.match(problems[0]?.text ?? '', problem);
  });
}

test('two different passphrases are noticed', () => {
  const typed = { passphrase: 'four words fifteen', again: 'four words fifteem' };
  assert.deepEqual(
    newPassphraseProblems(textIn('en'), typed, []).map(problem => problem.field),
    ['again'],
  );
});

test('demonstration accounts stand in five groups, an empty one is left out', () => {
  const accounts = ['caseworker', 'subject', 'solicitor', 'auditor'].map(role => ({ role }));
  assert.deepEqual(
    inGroups(accounts).map(({ group, accounts: inside }) => [group, inside.length]),
    [
      ['patients', 1],
      ['consulted', 1],
      ['mhcs', 2],
    ],
  );
});
