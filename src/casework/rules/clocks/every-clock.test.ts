import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockWork, clockWorkRules } from './clock-work.ts';
import { clocksOf } from './clocks-of.ts';
import type { CaseFacts, LeftDuty, TribunalCase } from './facts.ts';
import { clockLaw } from './law.ts';
import { clockName } from './names.ts';
import { day } from './reading.ts';
import { clockOfDuty } from './recall-duties.ts';

/** The clocks of section 12.5 of the facts of this field, and those that this program adds, each in the one engine. */

const today = '2026-11-18';
const inHospital: CaseFacts = { authorities: [{ kind: 's37/41', madeOn: '2024-01-15' }] };
const prisoner = (more: object = {}): CaseFacts => ({
  authorities: [{ kind: 's47/49', madeOn: '2026-09-01', releaseOn: '2027-01-10', ...more }],
});
const discharged: CaseFacts = {
  ...inHospital,
  movements: [{ kind: 'conditional discharge', on: '2026-03-01' }],
};
const recalled: CaseFacts = {
  ...inHospital,
  movements: [...(discharged.movements ?? []), { kind: 'recall', on: '2026-11-01' }],
};
const supervised: CaseFacts = { ...discharged, libertyConditions: [{ fromOn: '2026-04-01' }] };
const freed: CaseFacts = {
  ...discharged,
  libertyConditions: [{ fromOn: '2026-04-01', untilOn: '2026-11-10' }],
};
const before = (facts: CaseFacts, more: Partial<TribunalCase>): CaseFacts => ({
  ...facts,
  tribunalCases: [{ id: 't', kind: 'reference', madeOn: '2026-11-02', ...more }],
});
const asked = (answered: object): CaseFacts => ({
  ...inHospital,
  informationRequests: [{ id: 'i', askedOn: '2026-11-16', ...answered }],
});
const view = (facts: CaseFacts, answered: object): CaseFacts => ({
  ...facts,
  viewsAsked: [{ id: 'v', askedOn: '2026-11-16', ...answered }],
});
const waits = (
  priority: 'critical' | 'fast track' | 'hospital transfer' | 'other' | 'community leave',
  more: object,
): CaseFacts => ({
  ...inHospital,
  decidables: [{ id: 'd', priority, receivedOn: '2026-11-16', dueOn: '2026-11-30', ...more }],
});
const requested = (more: object): CaseFacts => ({
  ...inHospital,
  transferRequests: [{ id: 'p', requestedOn: '2026-11-02', ...more }],
});
const moves = (more: object): CaseFacts => ({
  ...discharged,
  addressChanges: [{ id: 'a', plannedOn: '2026-11-02', movesOn: '2026-12-20', ...more }],
});
const left = (duty: LeftDuty['duty'], more: object): CaseFacts => ({
  ...recalled,
  recallDuties: [{ id: '1/1', duty, leftOn: '2026-11-16', dueOn: '2026-11-23', ...more }],
});
const decided = { decidedOn: '2026-11-17' };
const answered = { answeredOn: '2026-11-17' };

type Row = {
  readonly id: string;
  readonly starts: CaseFacts;
  /** The day from which it is counted. */
  readonly from: string;
  readonly stops: CaseFacts;
  readonly inForceFrom: string;
  readonly source: RegExp;
  readonly pauses?: true;
};
const row = (
  id: string,
  [starts, from]: readonly [CaseFacts, string],
  stops: CaseFacts,
  [source, inForceFrom]: readonly [RegExp, string],
): Row => ({ id, starts, from, stops, source, inForceFrom });

const act = '1983-09-30';
const act2025 = '2026-02-18';
const first = '2012-01-01';
const theRest = (id: string, priority: Parameters<typeof waits>[0], inForceFrom = first): Row => ({
  ...row(id, [waits(priority, {}), '2026-11-16'], waits(priority, decided), [/target days/, inForceFrom]),
  pauses: true,
});

