import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CaseFacts, TribunalCase } from '../clocks/facts.ts';
import { day } from '../clocks/reading.ts';
import { references } from './grounds.ts';
import { type KeptTribunal, tribunalFacts } from './kept.ts';
import { mayApply, rightsOn } from './may-apply.ts';
import { mayRefer } from './may-refer.ts';
import {
  type AskedResult,
  type Outcome,
  outcomeLaw,
  outcomeRules,
  outcomes,
  refuseResult,
} from './results.ts';
import { type StepKind, stepKinds } from './step-kinds.ts';
import { dueAfter, reportsBy, stepLawOn, stepsToRecord } from './steps.ts';
import {
  type AskedWithholding,
  refuseWithholding,
  type WithholdingState,
  withholdingStates,
} from './withholding.ts';

const held = (kind: string, madeOn: string): CaseFacts => ({ authorities: [{ kind, madeOn }] });
const inHospital = held('s37/41', '2024-01-31');
const discharged: CaseFacts = {
  ...held('s37/41', '2010-01-15'),
  movements: [{ kind: 'conditional discharge', on: '2026-03-10' }],
};
const deprived: CaseFacts = { ...discharged, libertyConditions: [{ fromOn: '2026-03-10' }] };
const recalled: CaseFacts = {
  ...discharged,
  movements: [...(discharged.movements ?? []), { kind: 'recall', on: '2026-10-31' }],
};
const withCases = (facts: CaseFacts, ...tribunalCases: TribunalCase[]) => ({ ...facts, tribunalCases });
const application = (madeOn: string, more: Partial<TribunalCase> = {}): TribunalCase => ({
  ...{ id: '1', kind: 'application', madeOn },
  ...more,
});
const kept = (more: Partial<KeptTribunal> = {}): KeptTribunal => ({
  ...{ id: 1, kind: 'reference', madeOn: '2026-11-02', steps: [], results: [] },
  ...more,
});
const step = (kind: StepKind, onDay: string) => ({ kind, onDay });

const today = '2030-06-01';
const windowsAt = (facts: CaseFacts, on: string) =>
  rightsOn(facts, on).map(({ ground, window }) => [ground, window.from.toString(), window.until.toString()]);

test('6.3, section 70: somebody detained may apply once in months six to twelve, and then once in each year', () => {
  assert.deepEqual(windowsAt(inHospital, '2024-02-01'), [['s70', '2024-07-31', '2025-01-30']]);
  assert.deepEqual(windowsAt(inHospital, '2025-01-31'), [['s70', '2025-01-31', '2026-01-30']]);
  assert.equal(mayApply(inHospital, '2024-07-30', today).refusal?.says, 'tribunal.refusal.notOpen');
  assert.equal(mayApply(inHospital, '2024-07-31', today).right?.ground, 's70');
  assert.equal(mayApply(inHospital, '2025-01-30', today).right?.window.from.toString(), '2024-07-31');
});

test('section 77(2): one application in a period, whichever was recorded first; one withdrawn is disregarded', () => {
  const used = withCases(inHospital, application('2024-09-01'));
  assert.equal(mayApply(used, '2024-10-01', today).refusal?.says, 'tribunal.refusal.notOpen');
  assert.equal(mayApply(used, '2024-08-01', today).refusal?.says, 'tribunal.refusal.once');
  const withdrawn = withCases(inHospital, application('2024-09-01', { withdrawnOn: '2024-09-20' }));
  assert.equal(mayApply(withdrawn, '2024-10-01', today).right?.ground, 's70');
  const other = withCases(inHospital, application('2025-03-01'), {
    ...application('2024-09-01'),
    kind: 'reference',
  });
  assert.equal(mayApply(other, '2024-10-01', today).right?.ground, 's70');
});

test('section 69(2): a transferred prisoner may apply in the first six months too', () => {
  const prisoner = held('s47/49', '2024-01-15');
  assert.equal(mayApply(prisoner, '2024-02-01', today).right?.ground, 's69(2)');
  assert.equal(mayApply(prisoner, '2024-08-01', today).right?.ground, 's70');
});

test('6.3, section 75(2): discharged without loss of liberty, between one and two years, then once in two years', () => {
  assert.deepEqual(windowsAt(discharged, '2026-04-01'), [['s75(2)', '2027-03-10', '2028-03-09']]);
  assert.deepEqual(windowsAt(discharged, '2028-03-10'), [['s75(2)', '2028-03-10', '2030-03-09']]);
});

