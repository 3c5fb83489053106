import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gateIds } from './leave-gates.ts';

/** What a rule says, by its section in the facts of this field, and where the test stands that has its name. */
type Row = readonly [section: string, rule: string, file: string, name: string];

const rows: readonly Row[] = [
  [
    '3.1',
    'compassionate leave is critical work',
    'rules/kinds-and-flags',
    '3.1: compassionate leave is critical',
  ],
  [
    '3.1',
    'this form for medical leave only of high profile',
    'moves/leave-kinds',
    'gate ML-5: medical leave asks',
  ],
  [
    '3.1',
    'extended leave has a form of its own',
    'moves/leave-kinds',
    'extended leave hears whom leave hears',
  ],
  [
    '3.1',
    'trial leave is a matter of transfer',
    'moves/transfer',
    'on trial leave both care teams are in the case',
  ],
  ['3.1', 'consent beyond the named place', 'register/entry', 'the named place and its boundary are kept'],
  [
    '3.2',
    'sections of the form in order',
    'forms/leave-application-2024',
    'the form has the sections 1 to 9b',
  ],
  ['3.2', 'sections that depend on the leave', 'forms/leave-application-2024', 'overnight leave opens 3d'],
  ['3.2', 'the person’s own part', 'forms/leave-application-2024', 'the person is asked three things'],
  ['3.2', 'five working days', 'rules/leave-clocks', 'LG-2: asked on Monday 16 November'],
  ['3.2', 'the responsible clinician alone asks', 'clinical/pages', 'only the responsible clinician starts'],
  ['3.3', 'LG-4, later: no start without notice', 'rules/leave-clocks', 'LG-4: leave '],
  ['3.3', 'LG-9: a map with a clear boundary', 'rules/victims/victims', 'LG-9: a boundary is refused'],
  ['3.4', 'sight and opportunity, or why not', 'rules/leave-gate-cases', "'AX-1'"],
  [
    '3.4',
    'third-party information stays from the person',
    'clinical/closed-part',
    'no closed word, and no sign of',
  ],
  [
    '3.4',
    'MAPPA’s concerns only if the Chair agrees',
    'mappa/mappa',
    '6.6: with the Chair’s agreement the person',
  ],
  [
    '3.5',
    'the clinician grants, starts, suspends',
    'clinical/after-submission',
    'leave is granted, started, suspended',
  ],
  [
    '3.5',
    'MAPPA hears before leave starts',
    'clinical/after-submission',
    'leave cannot start while MAPPA has not',
  ],
  ['3.5', 'what was consented to is withdrawn', 'moves/moves', 'consent is withdrawn before it is used'],
  ['3.5', 'a refusal has reasons', 'mhcs/decision/rules', 'what a decision lacks is named'],
  ['3.5', 'a refusal is no rejection', 'mhcs/decision/refused-or-returned', 'a no ends an application'],
  ['4', 'at least once a year, on the anniversary', 'rules/clocks/reports', 'annual-report: it is due'],
  ['4', 'the anniversary of recall', 'rules/clocks/reports', 'on the anniversary of the recall'],
  ['4', 'of transferred prisoners', 'rules/clocks/reports', 'annual-report: for a transferred prisoner'],
  ['4', 'all sections complete', 'rules/report-gates', 'AS-1'],
  [
    '4',
    'sections of the report in order',
    'forms/annual-report-2025',
    'the report has the sections of the template',
  ],
  ['4', 'the clinical picture is confirmed anew', 'rules/report-gates', 'AS-2'],
  ['4', 'the person’s part', 'rules/report-gates', 'AS-3'],
  ['4', 'signed and dated', 'rules/report-gates', 'AS-4'],
  ['4', 'reminders of late reports', 'rules/clocks/reminders', 'reminders: only an escalation goes to'],
  [
    '5',
    'social supervisor first, then clinical',
    'clinical/parts-law',
    'a part is written by its own hands alone',
  ],
  ['5', 'both parts are signed', 'rules/report-gates', 'DR-3'],
  ['5', 'within four weeks, then every three months', 'rules/clocks/reports', 'discharge-report: it is due'],
  ['5', 'will be late', 'rules/clocks/reports', 'discharge-report: a notice that it will be late'],
  ['5', 'an interval agreed', 'clinical/discharge-report', 'a report that comes ends its clock'],
  ['5', 'changes are asked for by form', 'clinical/discharge-application', 'a supervisor asks for a change'],
  ['5', '14 days’ notice of an address', 'rules/conditions/conditions', '5: notice on 22 November'],
  ['5', 'the bank of standard conditions', 'rules/conditions/conditions', '5: the bank holds every topic'],
  ['6.1', 'only who was discharged is recalled', 'rules/kinds-and-flags', '6.1: only who was discharged'],
  ['6.1', 'grounds, and a breach is not enough', 'rules/recall/recall-rules', 'a breach and nothing else'],
  ['6.1', 'up-to-date medical evidence', 'rules/recall/recall-rules', 'evidence of two weeks and a day ago'],
  ['6.1', 'except in an emergency', 'rules/recall/recall-rules', "'RC-3', 'an emergency'"],
  ['6.1', 'by warrant', 'recall/recall', 'goes out as a warrant'],
  ['6.1', 'reasons within 72 hours', 'rules/recall/recall-rules', 'each duty has its own time'],
  [
    '6.1',
    'reference within one month of return',
    'rules/tribunal/tribunal-law',
    '6.3, section 75(1)(a): after recall',
  ],
  ['6.1', 'periods start anew', 'rules/tribunal/tribunal-law', '6.3: the times start anew from recall'],
  ['6.1', 'conditions end', 'conditions/held', '6.1: a recall ends every condition'],
  ['6.2', 'section 50(1): asked for of prisoners alone', 'rules/move-gates', 'prison under s47'],
  ['6.2', 'by warrant', 'moves/remission', 'who is remitted leaves on a warrant'],
  ['6.2', 'section 50(2): ends on the release date', 'rules/clocks/clocks-of', 'restrictions-end: it '],
  ['6.3', 'section 70', 'rules/tribunal/tribunal-law', '6.3, section 70: somebody detained'],
  ['6.3', 'section 71(2)', 'rules/tribunal/tribunal-law', '6.3, section 71(2): a reference when'],
  ['6.3', 'section 75(2)', 'rules/tribunal/tribunal-law', '6.3, section 75(2): discharged without'],
  ['6.3', 'deprived of liberty', 'rules/tribunal/tribunal-law', '6.3: discharged and deprived of liberty'],
  ['6.3', 'section 75(2C)', 'rules/tribunal/tribunal-law', '6.3, section 75(2C): a reference'],
  [
    '6.3',
    'reports in three weeks',
    'rules/tribunal/tribunal-law',
    '6.3: the hospital’s statement and reports',
  ],
  ['6.3', 'supervisors named at once', 'rules/tribunal/tribunal-law', '6.3: of somebody discharged the two'],
  ['6.3', 'the Secretary of State’s own information', 'tribunal/tribunal', '6.3: the section is told what'],
  ['6.3', 'comments', 'rules/tribunal/tribunal-law', '6.3: the Secretary of State’s comments are due'],
  ['6.3', 'Wales', 'tribunal/tribunal', '6.3, Wales: a case before the tribunal for Wales'],
  ['6.4', 'the clinician refers', 'mappa/mappa', '6.4: the responsible clinician refers'],
  ['6.4', 'category and level', 'mappa/mappa', '6.4: category and level keep their history'],
  ['6.5', 'who is told of what', 'rules/victims/victims', '6.5: a victim who wants all is told'],
  ['6.5', 'leave is nothing to be told', 'rules/victims/victims', '6.5: community leave is nothing'],
  [
    '6.5',
    'personal statements from March 2024',
    'rules/victims/victims',
    '6.5: a personal statement can be given',
  ],
  [
    '6.5',
    'they reach nobody else',
    'victim-liaison/liaison',
    '6.6: a personal statement can be read by no door',
  ],
  ['6.5', 'two summaries', 'summaries/summaries', '6.5: the person reads their own version'],
  ['6.6', 'contact details', 'victim-liaison/liaison', '6.6: a victim’s contact details are sealed'],
  [
    '6.6',
    'the address of somebody discharged',
    'addresses/addresses',
    '6.6: the victim side never reads an address',
  ],
  ['6.6', 'the patient’s own words', 'summaries/summaries', '6.6: no summary for a victim can hold'],
  [
    '7',
    'supervised discharge from 18 February 2026',
    'rules/discharge/discharge',
    '7: neither test of a supervised',
  ],
  ['7', 'two tests', 'rules/discharge/discharge', '2.2: the Secretary of State asks about the public'],
  [
    '7',
    'relaxed by the section or a tribunal',
    'rules/conditions/conditions',
    '7: what eases or ends a condition',
  ],
  [
    '6.1',
    'hospital, ward and circle follow the return',
    'recall/afterwards',
    'once the return is recorded, the hospital',
  ],
  ['6.3', 'rule 14(2): a report that is kept back', 'tribunal/tribunal', '6.3, rule 14(2): that a report'],
  ['7', 'the tribunal’s own finding', 'rules/tribunal/tribunal-law', 'section 73(5A) and (5B): conditions'],
  ['11.2', 'extremism shrinks the readers', 'flags/flags', 'a case that is marked for extremism'],
  ['12.5', 'one engine for all clocks', 'rules/clocks/every-clock', '12.5: no clock of the engine'],
];

const casework = join(import.meta.dirname, '..');
const textOf = (file: string) => {
  const path = join(casework, `${file}.ts`);
  return readFileSync(file.endsWith('-cases') ? path : path.replace(/\.ts$/, '.test.ts'), 'utf8');
};

for (const [section, rule, file, name] of rows) {
  test(`named: ${section}, ${rule}`, () => assert.ok(textOf(file).includes(name), `${file}: “${name}”`));
}

test('named: each gate of the leave application, LG-1 to LG-14', () => {
  const missing = gateIds.filter(gate => !textOf('rules/leave-gate-cases').includes(`['${gate}', `));
  assert.deepEqual(missing, []);
});
