import type { TextKey } from '../../platform/language/index.ts';
import { decisionClocks } from '../rules/clocks/names.ts';
import { clockOfDuty } from '../rules/clocks/recall-duties.ts';

/** What a list of clocks can be narrowed to. */
export const clockGroups = {
  annual: { text: 'clocks.group.annual', kinds: ['annual-report'] },
  discharge: { text: 'clocks.group.discharge', kinds: ['discharge-report'] },
  recall: { text: 'clocks.group.recall', kinds: [...Object.values(clockOfDuty), 'recall-reference'] },
  leave: { text: 'clocks.group.leave', kinds: ['leave-report'] },
  references: {
    text: 'clocks.group.references',
    kinds: ['recall-reference', 'reference-in-hospital', 'reference-deprived-of-liberty'],
  },
  papers: {
    text: 'clocks.group.papers',
    kinds: [
      'hospital-statement',
      'supervisors-reports',
      'naming-supervisors',
      'state-comments',
      'state-comments-on-recall',
    ],
  },
  decisions: {
    text: 'clocks.group.decisions',
    kinds: decisionClocks,
  },
  ending: { text: 'clocks.group.ending', kinds: ['restrictions-end'] },
} as const satisfies Record<string, { text: TextKey; kinds: readonly string[] }>;

export type ClockGroup = keyof typeof clockGroups;
export const groupNames = Object.keys(clockGroups) as ClockGroup[];
