import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { authorityKind, authorityKinds, endsOnRelease, families, restricts } from './authorities.ts';
import {
  type Authority,
  activeOn,
  beginningOf,
  endOf,
  isActiveOn,
  restrictionsLapsedOn,
} from './authority-days.ts';
import { endingsOn, restrictedOn, unexplainedSince } from './ends-restrictions.ts';
import { inOrder, type Movement, readHistory, standingOn } from './history.ts';
import { refuseAuthority } from './may-hold.ts';
import { type Asked, refuseLater, refuseMovement } from './may-move.ts';
import {
  leadsTo,
  type MovementKind,
  movementKind,
  movementKinds,
  movementRules,
  needsPlace,
} from './movement-kinds.ts';
import { registerStatuses, type Standing, standings, statusOf } from './standings.ts';

const kinds: readonly MovementKind[] = movementKinds;
let sequence = 0;
const on = (actualOn: string, kind: string, more: Partial<Movement> = {}): Movement => {
  sequence += 1;
  return { kind, outcome: null, authorisedOn: null, actualOn, sequence, ...more };
};
const authorised = (actualOn: string, kind: string) => on(actualOn, kind, { authorisedOn: actualOn });
const order = (kind: string, more: Partial<Authority> = {}): Authority => ({
  ...{
    kind,
    orderOn: '2010-01-01',
    receivedOn: null,
    endedOn: null,
    releaseOn: null,
    expiresOn: null,
    precedence: 1,
  },
  ...more,
});
const asked = (movement: Movement, others: Movement[], more: Partial<Asked> = {}): Asked => ({
  ...{ movement, others, authorities: [order('s37/41')], today: '2020-01-01' },
  ...more,
});

test('every authority of section 2.1 is known once, with its family, its end, its route and its source', () => {
  const codes = authorityKinds.map(({ code }) => code);
  assert.equal(new Set(codes).size, codes.length);
  assert.equal(new Set(authorityKinds.map(({ slug }) => slug)).size, codes.length);
  for (const family of families)
    assert.ok(
      authorityKinds.some(kind => kind.family === family),
      family,
    );
  for (const { source } of authorityKinds) assert.notEqual(source, '');
  assert.equal(authorityKind('s99'), undefined);
  assert.deepEqual([restricts('s37/41'), restricts('notional s37'), restricts('s99')], [true, false, false]);
  assert.deepEqual(
    [endsOnRelease('s47/49'), endsOnRelease('s37/41'), endsOnRelease('s99')],
    [true, false, false],
  );
});

test('a movement leads only to a standing that the law knows, and each standing has a status', () => {
  for (const { from, to } of movementRules()) assert.ok(standings.includes(from) && standings.includes(to));
  for (const standing of standings) assert.ok(registerStatuses.includes(statusOf(standing)));
  assert.ok(
    movementRules().every(({ from }) => from !== 'ended'),
    'nothing follows the end of restrictions',
  );
});

test('a movement goes only from where the law allows it, and by an outcome that it has', () => {
  const recall = movementKind('recall') as MovementKind;
  const fit = movementKind('fit to plead') as MovementKind;
  assert.equal(leadsTo(recall, null, 'conditionally discharged'), 'in hospital');
  assert.equal(leadsTo(recall, null, 'in hospital'), undefined);
  assert.equal(leadsTo(fit, 'prison', 'in hospital'), 'ended');
  assert.equal(leadsTo(fit, 'elsewhere', 'in hospital'), undefined);
  assert.equal(leadsTo(fit, 'constructor', 'in hospital'), undefined);
  assert.equal(leadsTo(fit, null, 'in hospital'), undefined);
});

test('2.3: an admission, a transfer, trial leave and a recall lead to a hospital that has to be named', () => {
  const named = kinds.map(({ code }) => code).filter(needsPlace);
  assert.deepEqual(named.toSorted(), ['admission', 'recall', 'transfer', 'trial leave']);
});

test('whoever absconds from trial leave comes back to trial leave', () => {
  const { standing } = readHistory([
    on('2015-01-01', 'admission'),
    authorised('2015-02-01', 'trial leave'),
    on('2015-03-01', 'escape'),
    on('2015-03-02', 'return'),
    on('2015-03-03', 'dual detention'),
  ]);
  assert.equal(standing, 'in trial leave hospital');
});

