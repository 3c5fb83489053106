import { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import type { Again } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  boxesOf,
  type DayBoxes,
  found,
  idNumber,
  one,
  type Route,
  route,
  typedBoxes,
} from '../../platform/web/index.ts';
import { addMembership } from '../commands/add-membership.ts';
import { moveMembership } from '../commands/move-membership.ts';
import { paths } from '../paths.ts';
import {
  type AdministeredAccount,
  administeredAccount,
  type RoleHeld,
} from '../queries/administered-accounts.ts';
import { type AdministeredUnit, administeredUnits } from '../queries/units.ts';
import { roleText } from '../texts.ts';
import { params } from './account.ts';
import { dayField, readComingDay } from './day.ts';
import { choicesIn, readPlace, unitChoices } from './place.ts';

const query = z.object({ unit: idNumber.optional().catch(undefined) });
type Asked = Ask<z.infer<typeof params>, unknown>;
type About = { account: AdministeredAccount; unit: AdministeredUnit };
type Typed = { role: string; level: string; instead: string; on: DayBoxes };

function openRoles(account: AdministeredAccount, today: Temporal.PlainDate) {
  return account.roles.filter(role => role.until === null || role.until > today.toString());
}

/** One role more, or instead of one of those held. */
function insteadOf(t: Translate, held: readonly RoleHeld[]) {
  const name = (role: RoleHeld) =>
    t('people.administration.roleIn', { role: roleText(t, role), unit: role.unit });
  const each = held.map(role => ({ value: role.id, text: t('people.role.insteadOf', { role: name(role) }) }));
  return each.length === 0 ? [] : [{ value: '', text: t('people.role.insteadNone') }, ...each];
}

function form({ t, today }: Asked, { account, unit }: About, again?: Again<Typed>): Answer {
  const untouched = { role: '', level: '', instead: '', on: boxesOf(today) };
  return {
    page: 'people/views/add-role.njk',
    title: t('people.role.addTitle', { name: account.name }),
    backHref: paths.administered(account.id),
    model: {
      ...{ unit, ...choicesIn(t, unit), typed: again?.typed ?? untouched },
      action: paths.memberships(account.id),
      held: insteadOf(t, openRoles(account, today)),
    },
    problems: again?.problems,
  };
}

async function show(ask: Ask<z.infer<typeof params>, z.infer<typeof query>>): Promise<Answer> {
  const account = found(await administeredAccount(ask.tx, ask.params.id));
  const units = await administeredUnits(ask.tx);
  const unit = units.find(each => each.id === ask.query.unit && each.endedOn === null);
  if (unit) return form(ask, { account, unit });
  return {
    page: 'people/views/choose-unit.njk',
    title: ask.t('people.role.whereTitle', { name: account.name }),
    backHref: paths.administered(account.id),
    model: { action: paths.memberships(account.id), units: unitChoices(ask.t, units) },
  };
}

async function add(ask: Asked): Promise<Answer> {
  const { tx, t, body, today } = ask;
  const account = found(await administeredAccount(tx, ask.params.id));
  const units = await administeredUnits(tx);
  const unit = found(units.find(each => each.id === Number(one(body, 'unit')) && each.endedOn === null));
  const placed = readPlace(t, body, unit);
  const day = readComingDay(t, body, today);
  if (!('place' in placed) || !('day' in day)) {
    const problems = [...('place' in placed ? [] : placed.problems), ...('day' in day ? [] : day.problems)];
    const typed = {
      ...{ role: one(body, 'role'), level: one(body, 'level'), instead: one(body, 'instead') },
      on: typedBoxes(body, dayField),
    };
    return form(ask, { account, unit }, { typed, problems });
  }
  const to = { ...placed.place, account: account.id, unit: unit.id, from: day.day };
  const instead = openRoles(account, today).find(role => String(role.id) === one(body, 'instead'));
  if (instead) await moveMembership(tx, { membership: instead.id, to });
  else await addMembership(tx, to);
  return {
    goTo: paths.administered(account.id),
    say: instead ? 'people.administration.moved' : 'people.administration.roleAdded',
  };
}

export const rolesRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.memberships(':id'),
    access: ['administrator'],
    audit: 'people.administration.account-read',
    params,
    query,
    handle: show,
  }),
  route({
    method: 'POST',
    path: paths.memberships(':id'),
    access: ['administrator'],
    audit: 'by the command',
    params,
    handle: add,
  }),
];