test('6.3: discharged and deprived of liberty, between six and twelve months, then once in two years', () => {
  assert.deepEqual(windowsAt(deprived, '2026-04-01'), [['s75(2)', '2026-09-10', '2027-03-09']]);
  assert.deepEqual(windowsAt(deprived, '2027-03-10'), [['s75(2)', '2027-03-10', '2029-03-09']]);
  const ended = { ...discharged, libertyConditions: [{ fromOn: '2026-03-10', untilOn: '2026-06-30' }] };
  assert.deepEqual(windowsAt(ended, '2026-07-01'), [['s75(2)', '2027-06-30', '2028-06-29']]);
});

test('6.3: the times start anew from recall', () => {
  assert.deepEqual(windowsAt(recalled, '2026-11-01'), [['s70', '2027-05-01', '2027-10-30']]);
  assert.equal(mayApply(recalled, '2027-04-30', today).refusal?.says, 'tribunal.refusal.notOpen');
});

test('nobody applies ahead of today, nor without restrictions', () => {
  assert.equal(mayApply(inHospital, '2030-06-02', today).refusal?.says, 'tribunal.refusal.future');
  assert.equal(mayApply({ authorities: [] }, '2026-01-01', today).refusal?.says, 'tribunal.refusal.noRight');
});

type Reference = Parameters<typeof mayRefer>[0];
const refer = (ground: Reference['ground'], facts: CaseFacts, madeOn: string) => {
  const { reference, refusal } = mayRefer({ ground, facts, madeOn, today });
  return refusal ? refusal.says.replace('tribunal.refusal.', '') : [reference?.dueOn, reference?.rule];
};

test('6.3, section 75(1)(a): after recall a reference is due within one month of return, late or not, and once', () => {
  const rule = 'recall-reference 1983-1';
  assert.deepEqual(refer('s75(1)(a)', recalled, '2026-11-02'), ['2026-11-30', rule]);
  assert.deepEqual(refer('s75(1)(a)', recalled, '2027-01-05'), ['2026-11-30', rule]);
  assert.equal(refer('s75(1)(a)', inHospital, '2026-11-02'), 'notRecalled');
  assert.equal(refer('s75(1)(a)', discharged, '2026-11-02'), 'standing');
  const referred = withCases(recalled, ...tribunalFacts([kept()]));
  assert.equal(refer('s75(1)(a)', referred, '2026-11-20'), 'referred');
});

test('6.3: a recall on 31 January calls for its reference by the last day of February', () => {
  const onLast = {
    ...discharged,
    movements: [...(discharged.movements ?? []), { kind: 'recall', on: '2027-01-31' }],
  };
  assert.deepEqual(refer('s75(1)(a)', onLast as CaseFacts, '2027-02-02'), [
    '2027-02-28',
    'recall-reference 1983-1',
  ]);
});

test('6.3, section 71(2): a reference when no tribunal has considered the case for three years', () => {
  assert.deepEqual(refer('s71(2)', inHospital, '2026-11-02'), ['2027-01-31', 'reference-in-hospital 1983-1']);
  assert.equal(refer('s71(2)', discharged, '2026-11-02'), 'standing');
});

test('section 71(1): the Secretary of State may refer at any time, and not ahead of today', () => {
  for (const facts of [inHospital, discharged, recalled])
    assert.deepEqual(refer('s71(1)', facts, '2026-11-02'), [null, 's71(1) 1983-1']);
  assert.equal(refer('s71(1)', { authorities: [] }, '2026-11-02'), 'standing');
  assert.equal(refer('s71(1)', inHospital, '2030-06-02'), 'future');
});

test('6.3, section 75(2C): a reference on a discharge that takes away liberty, since 18 February 2026', () => {
  assert.deepEqual(refer('s75(2C)', deprived, '2026-11-02'), [
    '2027-03-10',
    'reference-deprived-of-liberty 2026-02',
  ]);
  assert.deepEqual(refer('s75(2C)', discharged, '2026-11-02'), [null, 's75(2C) 2026-02']);
  const before = {
    ...discharged,
    movements: [{ kind: 'conditional discharge', on: '2024-03-10' }],
  } as CaseFacts;
  assert.equal(refer('s75(2C)', before, '2026-02-17'), 'notLaw');
});

