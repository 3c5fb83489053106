import { showDay } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  found,
  holds,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { addressPaths } from '../addresses/paths.ts';
import { careTeam } from '../clinical/care-team.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { personPaths } from '../person/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { conditionsOn } from '../rules/conditions/conditions-on.ts';
import { aroundThePerson, type CareAsk } from './around.ts';
import { conditionPaths } from './paths.ts';
import { readHeld, readMyConditions } from './queries/read-held.ts';
import { heldModel } from './show-held.ts';

const wayBack = ({ actor, params }: CareAsk): string =>
  holds(actor, ...careTeam) ? clinicalPaths.patient(params.caseId) : personPaths.helped();

async function carePage(ask: CareAsk): Promise<Answer> {
  const file = await readHeld(ask.tx, ask.params.caseId);
  return {
    page: 'casework/conditions/views/care.njk',
    title: ask.t('conditions.held.title'),
    backHref: wayBack(ask),
    model: { ...heldModel(file, ask), addressHref: addressPaths.care(file.caseId) },
    about: { caseId: file.caseId, detail: { conditions: file.conditions.map(({ id }) => id) } },
  };
}

/** The person reads the words that were written for them; the legal wording stands behind each. */
async function myPage({ tx, t, today }: Ask<unknown, unknown>): Promise<Answer> {
  const mine = found(await readMyConditions(tx));
  const day = today.toString();
  const { holds: now, comes, isDischarged } = heldModel(mine, { t, today });
  const stopped = conditionsOn(mine.conditions, day, 'over').flatMap(({ plain, untilOn, liftedBy }) => {
    if (!untilOn) return [];
    const on =
      liftedBy === 'mistake'
        ? t('conditions.my.never')
        : t('conditions.my.stopped', { day: showDay(untilOn, t) });
    return { plain, on };
  });
  return {
    page: 'casework/conditions/views/mine.njk',
    title: t('conditions.my.title'),
    backHref: registerPaths.mine(),
    model: { now, comes, isDischarged, stopped: stopped.reverse(), addressHref: addressPaths.mine() },
    about: { caseId: mine.caseId, detail: { conditions: mine.conditions.map(({ id }) => id) } },
  };
}

export const readRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: conditionPaths.care(':caseId'), access: aroundThePerson, params: caseParams },
    ...{ audit: 'casework.conditions.read', handle: carePage },
  }),
  route({
    ...{ method: 'GET', path: conditionPaths.mine(), access: ['subject'] },
    ...{ audit: 'casework.conditions.read', handle: myPage },
  }),
];
