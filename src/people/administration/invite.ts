import { z } from 'zod';
import type { Again } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  found,
  idNumber,
  one,
  type Route,
  readBody,
  route,
} from '../../platform/web/index.ts';
import { inviteAccount } from '../commands/invite-account.ts';
import { paths } from '../paths.ts';
import { type AdministeredUnit, administeredUnits } from '../queries/units.ts';
import { newAccount } from '../rules/new-account.ts';
import { choicesIn, readPlace, unitChoices } from './place.ts';

const query = z.object({ unit: idNumber.optional().catch(undefined) });
type Asked = Ask<unknown, unknown>;

/** First where, because the roles depend on it. */
async function chooseUnit({ t }: Asked, units: readonly AdministeredUnit[]): Promise<Answer> {
  return {
    page: 'people/views/choose-unit.njk',
    title: t('people.invite.whereTitle'),
    backHref: paths.administration(),
    model: { action: paths.invite(), units: unitChoices(t, units) },
  };
}

function form({ t }: Asked, unit: AdministeredUnit, again?: Again<Record<string, string>>): Answer {
  return {
    page: 'people/views/invite.njk',
    title: t('people.invite.title', { unit: unit.name }),
    backHref: paths.invite(),
    model: { action: paths.invite(), unit, ...choicesIn(t, unit), typed: again?.typed ?? {} },
    problems: again?.problems,
  };
}

const openUnit = (units: readonly AdministeredUnit[], id: number) =>
  units.find(unit => unit.id === id && unit.endedOn === null);

async function invite(ask: Asked): Promise<Answer> {
  const { tx, t, body } = ask;
  const unit = found(openUnit(await administeredUnits(tx), Number(one(body, 'unit'))));
  const read = readBody(newAccount, body, t);
  const placed = readPlace(t, body, unit);
  const typed = {
    ...Object.fromEntries(Object.keys(newAccount.shape).map(name => [name, one(body, name)])),
    ...{ role: one(body, 'role'), level: one(body, 'level') },
  };
  if (!read.ok || !('place' in placed)) {
    const problems = [...(read.ok ? [] : read.problems), ...('place' in placed ? [] : placed.problems)];
    return form(ask, unit, { typed, problems });
  }
  const invited = await inviteAccount(tx, { ...read.data, ...placed.place, unit: unit.id });
  if ('account' in invited) return { goTo: paths.administered(invited.account), say: 'people.invite.done' };
  const text = t(invited.taken === 'email' ? 'people.invite.emailTaken' : 'people.invite.usernameTaken');
  return form(ask, unit, { typed, problems: [{ field: invited.taken, text }] });
}

export const inviteRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.invite(),
    access: ['administrator'],
    audit: 'none: an empty form',
    query,
    handle: async ask => {
      const units = await administeredUnits(ask.tx);
      const unit = ask.query.unit === undefined ? undefined : openUnit(units, ask.query.unit);
      return unit ? form(ask, unit) : chooseUnit(ask, units);
    },
  }),
  route({
    method: 'POST',
    path: paths.invite(),
    access: ['administrator'],
    audit: 'by the command',
    handle: invite,
  }),
];
