import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorityKind, authorityKinds, type Family, restricts } from './authorities.ts';
import { type Authority, activeOn } from './authority-days.ts';
import { type Movement, readHistory } from './history.ts';
import { refuseAuthority } from './may-hold.ts';
import { refuseMovement } from './may-move.ts';
import { type MovementKind, movementKind, movementKinds } from './movement-kinds.ts';
import { type Standing, standings } from './standings.ts';

const today = '2020-01-01';
const held = (kind: string, more: Partial<Authority> = {}): Authority => ({
  ...{ kind, orderOn: '2010-01-01', receivedOn: null, endedOn: null, releaseOn: null, expiresOn: null },
  precedence: 1,
  ...more,
});

/** The detention authorities of section 2.1, each with what the case system calls it there. */
const authorities: readonly (readonly [what: string, code: string])[] = [
  ['hospital order with restrictions', 's37/41'],
  ['hospital and limitation direction', 's45A'],
  ['transfer of a sentenced prisoner', 's47/49'],
  ['transfer of somebody in prison on remand', 's48/49 remand'],
  ['transfer of somebody whom magistrates remanded', 's48/49 magistrates'],
  ['transfer of a civil prisoner', 's48/49 civil'],
  ['transfer of an immigration detainee', 's48/49 immigration'],
  ['unfit to plead or insanity, since 2004', 'DVCVA s24'],
  ['unfit to plead or insanity, of 1991', 'CPIA s5'],
  ['under disability, of 1964', 'CPIA 1964'],
  ['committed by magistrates for a restriction order', 's43/44'],
  ['hospital order of 1959', '1959 s60/65'],
  ['transfer from prison of 1959', '1959 s72/74'],
  ['from another jurisdiction', 'cross-border'],
];
for (const [what, code] of authorities) {
  test(`2.1: ${code}, ${what}, can be entered and restricts`, () => {
    assert.equal(refuseAuthority(held(code), today), undefined);
    assert.equal(restricts(code), true);
    assert.notEqual(authorityKind(code)?.unsaid, true);
  });
}

test('2.1: “notional section 37” can be entered and does not restrict', () => {
  assert.equal(refuseAuthority(held('notional s37'), today), undefined);
  assert.equal(restricts('notional s37'), false);
});

test('2.1: several authorities hold at once, and precedence says which governs', () => {
  const all = authorities.map(([, code], at) => held(code, { precedence: 1 + ((at + 4) % 9) }));
  const active = activeOn(all, today);
  assert.equal(active.length, all.length);
  assert.deepEqual(
    active.map(({ precedence }) => precedence),
    all.map(({ precedence }) => precedence).toSorted(),
  );
});

/** The movement types and subtypes of section 2.3: what the case system says, and as what it stands here. */
const vocabulary: readonly (readonly [says: string, code: string, outcome?: string])[] = [
  ['Admission', 'admission'],
  ['Recall', 'recall'],
  ['Abscond', 'abscond'],
  ['Escape', 'escape'],
  ['Return from Abscond/Escape', 'return'],
  ['CD By SofS', 'conditional discharge by the Secretary of State'],
  ['CD By Tribunal', 'conditional discharge by the tribunal'],
  ['CD Abroad', 'conditional discharge abroad'],
  ['CD to Prison by SofS', 'conditional discharge to prison'],
  ['AD By SofS', 'absolute discharge by the Secretary of State'],
  ['AD By Tribunal', 'absolute discharge by the tribunal'],
  ['Expired Restrictions', 'restrictions expired'],
  ['Remitted To Prison', 'remitted to prison'],
  ['Remitted To Remand Centre', 'remitted to remand centre'],
  ['On Licence', 'on licence'],
  ['Disposal By Court, guilty s37/41', 'disposal by court', 'guilty, s37/41'],
  ['Disposal By Court, guilty s37 only', 'disposal by court', 'guilty, s37 only'],
  ['Disposal By Court, guilty s45A', 'disposal by court', 'guilty, s45A'],
  ['Disposal By Court, guilty prison', 'disposal by court', 'guilty, prison'],
  ['Disposal By Court, guilty community', 'disposal by court', 'guilty, community'],
  ['Disposal By Court, not guilty community', 'disposal by court', 'not guilty, community'],
  ['Disposal By Court, not guilty informal', 'disposal by court', 'not guilty, informal patient'],
  ['Disposal By Court, bailed/remanded', 'disposal by court', 'bailed or remanded'],
  ['Disposal By Court, CPI unfit', 'disposal by court', 'unfit to plead'],
  ['Disposal By Court, CPI insanity', 'disposal by court', 'not guilty by reason of insanity'],
  ['Now Fit to Plead, community', 'fit to plead', 'community'],
  ['Now Fit to Plead, prison', 'fit to plead', 'prison'],
  ['Now Fit to Plead, s37/41', 'fit to plead', 's37/41'],
  ['Now Fit to Plead, interim order', 'fit to plead', 'interim order'],
  ['Released/Lapsed (Immigration case)', 'released or lapsed'],
  ['Deportation', 'deportation'],
  ['Inward Repatriation', 'inward repatriation'],
  ['Outward Repatriation', 'outward repatriation'],
  ['Extradited', 'extradited'],
  ['Deceased', 'deceased'],
  ['Dual Detention', 'dual detention'],
  ['Appealed – Remain in Hospital', 'appealed, remains in hospital'],
  ['Disposal – Migrated', 'disposal, migrated'],
];
for (const [says, code, outcome] of vocabulary) {
  test(`2.3: “${says}” is a movement of the register`, () => {
    const kind = movementKind(code);
    assert.ok(kind);
    assert.equal(kind.outcomes === undefined, outcome === undefined);
    if (outcome !== undefined) assert.ok(Object.hasOwn(kind.outcomes ?? {}, outcome), outcome);
  });
}

