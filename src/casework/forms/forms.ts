import type { Form } from '../../platform/forms/index.ts';
import { type DocumentKind, kindRules } from '../rules/document-kinds.ts';
import { annualReport2025 } from './annual-report-2025.ts';
import { changeOfConditions2023 } from './change-of-conditions.ts';
import {
  dischargeApplication2022,
  dischargeApplication2026,
  liftingRequest2024,
} from './discharge-application.ts';
import { dischargeReport2026 } from './discharge-report-2026.ts';
import { extendedLeave2026 } from './extended-leave-2026.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';
import { leaveReport2026 } from './leave-report-2026.ts';
import { medicalLeave2026 } from './medical-leave-2026.ts';
import { ownDischarge2026, ownLifting2026 } from './own-request-2026.ts';
import { prisonTransfer2026 } from './prison-transfer-2026.ts';
import { recall2026, urgentRecall2026 } from './recall-2026.ts';
import { remission2026 } from './remission-2026.ts';
import { transfer2026 } from './transfer-2026.ts';

/** Every version of every form that something was ever begun on, oldest first. None is ever taken out. */
const forms: readonly Form[] = [
  leaveApplication2024,
  annualReport2025,
  dischargeApplication2022,
  dischargeApplication2026,
  transfer2026,
  remission2026,
  dischargeReport2026,
  recall2026,
  urgentRecall2026,
  medicalLeave2026,
  extendedLeave2026,
  liftingRequest2024,
  changeOfConditions2023,
  leaveReport2026,
  prisonTransfer2026,
  ownDischarge2026,
  ownLifting2026,
];

/** How a document names the form that it was begun on: "leave-application-2024 1". */
export function nameOfForm(form: Form): string {
  return `${form.id} ${form.version}`;
}

/**
 * The form that a document was begun on: it stays on that one, whatever is in force today.
 * @param name as `nameOfForm` gave it
 * @throws when there is no such form, since to read answers by another form is to change what was said
 */
export function formNamed(name: string): Form {
  const form = forms.find(candidate => nameOfForm(candidate) === name);
  if (!form) throw new Error(`There is no form "${name}".`);
  return form;
}

/** Every version of the forms of a kind, oldest first. */
export function formsOf(kind: DocumentKind): readonly Form[] {
  return forms.filter(({ id }) => id.startsWith(`${kindRules[kind].form}-`));
}

/**
 * The form on which a document is begun.
 * @param kind what is begun
 * @param day the day on which it is begun
 * @throws when no form of the kind was in force yet
 */
export function formOn(kind: DocumentKind, day: Temporal.PlainDate): Form {
  const form = formsOf(kind).findLast(({ inForceFrom }) => inForceFrom <= day.toString());
  if (!form) throw new Error(`No form for a ${kind} was in force on ${day}.`);
  return form;
}