const rows: Readonly<Record<string, readonly Row[]>> = {
  'five working days for information': [
    row('leave-information', [asked({}), '2026-11-16'], asked(answered), [/2024 form/, '2015-01-01']),
  ],
  'four weeks after a discharge, then every three months': [
    row('discharge-report', [discharged, '2026-03-01'], recalled, [/conditional discharge report/, first]),
  ],
  'the annual report on the anniversary': [
    row('annual-report', [inHospital, '2024-01-15'], discharged, [/sections 41\(6\)/, act]),
    row('annual-report', [recalled, '2026-11-01'], discharged, [/sections 41\(6\)/, act]),
  ],
  'the reference within one month of a recall': [
    row('recall-reference', [recalled, '2026-11-01'], before(recalled, {}), [/section 75\(1\)\(a\)/, act]),
  ],
  'reports to the tribunal within three weeks': [
    row(
      'hospital-statement',
      [before(inHospital, { hospitalAskedOn: '2026-11-05' }), '2026-11-05'],
      before(inHospital, { hospitalAskedOn: '2026-11-05', hospitalStatementOn: '2026-11-10' }),
      [/rule 32\(6\)/, '2008-11-03'],
    ),
    row(
      'naming-supervisors',
      [before(discharged, {}), '2026-11-02'],
      before(discharged, { supervisorsNamedOn: '2026-11-03' }),
      [/rule 32\(4\)/, '2012-04-06'],
    ),
    row(
      'supervisors-reports',
      [before(discharged, { supervisorsNamedOn: '2026-11-03' }), '2026-11-03'],
      before(discharged, { supervisorsNamedOn: '2026-11-03', supervisorsReportsOn: '2026-11-10' }),
      [/rule 32\(4\) and \(5\)/, '2012-04-06'],
    ),
  ],
  'the comments of the Secretary of State': [
    row(
      'state-comments',
      [before(inHospital, { hospitalStatementOn: '2026-11-10' }), '2026-11-10'],
      before(inHospital, { hospitalStatementOn: '2026-11-10', commentsOn: '2026-11-12' }),
      [/rule 32/, '2008-11-03'],
    ),
    row(
      'state-comments-on-recall',
      [before(recalled, { hospitalStatementOn: '2026-11-10' }), '2026-11-10'],
      before(recalled, { hospitalStatementOn: '2026-11-10', commentsOn: '2026-11-12' }),
      [/rule 32/, '2008-11-03'],
    ),
  ],
  'when the person may apply, in hospital': [
    row('window-in-hospital', [inHospital, '2024-01-15'], discharged, [/sections 70 and 75/, act]),
    row(
      'window-first-six-months',
      [prisoner(), '2026-09-01'],
      before(prisoner(), { kind: 'application', madeOn: '2026-10-01' }),
      [/section 69\(2\)/, '2008-11-03'],
    ),
  ],
  'section 75, with and without conditions that take away liberty': [
    row('window-discharged', [discharged, '2026-03-01'], recalled, [/section 30\(2\)/, act2025]),
    row('window-deprived-of-liberty', [supervised, '2026-04-01'], freed, [/section 30\(2\)/, act2025]),
    row('reference-deprived-of-liberty', [supervised, '2026-04-01'], freed, [/section 32/, act2025]),
  ],
  'a reference after three years': [
    row('reference-in-hospital', [inHospital, '2024-01-15'], before(inHospital, {}), [
      /section 71\(2\)/,
      act,
    ]),
  ],
  '28 days for a transfer from prison, not in force yet': [
    row('prison-transfer', [requested({}), '2026-11-02'], requested({ admittedOn: '2026-11-12' }), [
      /section 37/,
      '9999-12-31',
    ]),
  ],
  '14 days’ notice of an address, and its answer': [
    row('address-notice', [moves({}), '2026-11-02'], moves({ toldOn: '2026-11-03' }), [
      /discharge application/,
      first,
    ]),
    row(
      'address-answer',
      [moves({ toldOn: '2026-11-03' }), '2026-11-03'],
      moves({ toldOn: '2026-11-03', ...answered }),
      [/Ownwords default/, first],
    ),
  ],
  'restrictions that end by themselves': [
    row('restrictions-end', [prisoner(), '2026-09-01'], prisoner({ endedOn: '2026-11-10' }), [
      /section 50\(2\)/,
      act,
    ]),
  ],
  'what a recall leaves to be done': (
    ['told briefly', 'full reasons', 'medical evidence', 'review', 'ask for words', 'answer words'] as const
  ).map(duty =>
    row(clockOfDuty[duty], [left(duty, {}), '2026-11-16'], left(duty, { metOn: '2026-11-17' }), [
      /Lee-Hirons|Ownwords/,
      '2024-01-01',
    ]),
  ),
  'decisions by their priority': [
    theRest('decision-critical', 'critical'),
    theRest('decision-fast-track', 'fast track'),
    theRest('decision-transfer', 'hospital transfer'),
    theRest('decision-other', 'other'),
    { ...theRest('leave-decision', 'community leave', '2015-01-01'), source: /./ },
  ],
  'reports and views that were asked for': [
    row(
      'leave-report',
      [
        { ...inHospital, askedReports: [{ id: 'r', askedOn: '2026-11-16', byOn: '2026-12-01' }] },
        '2026-11-16',
      ],
      inHospital,
      [/./, first],
    ),
    row('clinician-view', [view(inHospital, {}), '2026-11-16'], view(inHospital, answered), [/./, first]),
    row('supervisor-view', [view(discharged, {}), '2026-11-16'], view(discharged, answered), [/./, first]),
  ],
};

const law = Object.values(clockLaw).flat();
const ruleOf = ({ id, inForceFrom }: Row) => {
  const duty = Object.entries(clockOfDuty).find(([, clock]) => clock === id)?.[0];
  return law.find(rule => rule.id === (duty ?? id) && rule.inForceFrom === inForceFrom);
};
const read = (facts: CaseFacts, id: string) => clocksOf(facts, day(today)).find(clock => clock.id === id);

for (const [name, clocks] of Object.entries(rows)) {
  test(`12.5, ${name}: with source and day in force, its start, its end, and whether it can be paused`, () => {
    for (const one of clocks) {
      const rule = ruleOf(one);
      assert.ok(rule, `${one.id}: no rule in force from ${one.inForceFrom}`);
      assert.match(`${rule.source.name}, ${rule.source.reference ?? ''}`, one.source, one.id);
      const clock = read(one.starts, one.id);
      assert.equal(clock?.startedOn.toString(), one.from, one.id);
      assert.equal(clock?.version, rule.version, one.id);
      assert.equal(read(one.stops, one.id), undefined, `${one.id} stops`);
      const mayPause = 'mayPause' in Object(rule.value) && Object(rule.value).mayPause === true;
      assert.equal(mayPause, one.pauses === true, `${one.id} can be paused, or not`);
      assert.match(clockName(one.id), /^clocks\.name\./);
      assert.ok(clockWork(one.id, day(today)).rank > 0);
    }
  });
}

test('12.5: a decision stands still while information is awaited, and the 28 days chase nobody', () => {
  assert.equal(read(waits('other', { pausedOn: '2026-11-17' }), 'decision-other')?.state, 'paused');
  assert.equal(read(requested({}), 'prison-transfer')?.state, 'not in force');
});

test('12.5: no clock of the engine is without a row here', () => {
  const named = new Set(Object.values(rows).flatMap(clocks => clocks.map(({ id }) => id)));
  assert.deepEqual(
    clockWorkRules.map(({ id }) => id).filter(id => !named.has(id)),
    [],
  );
});