test('2.3: what ends a case of somebody discharged is known for them too', () => {
  for (const code of ['absolute discharge by the tribunal', 'deportation', 'deceased'])
    assert.ok(movementKind(code)?.from.includes('conditionally discharged'), code);
});

let sequence = 0;
const moved = (actualOn: string, kind: string, outcome: string | null = null): Movement => {
  sequence += 1;
  return { kind, outcome, authorisedOn: actualOn, actualOn, sequence };
};
const admitted = () => moved('2011-01-01', 'admission');
const discharged = () => moved('2012-01-01', 'conditional discharge by the tribunal');
/** How somebody comes to stand there. */
const histories: Readonly<Record<Standing, () => Movement[]>> = {
  before: () => [],
  'in hospital': () => [admitted()],
  'absent from hospital': () => [admitted(), moved('2012-01-01', 'abscond')],
  'in trial leave hospital': () => [admitted(), moved('2012-01-01', 'trial leave')],
  'absent from trial leave': () => [
    admitted(),
    moved('2012-01-01', 'trial leave'),
    moved('2013-01-01', 'escape'),
  ],
  'conditionally discharged': () => [admitted(), discharged()],
  'in custody': () => [admitted(), discharged(), moved('2013-01-01', 'taken into custody')],
  ended: () => [admitted(), moved('2012-01-01', 'deceased')],
};

const ofFamily = (family: Family) => authorityKinds.find(kind => kind.family === family)?.code ?? '';

for (const from of standings) {
  test(`2.3: from “${from}” every movement that the law knows is taken, and each other is refused by its rule`, () => {
    const others = histories[from]();
    assert.equal(readHistory(others).standing, from);
    for (const kind of movementKinds as readonly MovementKind[]) {
      const [outcome = null] = Object.keys(kind.outcomes ?? {});
      const movement = moved('2015-01-01', kind.code, outcome);
      const holding = [held(kind.families?.[0] ? ofFamily(kind.families[0]) : 's37/41')];
      const refusal = refuseMovement({ movement, others, authorities: holding, today });
      if (kind.byProgram) assert.equal(refusal?.says, 'register.refusal.kind', kind.code);
      else if (kind.from.includes(from)) assert.equal(refusal, undefined, kind.code);
      else {
        const says = from === 'ended' ? 'register.refusal.ended' : 'register.refusal.notFromHere';
        assert.deepEqual([refusal?.says, refusal?.rule], [says, kind.source], kind.code);
        assert.notEqual(kind.source, '');
      }
    }
  });
}

test('2.2: who is absent can be returned at any time, however long ago they went', () => {
  const others = histories['absent from hospital']();
  const movement = moved('2019-12-31', 'return');
  assert.equal(refuseMovement({ movement, others, authorities: [held('s37/41')], today }), undefined);
});