test('property: a time to apply never ends before it begins, and whoever is in it may apply', () => {
  const dates = fc.integer({ min: 0, max: 6000 }).map(days => day('2012-01-01').add({ days }));
  fc.assert(
    fc.property(dates, fc.integer({ min: 0, max: 3000 }), (madeOn, later) => {
      const facts = held('s37/41', madeOn.toString());
      const on = madeOn.add({ days: later }).toString();
      for (const { window } of rightsOn(facts, on)) {
        assert.ok(window.from.toString() <= window.until.toString());
        const right = mayApply(facts, window.until.toString(), '2050-01-01').right;
        assert.equal(right?.window.until.toString(), window.until.toString());
      }
    }),
    { numRuns: 200 },
  );
});

test('property: a recall starts every time anew, whatever was before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 2500 }), fc.integer({ min: 0, max: 364 }), (until, since) => {
      const recallOn = day('2016-02-29').add({ days: until });
      const facts: CaseFacts = {
        ...held('s37/41', '2012-05-05'),
        movements: [
          { kind: 'conditional discharge', on: '2016-02-29' },
          { kind: 'recall', on: recallOn.toString() },
        ],
      };
      const [right] = rightsOn(facts, recallOn.add({ days: since }).toString());
      assert.equal(right?.ground, 's70');
      assert.equal(right?.clock.startedOn.toString(), recallOn.toString());
      assert.ok(Temporal.PlainDate.compare(right?.window.from ?? recallOn, recallOn.add({ months: 6 })) >= 0);
    }),
    { numRuns: 100 },
  );
});

const due = (facts: CaseFacts, kind: StepKind, onDay: string, tribunal: KeptTribunal) => {
  const by = dueAfter({ kind, onDay }, { id: 1, tribunals: [tribunal], facts });
  return by && [by.on, by.rule];
};

test('6.3: the hospital’s statement and reports are due within three weeks of being asked', () => {
  const asked = kept({ kind: 'application' });
  assert.deepEqual(due(inHospital, 'reports asked', '2026-11-05', asked), [
    '2026-11-26',
    'hospital-statement 2008-11',
  ]);
  assert.equal(due(inHospital, 'received', '2026-11-05', asked), undefined);
  assert.equal(due(inHospital, 'reports asked', '2008-01-05', asked), undefined);
});

test('6.3: of somebody discharged the two supervisors are named, and have three weeks', () => {
  const named = due(discharged, 'supervisors named', '2026-11-02', kept());
  assert.deepEqual(named, ['2026-11-23', 'supervisors-reports 2012-04']);
  assert.equal(due(discharged, 'reports asked', '2026-11-02', kept()), undefined);
});

test('6.3: the Secretary of State’s comments are due two weeks after the reports on a recall, otherwise three', () => {
  const asked = [step('reports asked', '2026-11-05')];
  const onRecall = due(recalled, 'hospital reports sent', '2026-11-20', kept({ steps: asked }));
  assert.deepEqual(onRecall, ['2026-12-04', 'state-comments-on-recall 2008-11']);
  const otherwise = due(inHospital, 'hospital reports sent', '2026-11-20', kept({ steps: asked }));
  assert.deepEqual(otherwise, ['2026-12-11', 'state-comments 2008-11']);
  const other = kept({ id: 2, kind: 'application', steps: asked });
  const sent = { kind: 'hospital reports sent', onDay: '2026-11-20' } as const;
  assert.equal(dueAfter(sent, { id: 2, tribunals: [kept(), other], facts: recalled })?.on, '2026-12-11');
});

test('both supervisors report before the comments are due, whichever comes first', () => {
  const first = due(discharged, 'clinician report sent', '2026-11-20', kept());
  assert.equal(first, undefined);
  const steps = [step('clinician report sent', '2026-11-20')];
  const second = due(discharged, 'social report sent', '2026-11-25', kept({ steps }));
  assert.deepEqual(second, ['2026-12-16', 'state-comments 2008-11']);
});

