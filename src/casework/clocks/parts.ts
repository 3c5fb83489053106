import type { Translate } from '../../platform/language/index.ts';
import { clockPaths } from './paths.ts';

type Part = 'due' | 'calendar' | 'workload' | 'cover';

/** The ways between the pages of the section's clocks. */
export function sectionParts(current: Part, t: Translate) {
  return [
    { href: clockPaths.worklist(), text: t('clocks.due.title'), current: current === 'due' },
    { href: clockPaths.calendar(), text: t('clocks.calendar.title'), current: current === 'calendar' },
    { href: clockPaths.workload(), text: t('clocks.workload.title'), current: current === 'workload' },
    { href: clockPaths.cover(), text: t('clocks.cover.title'), current: current === 'cover' },
  ];
}

/** The ways between the hospital's two. */
export function hospitalParts(current: 'due' | 'calendar', t: Translate) {
  return [
    { href: clockPaths.due(), text: t('clocks.due.title'), current: current === 'due' },
    { href: clockPaths.dueCalendar(), text: t('clocks.calendar.title'), current: current === 'calendar' },
  ];
}
