import { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import {
  type Ask,
  addressWith,
  isStorable,
  type PageAnswer,
  pageNumber,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { paths } from '../paths.ts';
import {
  type AccountSearch,
  type AdministeredAccount,
  accountStates,
  administeredAccounts,
  rowsOnAPage,
} from '../queries/administered-accounts.ts';
import { type AdministeredUnit, administeredUnits } from '../queries/units.ts';
import { isUnitKind, rolesOf } from '../rules/roles-of-units.ts';
import { roleText } from '../texts.ts';
import { unitChoices } from './place.ts';
import { stateTag } from './state-tag.ts';

// A filter that makes no sense filters nothing: it is an address that somebody kept or wrote by hand.
const query = z.object({
  words: z.string().trim().max(200).refine(isStorable).catch(''),
  unit: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).catch(0),
  role: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .catch(''),
  state: z.enum(accountStates).catch('' as never),
  page: pageNumber,
});

function addressOf(search: AccountSearch, page: number): string {
  return addressWith(paths.administration(), { ...search, unit: search.unit || undefined, page });
}

function row(t: Translate, account: AdministeredAccount) {
  return {
    href: paths.administered(account.id),
    name: account.name,
    username: account.username,
    roles: account.roles
      .filter(role => role.until === null || account.state === 'ended')
      .map(role => t('people.administration.roleIn', { role: roleText(t, role), unit: role.unit })),
    state: stateTag(t, account.state),
    seen: account.lastSeen === null ? t('people.administration.never') : showMoment(account.lastSeen, t),
  };
}

/** The roles that there are in these units. */
function roleChoices(t: Translate, units: readonly AdministeredUnit[]) {
  const kinds = [...new Set(units.map(unit => unit.kind))].filter(isUnitKind);
  const roles = [...new Set(kinds.flatMap(kind => rolesOf[kind]))];
  return roles.map(role => ({ value: role, text: roleText(t, { role, level: null }) }));
}

async function page({ tx, t, query: search }: Ask<unknown, z.infer<typeof query>>): Promise<PageAnswer> {
  const units = await administeredUnits(tx);
  const { total, accounts } = await administeredAccounts(tx, search);
  return {
    page: 'people/views/administration.njk',
    title: t('people.administration.title'),
    model: {
      search,
      rows: accounts.map(account => row(t, account)),
      pages: paginate({ page: search.page, size: rowsOnAPage, total }, to => addressOf(search, to)),
      units: unitChoices(t, units),
      roles: roleChoices(t, units),
      states: accountStates.map(state => ({ value: state, text: stateTag(t, state).text })),
      paths,
    },
  };
}

export const accountsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.administration(),
    access: ['administrator'],
    audit: 'none: names of colleagues, which all staff may read; no case',
    query,
    handle: page,
  }),
];
