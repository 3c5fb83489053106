export { type BankHoliday, type BankHolidayName, bankHolidaysOf, coveredYears } from './bank-holidays.ts';
export { type Clock, dayOf, type FixedClock, fixedClock, systemClock, todayIn } from './clock.ts';
export {
  type ClockPause,
  ClockProblem,
  type ClockReading,
  type ClockRule,
  type ClockUnit,
  readClock,
  type StatutoryClock,
} from './clock-engine.ts';
export { type ClockState, clockStates } from './clock-states.ts';
export {
  type DatedRule,
  datedRules,
  RuleProblem,
  type RuleSource,
  ruleInForce,
  rulesInForce,
  type SourceMark,
} from './dated-rule.ts';
export { zone } from './london.ts';
export {
  type DatePart,
  type DateProblem,
  dateProblems,
  type ReadDate,
  readDate,
  type TypedDate,
} from './read-date.ts';
export {
  type ShownDay,
  type ShownMoment,
  showDay,
  showDaysLeft,
  showMoment,
  showMonth,
  showTime,
  showWeekday,
} from './show.ts';
export { addWorkingDays, isWorkingDay, nextWorkingDay, workingDaysBetween } from './working-days.ts';
