import type { TextKey } from '../language/index.ts';

/** The states of a clock, each with its words and the colour of its tag. */
export const clockStates = {
  running: { text: 'dates.clock.running', colour: 'blue' },
  paused: { text: 'dates.clock.paused', colour: 'grey' },
  'due soon': { text: 'dates.clock.dueSoon', colour: 'yellow' },
  overdue: { text: 'dates.clock.overdue', colour: 'red' },
  stopped: { text: 'dates.clock.stopped', colour: 'green' },
} as const satisfies Record<string, { text: TextKey; colour: string }>;

export type ClockState = keyof typeof clockStates;
