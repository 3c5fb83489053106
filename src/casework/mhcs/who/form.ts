import type { Translate } from '../../../platform/language/index.ts';
import { boxesFor, type Field, readFields, type Typed } from '../../../platform/small-forms/index.ts';
import { type Body, type FieldProblem, idNumber, one } from '../../../platform/web/index.ts';
import { readReference } from '../../prison/register-form.ts';
import { patientFields } from '../../register/patient-form.ts';
import type { PutRight } from './commands/put-person-right.ts';
import type { Who } from './queries/read-who.ts';

/** What is asked: the same as of whoever comes into the register. */
export const whoFields: readonly Field[] = [
  ...patientFields.who,
  ...patientFields.numbers.filter(({ name }) => name === 'mhcs'),
];

/** The form as it begins: what the record says. */
export function typedWho(who: Who): Typed {
  return {
    texts: {
      ...{ family: who.familyName, given: who.givenNames, other: who.otherNames, language: who.language },
      ...(who.bornOn ? boxesFor('born', Temporal.PlainDate.from(who.bornOn)) : {}),
      ...{ mhcs: who.reference, team: String(who.teamId), seen: who.seen },
    },
    lists: {},
  };
}

type Read = { typed: Typed; problems: FieldProblem[]; right: PutRight };

/** Reads the form; what was typed comes back whole with what is wrong with it. */
export function readWhoForm(
  body: Body,
  { caseId, today, t }: { caseId: number; today: Temporal.PlainDate; t: Translate },
): Read {
  const { texts, lists, days, problems } = readFields(whoFields, body, t);
  const reference = readReference(texts.mhcs ?? '', today, t);
  const late = (days.born ?? '') > today.toString();
  const said = (name: string) => (texts[name] ?? '').trim();
  const [team, seen] = [one(body, 'team'), one(body, 'seen')];
  const teamId = idNumber.safeParse(team);
  return {
    typed: { texts: { ...texts, team, seen }, lists },
    problems: [
      ...problems,
      ...(late ? [{ field: 'born-day', text: t('prison.register.problem.bornAhead') }] : []),
      ...(reference.problem ? [reference.problem] : []),
    ],
    right: {
      ...{ caseId, seen, teamId: teamId.success ? teamId.data : null, bornOn: days.born ?? null },
      ...{ familyName: said('family'), givenNames: said('given'), otherNames: said('other') },
      ...{ language: said('language') === 'cy' ? 'cy' : 'en', reference: reference.value },
    },
  };
}
