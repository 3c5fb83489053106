import type { Translate } from '../../platform/language/index.ts';
import { type Field, readFields, type Typed } from '../../platform/small-forms/index.ts';
import { type Body, type FieldProblem, one } from '../../platform/web/index.ts';
import { readArrival } from '../moves/move-forms.ts';
import type { Places } from '../moves/queries/read-places.ts';
import { readNumber, readReference } from '../prison/register-form.ts';
import { restricts } from '../rules/register/authorities.ts';
import { refuseAuthority } from '../rules/register/may-hold.ts';
import { refuseMovement } from '../rules/register/may-move.ts';
import type { RegisterPatient } from './commands/register-patient.ts';
import { movementRefusalInWords } from './words.ts';

const unknown = 'prison.register.unknown';
const who: readonly Field[] = [
  { kind: 'line', name: 'family', label: 'prison.register.family', need: 'prison.register.problem.family' },
  { kind: 'line', name: 'given', label: 'prison.register.given' },
  { kind: 'line', name: 'other', label: 'register.patient.other', hint: 'register.patient.otherHint' },
  { kind: 'day', name: 'born', label: 'prison.register.born', hint: unknown, mayBeEmpty: true },
  {
    ...{ kind: 'one', name: 'language', label: 'register.patient.language' },
    need: 'register.patient.problem.language',
    choices: [
      { value: 'en', text: 'casework.language.en' },
      { value: 'cy', text: 'casework.language.cy' },
    ],
  },
];
const numbers: readonly Field[] = [
  {
    kind: 'line',
    name: 'mhcs',
    label: 'register.patient.reference',
    need: 'register.patient.problem.reference',
  },
  { kind: 'line', name: 'nhs', label: 'prison.register.nhs', hint: unknown },
  { kind: 'line', name: 'prison', label: 'prison.register.number', hint: unknown },
  { kind: 'line', name: 'pnc', label: 'prison.register.pnc', hint: unknown },
  { kind: 'line', name: 'cro', label: 'register.patient.cro', hint: unknown },
];
const restricted: readonly Field[] = [
  { kind: 'day', name: 'order', label: 'register.order', hint: 'register.orderHint', mayBeEmpty: true },
  { kind: 'day', name: 'received', label: 'register.received', mayBeEmpty: true },
  { kind: 'day', name: 'release', label: 'register.release', hint: 'register.releaseHint', mayBeEmpty: true },
  { kind: 'line', name: 'court', label: 'register.court' },
];
const place: readonly Field[] = [
  { kind: 'day', name: 'actual', label: 'register.patient.admitted', hint: 'register.patient.admittedHint' },
  { kind: 'line', name: 'toPlace', label: 'register.namedPlace', hint: 'register.namedPlaceHint' },
];

/** What is asked of whoever registers a patient, in the order and under the headings of the page. */
export const patientFields = { who, numbers, restricted, place } as const;

const numberKinds = ['nhs', 'prison', 'pnc', 'cro'] as const;
const choices = ['kind', 'unit', 'clinician'] as const;

type Reading = { places: Places; testNumbers: boolean; today: Temporal.PlainDate; t: Translate };
type Read = { typed: Typed; problems: FieldProblem[]; register?: RegisterPatient };

/** Reads the form: the patient, or a problem for each box that cannot be kept, with everything that was typed. */
export function readPatient(body: Body, reading: Reading): Read {
  const { t, today, places } = reading;
  const fields = Object.values(patientFields).flat();
  const { texts, lists, days, problems } = readFields(fields, body, t);
  const chosen = Object.fromEntries(choices.map(name => [name, one(body, name)]));
  const typed = { texts: { ...texts, ...chosen }, lists };
  const said = (name: string) => (texts[name] ?? '').trim();
  const read = numberKinds.map(kind => readNumber(kind, texts[kind] ?? '', reading));
  const reference = readReference(texts.mhcs ?? '', today, t);
  const { to, problems: away } = readArrival(body, t);
  const found = places.places.find(({ unitId }) => unitId === to?.unitId);
  const named = said('toPlace') || (found?.hospital ?? '');
  const law = readLaw({ kind: chosen.kind ?? '', court: said('court'), days, named }, reading);
  const late = (days.born ?? '') > today.toString();
  const all = [
    ...problems,
    ...(late ? [{ field: 'born-day', text: t('prison.register.problem.bornAhead') }] : []),
    ...[...read, reference].flatMap(({ problem }) => (problem ? [problem] : [])),
    ...law.problems,
    ...(to || away.length > 0 ? away : [{ field: 'unit', text: t('moves.problem.unit') }]),
  ];
  if (all.length > 0 || !to) return { typed, problems: all };
  const register = {
    ...{ reference: reference.value, familyName: said('family'), givenNames: said('given') },
    ...{ otherNames: said('other'), bornOn: days.born ?? null, language: said('language') },
    ...{ numbers: read.flatMap(({ known }) => (known ? [known] : [])), ...law.says },
    ...{ unitId: to.unitId, clinicianId: to.clinicianId },
  };
  return { typed, problems: [], register };
}

type Law = { kind: string; court: string; days: Record<string, string>; named: string };

/** The authority and the admission, and the first thing in each that the law of the register does not know. */
function readLaw({ kind, court, days, named }: Law, { t, today }: Reading) {
  const authority = {
    ...{ kind, court, precedence: 1, orderOn: days.order ?? null, receivedOn: days.received ?? null },
    ...{ releaseOn: days.release ?? null, endedOn: null, expiresOn: null },
  };
  const admission = {
    ...{ kind: 'admission', outcome: null, authorisedOn: null, actualOn: days.actual ?? '' },
    ...{ fromPlace: '', toPlace: named },
  };
  const refused = refuseAuthority(authority, today.toString());
  const problems: FieldProblem[] = [];
  if (refused)
    problems.push({
      field: refused.field === 'kind' ? 'kind' : `${refused.field}-day`,
      text: t(refused.says),
    });
  else if (!restricts(kind)) problems.push({ field: 'kind', text: t('import.problem.unrestricted') });
  if (problems.length === 0 && days.actual) {
    const movement = { ...admission, sequence: 1 };
    const wrong = refuseMovement({ movement, others: [], authorities: [authority], today: today.toString() });
    if (wrong) problems.push({ field: 'actual-day', text: movementRefusalInWords(wrong, 'admission', t) });
  }
  return { says: { authority, admission }, problems };
}