test('what the clocks read of cases before the tribunal: the days of their papers, and nothing of a mistake', () => {
  const steps = [
    ...[step('reports asked', '2026-11-03'), step('supervisors named', '2026-11-04')],
    ...[step('hospital reports sent', '2026-11-05'), step('state comments sent', '2026-11-06')],
    ...[step('social report sent', '2026-11-07'), step('clinician report sent', '2026-11-08')],
  ];
  const result = (outcome: Outcome, decidedOn: string) => ({ outcome, decidedOn });
  assert.deepEqual(tribunalFacts([kept({ steps, results: [result('no discharge', '2026-11-20')] })]), [
    {
      ...{ id: '1', kind: 'reference', madeOn: '2026-11-02', hospitalAskedOn: '2026-11-03' },
      ...{ supervisorsNamedOn: '2026-11-04', hospitalStatementOn: '2026-11-05', commentsOn: '2026-11-06' },
      ...{ supervisorsReportsOn: '2026-11-08', consideredOn: '2026-11-20' },
    },
  ]);
  const bare = { id: '1', kind: 'reference', madeOn: '2026-11-02' };
  assert.deepEqual(tribunalFacts([kept({ results: [result('withdrawn', '2026-11-09')] })]), [
    { ...bare, withdrawnOn: '2026-11-09' },
  ]);
  assert.deepEqual(tribunalFacts([kept({ results: [result('entered by mistake', '2026-11-09')] })]), []);
  assert.deepEqual(tribunalFacts([kept({ steps: [step('social report sent', '2026-11-07')] })]), [bare]);
});

const now = (
  as: Parameters<typeof stepsToRecord>[0]['as'],
  by: 'hospital' | 'supervisors',
  done: StepKind[] = [],
) => stepsToRecord({ as, reportsBy: by, done, maySendWords: false, today });

test('who records what: the section all but the words, whoever reports their own report', () => {
  assert.equal(reportsBy(inHospital, '2026-11-02'), 'hospital');
  assert.equal(reportsBy(discharged, '2026-11-02'), 'supervisors');
  assert.deepEqual(now(['section'], 'hospital'), [
    ...['received', 'reports asked', 'hospital reports sent', 'state comments sent', 'hearing'],
  ]);
  assert.deepEqual(now(['section'], 'supervisors', ['received', 'hearing']), [
    ...[
      'supervisors named',
      'clinician report sent',
      'social report sent',
      'state comments sent',
      'adjourned',
    ],
  ]);
  assert.deepEqual(now(['responsible_clinician'], 'hospital'), ['hospital reports sent']);
  assert.deepEqual(now(['mha_office'], 'hospital'), ['reports asked', 'hospital reports sent']);
  assert.deepEqual(now(['social_supervisor'], 'supervisors'), ['social report sent']);
  assert.deepEqual(now(['clinical_supervisor'], 'supervisors'), ['clinician report sent']);
  assert.deepEqual(now(['social_supervisor'], 'hospital'), []);
  const old = { as: ['section'], reportsBy: 'hospital', done: [], maySendWords: false } as const;
  assert.deepEqual(stepsToRecord({ ...old, today: '2008-11-02' }), []);
});

test('the person’s words go only if they said yes, and never by the section', () => {
  for (const as of [
    'responsible_clinician',
    'mha_office',
    'social_supervisor',
    'clinical_supervisor',
  ] as const) {
    const asked = { as: [as], reportsBy: 'supervisors', done: [], today } as const;
    assert.ok(stepsToRecord({ ...asked, maySendWords: true }).includes('words sent'));
    assert.ok(!stepsToRecord({ ...asked, maySendWords: false }).includes('words sent'));
  }
  assert.deepEqual(stepLawOn('words sent', today)?.recordedBy.includes('section'), false);
});

test('only hearings lie ahead', () => {
  const ahead = stepKinds.filter(kind => stepLawOn(kind, today)?.ahead);
  assert.deepEqual(ahead, ['hearing', 'adjourned']);
});

const asked = (outcome: Outcome, more: Partial<AskedResult> = {}): AskedResult => ({
  ...{
    outcome,
    decidedOn: '2026-11-20',
    onLiberty: false,
    found: [],
    facts: inHospital,
    today: '2026-11-22',
  },
  tribunal: { madeOn: '2026-11-02', results: [] },
  ...more,
});
const said = (outcome: Outcome, more: Partial<AskedResult> = {}) =>
  refuseResult(asked(outcome, more))?.says.replace('tribunal.refusal.', '');
const after = (outcome: Outcome) => ({ tribunal: { madeOn: '2026-11-02', results: [{ outcome }] } });
const prisoner = { facts: held('s47/49', '2024-01-15') };