test('movements of one day: abscond, escape, disposal by court, admission, then the rest, then as recorded', () => {
  const day = '2016-05-05';
  const rest = on(day, 'transfer');
  const again = on(day, 'dual detention');
  const mixed = [
    again,
    rest,
    ...['admission', 'disposal by court', 'escape', 'abscond'].map(kind => on(day, kind)),
  ];
  assert.deepEqual(
    mixed.sort(inOrder).map(({ kind }) => kind),
    ['abscond', 'escape', 'disposal by court', 'admission', 'transfer', 'dual detention'],
  );
});

test('a history stops at the first movement that cannot follow, and at one that nobody knows', () => {
  const recall = authorised('2012-01-01', 'recall');
  const history = readHistory([on('2011-01-01', 'admission'), recall]);
  assert.deepEqual([history.standing, history.broken], ['in hospital', recall]);
  assert.equal(readHistory([on('2011-01-01', 'abduction')]).broken?.kind, 'abduction');
  assert.equal(standingOn(history, '2011-06-01'), 'in hospital');
  assert.equal(standingOn(history, '2010-06-01'), 'before');
});

const anyDay = fc
  .integer({ min: 0, max: 6000 })
  .map(n => Temporal.PlainDate.from('2008-01-01').add({ days: n }).toString());
const anyMovement = fc.record({
  kind: fc.constantFrom(...kinds.map(({ code }) => code)),
  outcome: fc.option(
    fc.constantFrom(...kinds.flatMap(({ outcomes }) => Object.keys(outcomes ?? {})), 'toString'),
  ),
  authorisedOn: fc.option(anyDay),
  actualOn: anyDay,
  sequence: fc.integer({ min: 1, max: 1e6 }),
});

test('no path reaches a state that the law does not know', () => {
  const legal = new Set(
    movementRules().map(({ kind, outcome, from, to }) => [kind, outcome, from, to].join('|')),
  );
  fc.assert(
    fc.property(fc.array(anyMovement, { maxLength: 12 }), movements => {
      let from = 'before' as Standing;
      for (const { movement, standing } of readHistory(movements).steps) {
        const outcome = movementKind(movement.kind)?.outcomes ? movement.outcome : '';
        assert.ok(legal.has([movement.kind, outcome, from, standing].join('|')));
        assert.ok((from as string) !== 'ended' && standing !== 'before');
        from = standing;
      }
    }),
  );
});

test('whatever is accepted leaves a register that reads from its first day to its last', () => {
  fc.assert(
    fc.property(fc.array(anyMovement, { maxLength: 40 }), movements => {
      const kept: Movement[] = [on('2009-01-01', 'admission')];
      for (const movement of movements)
        if (!refuseMovement(asked(movement, kept, { today: '2030-01-01' }))) kept.push(movement);
      assert.equal(readHistory(kept).broken, undefined);
    }),
  );
});

test('a legal movement is accepted', () => {
  const admission = on('2011-01-01', 'admission');
  assert.equal(
    refuseMovement(asked(authorised('2012-01-01', 'conditional discharge by the tribunal'), [admission])),
    undefined,
  );
});

test('each refusal names its rule', () => {
  const admission = on('2011-01-01', 'admission');
  const cd = authorised('2012-01-01', 'conditional discharge by the Secretary of State');
  const deceased = on('2013-01-01', 'deceased');
  const cases: [Asked, string, string][] = [
    [asked(on('2012-01-01', 'abduction'), [admission]), 'register.refusal.kind', ''],
    [asked(on('2012-01-01', 'restrictions expired'), [admission]), 'register.refusal.kind', ''],
    [
      asked(on('2012-01-01', 'disposal by court'), [admission]),
      'register.refusal.outcome',
      'MHA 1983 ss 43, 44, 51',
    ],
    [
      asked(on('2012-01-01', 'admission', { outcome: 'prison' }), []),
      'register.refusal.outcome',
      'MHA 1983 ss 37, 40, 45A, 47, 48',
    ],
    [asked(on('2021-01-01', 'abscond'), [admission]), 'register.refusal.future', 'MHA 1983 s18'],
    [
      asked(on('2013-01-01', 'recall'), [admission, cd]),
      'register.refusal.authorisedMissing',
      'MHA 1983 s42(3)',
    ],
    [
      asked(on('2013-01-01', 'recall', { authorisedOn: '2013-01-02' }), [admission, cd]),
      'register.refusal.authorisedAfter',
      'MHA 1983 s42(3)',
    ],
    [
      asked(authorised('2012-01-01', 'remitted to prison'), [admission]),
      'register.refusal.authority',
      'MHA 1983 s50(1)',
    ],
    [
      asked(authorised('2011-05-01', 'recall'), [admission]),
      'register.refusal.notFromHere',
      'MHA 1983 s42(3)',
    ],
    [asked(on('2014-01-01', 'abscond'), [admission, deceased]), 'register.refusal.ended', 'MHA 1983 s18'],
    [
      asked(on('2011-06-01', 'abscond'), [admission, cd]),
      'register.refusal.laterImpossible',
      'MHA 1983 s42(2)',
    ],
    [asked(on('2015-01-01', 'abscond'), [on('2012-01-01', 'abduction')]), 'register.refusal.broken', ''],
    [
      asked(on('2011-06-01', 'abscond'), [admission, on('2012-01-01', 'abduction')]),
      'register.refusal.laterImpossible',
      '',
    ],
  ];
  for (const [question, says, rule] of cases) {
    const refusal = refuseMovement(question);
    assert.deepEqual([refusal?.says, refusal?.rule], [says, rule]);
  }
});

