import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textIn } from '../../../platform/language/index.ts';
import { whereIStand } from '../../register/where-i-stand.ts';
import { authorityKinds } from './authorities.ts';
import type { Authority } from './authority-days.ts';
import type { Movement } from './history.ts';
import { whereTheyStand } from './plain-status.ts';

const today = '2026-11-22';
const authority = (kind: string, more: Partial<Authority> = {}): Authority => ({
  ...{ kind, orderOn: '2020-01-01', receivedOn: null, endedOn: null, releaseOn: null, expiresOn: null },
  ...{ precedence: 1, ...more },
});
const moved = (kind: string, actualOn: string, outcome: string | null = null): Movement => ({
  ...{ kind, outcome, authorisedOn: actualOn, actualOn, sequence: Number(actualOn.replaceAll('-', '')) },
});
const admitted = moved('admission', '2020-01-02');
const absconded = moved('abscond', '2026-11-20');
const onTrial = moved('trial leave', '2026-11-01');

/** Every status that somebody can be told of, with the movements that lead there. */
const places: readonly [
  name: string,
  status: string,
  movements: readonly Movement[],
  en: RegExp,
  cy: RegExp,
][] = [
  [
    'in hospital',
    'in hospital',
    [admitted],
    /^You are in hospital under /,
    /^Rydych chi yn yr ysbyty o dan /,
  ],
  [
    'absent',
    'in hospital',
    [admitted, absconded],
    /^You are away from hospital without leave/,
    /heb ganiatâd/,
  ],
  [
    'on trial leave',
    'in trial leave hospital',
    [admitted, onTrial],
    /on trial leave, under /,
    /absenoldeb prawf/,
  ],
  [
    'absent from trial leave',
    'in trial leave hospital',
    [admitted, onTrial, absconded],
    /trying out/,
    /cynnig/,
  ],
  ['discharged', 'conditionally discharged', [], /^You live outside hospital, with conditions/, /amodau/],
  ['in custody', 'in custody', [], /^You are in prison or custody/, /carchar neu’r ddalfa/],
];
const restricting = authorityKinds.filter(({ family }) => family !== null);

for (const language of ['en', 'cy'] as const)
  for (const easy of [false, true])
    test(`where somebody stands is said under every authority in every status, ${language}${easy ? ', easy read' : ''}`, () => {
      const t = textIn(language, easy);
      for (const { code, slug } of restricting)
        for (const [name, status, movements, en, cy] of places) {
          const authorities = [authority(code)];
          const said = whereIStand(
            { status, authorities, movements: [...movements], namedPlace: '' },
            today,
            t,
          );
          const all = [said.stands, ...said.means, ...said.ends];
          assert.match(said.stands, language === 'en' ? en : cy, `${code} ${name}`);
          assert.ok(said.means.length === 2 && said.ends.length > 0, `${code} ${name}`);
          for (const text of all) assert.doesNotMatch(text, /[{}]|register\.|undefined/, `${code} ${name}`);
          assert.ok(
            said.stands.includes(t(`register.under.${slug}` as 'register.under.s37')),
            `${code} ${name}`,
          );
        }
    });

test('“You are in hospital under section 37 with restrictions”', () => {
  const t = textIn('en');
  const said = whereIStand(
    {
      status: 'in hospital',
      authorities: [authority('s37/41')],
      movements: [admitted],
      namedPlace: 'Heron Ward',
    },
    today,
    t,
  );
  assert.equal(said.stands, 'You are in hospital under section 37 with restrictions (section 41).');
  assert.match(
    said.means.join(' '),
    /That means: .*the Ministry of Justice must agree too\. A tribunal can look/,
  );
  assert.match(said.ends.join(' '), /No day is set/);
  assert.deepEqual(said.laws[0]?.days, ['Since 1 January 2020']);
  assert.equal(said.place, 'The place named for you: Heron Ward.');
});

test('who lives outside hospital is told of no place that is named for them', () => {
  const outside = {
    status: 'conditionally discharged',
    authorities: [authority('s37/41')],
    movements: [admitted],
  };
  assert.equal(whereIStand({ ...outside, namedPlace: 'Heron Ward' }, today, textIn('en')).place, '');
});

test('a prisoner is told of the release date, and that they may stay in hospital without restrictions', () => {
  const said = whereIStand(
    {
      ...{ status: 'in hospital', movements: [admitted], namedPlace: '' },
      authorities: [authority('s47/49', { releaseOn: '2027-05-01' })],
    },
    today,
    textIn('en'),
  );
  assert.match(said.ends.join(' '), /end on 1 May 2027.*without restrictions/);
});

test('whose restrictions are over is told so, and of the detention as if under section 37', () => {
  const over = { status: 'ended', movements: [], namedPlace: 'Heron Ward' };
  const gone = [authority('s47/49', { releaseOn: '2026-01-01' })];
  const t = textIn('en');
  const released = whereIStand({ ...over, authorities: gone }, today, t);
  assert.match(released.stands, /^Your restrictions have ended\.$/);
  assert.deepEqual([released.ends, released.place], [[], '']);
  const notional = [...gone, authority('notional s37', { orderOn: '2026-01-01' })];
  const stays = whereIStand({ ...over, authorities: notional }, today, t);
  assert.match(stays.stands, /as if under section 37/);
  assert.match(stays.means.join(' '), /has no part in your care any more/);
  assert.deepEqual(
    stays.laws.map(({ holds }) => holds),
    [true, false],
    'what holds now comes first',
  );
  for (const cy of [released, stays].map((_, at) => (at === 0 ? gone : notional)))
    assert.doesNotMatch(
      whereIStand({ ...over, authorities: cy }, today, textIn('cy')).stands,
      /You|register/,
    );
});

test('whoever is in prison and was never in hospital is told that nothing here restricts them', () => {
  const of = { status: 'before', authorities: [], movements: [], namedPlace: '' };
  for (const language of ['en', 'cy'] as const) {
    const said = whereIStand(of, today, textIn(language));
    assert.match(said.stands, language === 'en' ? /not a restricted patient/ : /carchar/);
    assert.deepEqual([said.means.length, said.ends, said.laws], [1, [], []]);
  }
});

test('with several authorities the one that governs is said, and one the law does not know is passed over', () => {
  const authorities = [authority('s37/41', { precedence: 2 }), authority('s47/49'), authority('unheard of')];
  const of = { status: 'in hospital', authorities, movements: [] };
  assert.equal(whereTheyStand(of, today).under?.code, 's47/49');
  assert.equal(whereTheyStand({ ...of, authorities: [] }, today).under, undefined);
});

test('where movements and status do not tell the same, the status holds', () => {
  const of = { authorities: [authority('s37/41')], movements: [admitted] };
  assert.equal(whereTheyStand({ ...of, status: 'in custody' }, today).status, 'in custody');
  assert.equal(whereTheyStand({ ...of, status: 'never heard of' }, today).status, 'in hospital');
  const none = whereIStand(
    { ...of, status: 'in hospital', authorities: [], namedPlace: '' },
    today,
    textIn('en'),
  );
  assert.match(none.stands, /under a law that is not recorded here/);
  assert.deepEqual(none.ends, []);
});