test('a result is of its day: not ahead, not before the case came, and liberty only since 18 February 2026', () => {
  assert.equal(said('no discharge'), undefined);
  assert.equal(said('no discharge', { decidedOn: '2026-11-23' }), 'future');
  assert.equal(said('no discharge', { decidedOn: '2026-11-01' }), 'beforeMade');
  const early = { madeOn: '2025-01-01', results: [] };
  assert.equal(
    said('conditional discharge', { tribunal: early, decidedOn: '2026-02-17', onLiberty: true }),
    'liberty',
  );
  const found = ['another person', 'no less beneficial'] as const;
  assert.equal(
    said('conditional discharge', { decidedOn: '2026-02-18', tribunal: early, onLiberty: true, found }),
    undefined,
  );
});

test('section 73(5A) and (5B): conditions take away liberty only if the tribunal found both parts of its own test', () => {
  const liberty = (found: AskedResult['found']) =>
    said('deferred conditional discharge', { onLiberty: true, found });
  assert.equal(liberty([]), 'found');
  assert.equal(liberty(['another person']), 'found');
  assert.equal(liberty(['no less beneficial', 'public']), 'found', 'the public is the other test');
  assert.equal(liberty(['another person', 'no less beneficial']), undefined);
});

const withholding = (change: Partial<AskedWithholding> = {}) =>
  refuseWithholding({
    ...{ report: 'hospital reports sent', state: 'asked', onDay: '2026-11-20', before: [] },
    ...{ tribunal: { madeOn: '2026-11-02', sent: ['hospital reports sent'] }, today: '2026-11-22' },
    ...change,
  })?.says.replace('tribunal.refusal.', '');

test('6.3, rule 14(2): a report that has gone is kept from the person when the tribunal directs it, and until then not', () => {
  assert.equal(withholding(), undefined);
  assert.equal(withholding({ report: 'state comments sent' }), 'notSent');
  assert.equal(withholding({ onDay: '2026-11-23' }), 'future');
  assert.equal(withholding({ onDay: '2026-11-01' }), 'beforeMade');
  const before = { madeOn: '2001-01-01', sent: ['hospital reports sent'] } as const;
  assert.equal(withholding({ onDay: '2008-11-02', tribunal: before }), 'withholding', 'no such rule yet');
  const after = (former: WithholdingState | undefined) =>
    withholdingStates.filter(state => {
      const report = 'hospital reports sent' as const;
      const kept = former ? [{ report, state: former }] : [];
      return withholding({ state, before: kept }) === undefined;
    });
  assert.deepEqual([undefined, ...withholdingStates].map(after), [
    ['asked', 'directed'],
    ['directed', 'refused'],
    ['lifted'],
    ['asked', 'directed'],
    ['asked', 'directed'],
  ]);
});

test('a deferred discharge moves nothing, and a discharge, or none, may come of it; all else is final', () => {
  assert.equal(outcomeLaw('deferred conditional discharge').movement, undefined);
  for (const first of outcomes) {
    for (const second of outcomes) {
      const isRefused = said(second, after(first)) === 'decided';
      assert.equal(isRefused, !outcomeLaw(first).followedBy?.includes(second), `${first}, ${second}`);
    }
  }
});

test('section 74: a transferred prisoner is notified of, and discharged only after that', () => {
  assert.equal(said('s74 notification', prisoner), undefined);
  assert.equal(said('s74 notification'), 'notPrisoner');
  assert.equal(said('s74 notification', { facts: { authorities: [] } }), 'notPrisoner');
  for (const outcome of [
    'absolute discharge',
    'conditional discharge',
    'deferred conditional discharge',
  ] as const)
    assert.equal(said(outcome, prisoner), 'noticeFirst');
  assert.equal(said('conditional discharge', { ...prisoner, ...after('s74 notification') }), undefined);
  assert.equal(outcomeLaw('s74 notification').movement, undefined);
});

test('a discharge is deferred from hospital, and conditions are changed of somebody discharged', () => {
  assert.equal(said('deferred conditional discharge', { facts: discharged }), 'resultStanding');
  assert.equal(said('deferred conditional discharge'), undefined);
  assert.equal(said('conditions changed'), 'resultStanding');
  assert.equal(said('conditions changed', { facts: discharged }), undefined);
});

test('every outcome names the section it rests on', () => {
  assert.deepEqual(
    outcomeRules.map(({ id }) => id),
    outcomes,
  );
  const sources = outcomeRules.map(({ source }) => source.reference ?? source.name);
  assert.ok(sources.every(source => /^sections? \d|^Ownwords default/.test(source)));
});

test('every reference has a law of its own', () => {
  for (const ground of references) assert.notEqual(refer(ground, recalled, '2026-11-02'), 'notLaw');
});