test('a movement of prisoners belongs to a prisoner’s authority, and may be what ended it that day', () => {
  const admission = on('2011-01-01', 'admission');
  const remitted = authorised('2012-01-01', 'remitted to prison');
  const cases: [Authority, boolean][] = [
    [order('s47/49'), true],
    [order('s47/49', { endedOn: '2012-01-01' }), true],
    [order('s47/49', { endedOn: '2011-12-31' }), false],
    [order('s99'), false],
    [order('notional s37'), false],
  ];
  for (const [authority, may] of cases)
    assert.equal(
      refuseMovement(asked(remitted, [admission], { authorities: [authority] })) === undefined,
      may,
    );
});

test('an authority ends when it was ended, else on the first day that ends it by itself', () => {
  assert.equal(endOf(order('s37/41')), null);
  assert.equal(endOf(order('s47/49', { releaseOn: '2015-01-01', expiresOn: '2014-01-01' })), '2014-01-01');
  assert.equal(endOf(order('s47/49', { releaseOn: '2015-01-01', endedOn: '2013-01-01' })), '2013-01-01');
  assert.equal(beginningOf(order('s37/41', { orderOn: null, receivedOn: '2011-01-01' })), '2011-01-01');
});

test('of several authorities the one with precedence governs, then the older', () => {
  const first = order('s47/49', { precedence: 1, orderOn: null, receivedOn: '2012-01-01' });
  const older = order('s37/41', { precedence: 2, orderOn: '2009-01-01' });
  const newer = order('s45A', { precedence: 2, orderOn: '2011-01-01' });
  const unknown = order('s43/44', { orderOn: null });
  assert.deepEqual(activeOn([newer, unknown, older, first], '2013-01-01'), [first, older, newer]);
  assert.deepEqual(activeOn([newer, older, first], '2010-01-01'), [older]);
});

const maybe = fc.option(anyDay);
const anyAuthority = fc.record({
  kind: fc.constant('s47/49'),
  orderOn: maybe,
  receivedOn: maybe,
  endedOn: maybe,
  releaseOn: fc.constant(null),
  expiresOn: maybe,
  precedence: fc.constant(1),
});

/** The rule word for word: the flag `active` is what the case system says today. */
function analystsRule(a: Authority, x: string, today: string): boolean {
  const active = !((a.endedOn ?? a.expiresOn ?? '9999') <= today);
  const begun = a.orderOn !== null ? a.orderOn <= x : a.receivedOn !== null && a.receivedOn <= x;
  const ends = (day: string | null) => day !== null && day > x;
  return active ? begun : ends(a.endedOn) || (a.endedOn === null && ends(a.expiresOn));
}

test('active on date X is the rule of the Ministry’s analysts for every authority that had begun', () => {
  fc.assert(
    fc.property(anyAuthority, anyDay, anyDay, (authority, one, other) => {
      const [x, today] = [one, other].sort() as [string, string];
      const begun = beginningOf(authority);
      if (begun === null || begun > x) assert.equal(isActiveOn(authority, x), false);
      else assert.equal(isActiveOn(authority, x), analystsRule(authority, x, today));
    }),
  );
});

