import { drawForm, nothingTyped, type Typed } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, type FieldProblem, type Route, route } from '../../platform/web/index.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { arrivalChoices } from '../moves/move-forms.ts';
import { readPlaces } from '../moves/queries/read-places.ts';
import { readPrisons } from '../prison/queries/read-prisons.ts';
import { authorityChoices } from './authority-form.ts';
import { registerPatient } from './commands/register-patient.ts';
import { registerPaths } from './paths.ts';
import { patientFields, readPatient } from './patient-form.ts';

type Asked = Ask<unknown, unknown>;

async function patientPage(
  { tx, t }: Asked,
  typed: Typed = { ...nothingTyped, texts: { language: 'en' } },
  problems?: readonly FieldProblem[],
): Promise<Answer> {
  const action = registerPaths.newPatient();
  const again = { typed, problems: problems ?? [] };
  const draw = (fields: (typeof patientFields)[keyof typeof patientFields]) =>
    drawForm(t, { action, fields, again, button: 'register.patient.save' });
  return {
    page: 'casework/register/views/patient.njk',
    title: t('register.patient.title'),
    backHref: registerPaths.asAt(),
    model: {
      form: draw(patientFields.who),
      numbers: draw(patientFields.numbers).fields,
      restricted: draw(patientFields.restricted).fields,
      place: draw(patientFields.place).fields,
      kinds: authorityChoices(typed.texts.kind, t),
      arrival: arrivalChoices(await readPlaces(tx, null), typed),
    },
    problems,
  };
}

async function register(ask: Asked): Promise<Answer> {
  const { tx, body, t, today, actor } = ask;
  const { testNumbers } = await readPrisons(tx, actor);
  const places = await readPlaces(tx, null);
  const read = readPatient(body, { places, testNumbers, today, t });
  if (!read.register) return patientPage(ask, read.typed, read.problems);
  const caseId = await registerPatient(tx, read.register);
  if (caseId === 'taken')
    return patientPage(ask, read.typed, [{ field: 'mhcs', text: t('register.patient.problem.taken') }]);
  return { goTo: mhcsPaths.case(caseId), say: 'register.patient.done' };
}

const inRegister = { path: registerPaths.newPatient(), access: mhcsRoles } as const;

/** A restricted patient comes into the register: by the section, from the order or the warrant. */
export const patientRoutes: readonly Route[] = [
  route({
    ...{ ...inRegister, method: 'GET', audit: 'none: a form that nobody stands in yet' },
    handle: ask => patientPage(ask),
  }),
  route({ ...{ ...inRegister, method: 'POST', audit: 'by the command' }, handle: register }),
];
