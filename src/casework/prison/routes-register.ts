import { type Again, drawForm } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, type Route, route } from '../../platform/web/index.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { registerPaths } from '../register/paths.ts';
import { registerPrisoner } from './commands/register-prisoner.ts';
import { prisonPaths } from './paths.ts';
import { type Registrable, readPrisons } from './queries/read-prisons.ts';
import { readPrisoner, registerFields } from './register-form.ts';

type Asked = Ask<unknown, unknown>;

const isSection = ({ actor }: Asked) => actor.door === 'national';

function registerPage(ask: Asked, { prisons }: Registrable, again?: Again): Answer {
  const { t } = ask;
  return {
    page: 'casework/prison/views/register.njk',
    title: t('prison.register.title'),
    backHref: isSection(ask) ? registerPaths.asAt() : clinicalPaths.patients(),
    model: {
      form: drawForm(t, {
        ...{ action: prisonPaths.register(), fields: registerFields(isSection(ask)), again },
        button: 'prison.register.save',
      }),
      // Somebody who works in one prison is asked nothing about it.
      prisons: prisons.map(({ unitId, name }) => ({
        ...{ code: unitId, text: name },
        selected: prisons.length === 1 || String(unitId) === again?.typed.texts.unit,
      })),
    },
    problems: again?.problems,
  };
}

async function register(ask: Asked): Promise<Answer> {
  const { tx, body, t, today, actor } = ask;
  const registrable = await readPrisons(tx, actor);
  const read = readPrisoner(body, { registrable, isSection: isSection(ask), today, t });
  if (read.problems.length > 0) return registerPage(ask, registrable, read);
  const caseId = await registerPrisoner(tx, read.register);
  if (caseId === 'taken') {
    const problem = { field: 'mhcs', text: t('prison.register.problem.taken') };
    return registerPage(ask, registrable, { typed: read.typed, problems: [problem] });
  }
  const goTo = isSection(ask) ? mhcsPaths.case(caseId) : clinicalPaths.patient(caseId);
  return { goTo, say: 'prison.register.done' };
}

const ofPrisons = { path: prisonPaths.register(), access: [...mhcsRoles, 'prison_healthcare'] } as const;

/** Somebody in prison comes into the record: by the healthcare of that prison, or by the section from paper. */
export const registerPrisonerRoutes: readonly Route[] = [
  route({
    ...{ ...ofPrisons, method: 'GET', audit: 'none: a form that nobody stands in yet' },
    handle: async ask => registerPage(ask, await readPrisons(ask.tx, ask.actor)),
  }),
  route({ ...{ ...ofPrisons, method: 'POST', audit: 'by the command' }, handle: register }),
];