test('restrictions have lapsed only when no authority restricts any more, and one ended by itself', () => {
  const lapsed = order('s47/49', { releaseOn: '2015-01-01' });
  const cases: [Authority[], string | null][] = [
    [[lapsed], '2015-01-01'],
    [[lapsed, order('s37/41')], null],
    [[lapsed, order('notional s37')], '2015-01-01'],
    [[lapsed, order('s45A', { releaseOn: '2016-01-01' })], '2016-01-01'],
    [[lapsed, order('s45A', { releaseOn: '2030-01-01' })], null],
    [[order('s47/49', { endedOn: '2014-01-01' })], null],
    [[], null],
  ];
  for (const [authorities, day] of cases) assert.equal(restrictionsLapsedOn(authorities, '2017-01-01'), day);
});

test('whoever ends the last authority by hand has to say by which power; what ends by itself needs no saying', () => {
  const cases: [Authority[], string | null][] = [
    [[order('s37/41')], null],
    [[order('s37/41', { endedOn: '2014-01-01' })], '2014-01-01'],
    [[order('s37/41', { endedOn: '2014-01-01' }), order('s47/49')], null],
    [[order('s37/41', { endedOn: '2014-01-01' }), order('s47/49', { releaseOn: '2015-01-01' })], null],
    [
      [order('s37/41', { endedOn: '2015-01-01' }), order('s47/49', { releaseOn: '2014-01-01' })],
      '2015-01-01',
    ],
    [[order('s37/41', { endedOn: '2014-01-01' }), order('notional s37')], '2014-01-01'],
    [[order('notional s37')], null],
    [[], null],
  ];
  for (const [authorities, day] of cases) assert.equal(unexplainedSince(authorities, '2017-01-01'), day);
  assert.equal(restrictedOn([order('notional s37')], '2017-01-01'), false);
  assert.equal(restrictedOn([order('s37/41')], '2017-01-01'), true);
});

test('what can have ended the restrictions depends on where the person stood, and is never what only the program records', () => {
  const history = [
    on('2011-01-01', 'admission'),
    authorised('2012-01-01', 'conditional discharge by the tribunal'),
  ];
  const inHospital = endingsOn(history, '2011-06-01').map(({ kind, outcome }) => [kind, outcome].join(' '));
  assert.ok(inHospital.includes('disposal by court guilty, s37 only'));
  assert.ok(!inHospital.some(each => each.includes('guilty, s37/41')));
  assert.ok(!inHospital.includes('restrictions expired '));
  const outside = endingsOn(history, '2013-01-01').map(({ kind }) => kind);
  assert.ok(outside.includes('restrictions lifted') && !outside.includes('remitted to prison'));
});

test('a movement on which a later one rests cannot be struck out', () => {
  const admission = on('2011-01-01', 'admission');
  const abscond = on('2012-01-01', 'abscond');
  assert.equal(refuseLater([admission, abscond]), undefined);
  assert.deepEqual(refuseLater([abscond])?.other, abscond);
});

test('an authority is refused with the field and a sentence that names the rule', () => {
  const cases: [Authority, string | undefined][] = [
    [order('s37/41'), undefined],
    [order('s47/49', { releaseOn: '2030-01-01' }), undefined],
    [order('s99'), 'kind: register.refusal.authorityKind'],
    [order('s37/41', { orderOn: null }), 'order: register.refusal.beginning'],
    [order('s37/41', { orderOn: '2021-01-01' }), 'order: register.refusal.notYet'],
    [order('s37/41', { releaseOn: '2030-01-01' }), 'release: register.refusal.release'],
    [order('s37/41', { endedOn: '2021-01-01' }), 'ended: register.refusal.notYet'],
    [order('s37/41', { endedOn: '2009-01-01' }), 'ended: register.refusal.endBeforeStart'],
    [order('s47/49', { releaseOn: '2009-01-01' }), 'release: register.refusal.endBeforeStart'],
    [order('s47/49', { expiresOn: '2009-01-01' }), 'expires: register.refusal.endBeforeStart'],
    [order('s37/41', { precedence: 0 }), 'precedence: register.refusal.precedence'],
    [order('s37/41', { precedence: 10 }), 'precedence: register.refusal.precedence'],
    [order('s37/41', { precedence: Number.NaN }), 'precedence: register.refusal.precedence'],
  ];
  for (const [authority, says] of cases) {
    const refusal = refuseAuthority(authority, '2020-01-01');
    assert.equal(refusal && `${refusal.field}: ${refusal.says}`, says);
  }
});
