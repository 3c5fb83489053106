import type { Form } from '../../platform/forms/index.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';

/** Every version of the leave application that something was ever begun on, oldest first. None is ever taken out. */
const leaveForms: readonly Form[] = [leaveApplication2024];

/** How an application names the form that it was begun on: "leave-application-2024 1". */
export function nameOfForm(form: Form): string {
  return `${form.id} ${form.version}`;
}

/**
 * The form that an application was begun on: it stays on that one, whatever is in force today.
 * @param name as `nameOfForm` gave it
 * @throws when there is no such form, since to read answers by another form is to change what was said
 */
export function leaveFormNamed(name: string): Form {
  const form = leaveForms.find(candidate => nameOfForm(candidate) === name);
  if (!form) throw new Error(`There is no leave form "${name}".`);
  return form;
}

/**
 * The form on which an application is begun.
 * @param day the day on which it is begun
 * @throws when no form was in force yet
 */
export function leaveFormOn(day: Temporal.PlainDate): Form {
  const form = leaveForms.findLast(({ inForceFrom }) => inForceFrom <= day.toString());
  if (!form) throw new Error(`No leave form was in force on ${day}.`);
  return form;
}
