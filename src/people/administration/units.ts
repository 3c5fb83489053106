import { z } from 'zod';
import type { Again } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, found, one, type Route, readBody, route } from '../../platform/web/index.ts';
import { addUnit } from '../commands/add-unit.ts';
import { endUnit } from '../commands/end-unit.ts';
import { renameUnit } from '../commands/rename-unit.ts';
import { paths } from '../paths.ts';
import { type AdministeredUnit, administeredUnits } from '../queries/units.ts';
import { nameOf } from '../rules/new-account.ts';
import { isUnitKind, kindsBelow } from '../rules/roles-of-units.ts';
import { kindText } from '../texts.ts';
import { params } from './account.ts';

type Asked = Ask<z.infer<typeof params>, unknown>;
type Typed = Record<string, string>;

const named = z.object({ name: nameOf('people.unit.nameEmpty', 'people.unit.nameBad') });
const securityLevels = ['high', 'medium', 'low', 'other'] as const;
const added = named.extend({
  kind: z.string().refine(isUnitKind, 'people.unit.kindEmpty'),
  securityLevel: z.enum(['', ...securityLevels], 'people.unit.levelEmpty'),
});

function shown({ t }: Pick<Asked, 't'>, unit: AdministeredUnit) {
  return { ...unit, kindText: kindText(t, unit.kind), href: paths.unit(unit.id) };
}

async function list(ask: Ask<unknown, unknown>): Promise<Answer> {
  const units = await administeredUnits(ask.tx);
  return {
    page: 'people/views/units.njk',
    title: ask.t('people.unit.title'),
    model: { units: units.map(unit => shown(ask, unit)), paths },
  };
}

async function unitOf({ tx, params: { id } }: Asked): Promise<AdministeredUnit> {
  return found((await administeredUnits(tx)).find(unit => unit.id === id));
}

function page(ask: Asked, unit: AdministeredUnit, again?: Again<Typed>): Answer {
  const { t } = ask;
  const kinds = isUnitKind(unit.kind) ? kindsBelow[unit.kind] : [];
  return {
    page: 'people/views/unit.njk',
    title: unit.name,
    backHref: paths.units(),
    model: {
      ...{ unit: shown(ask, unit), paths, typed: again?.typed ?? {} },
      kinds: kinds.map(kind => ({ value: kind, text: kindText(t, kind) })),
      levels: kinds.includes('hospital')
        ? securityLevels.map(level => ({ value: level, text: t(`people.securityLevel.${level}`) }))
        : [],
    },
    problems: again?.problems,
  };
}

async function rename(ask: Asked): Promise<Answer> {
  const unit = await unitOf(ask);
  const read = readBody(named, ask.body, ask.t);
  const typed = { rename: one(ask.body, 'name') };
  const wrong = (text: string) => page(ask, unit, { typed, problems: [{ field: 'name', text }] });
  if (!read.ok) return wrong(read.problems[0]?.text ?? '');
  if (!(await renameUnit(ask.tx, { unit: unit.id, name: read.data.name })))
    return wrong(ask.t('people.unit.nameTaken'));
  return { goTo: paths.unit(unit.id), say: 'people.unit.renamed' };
}

async function add(ask: Asked): Promise<Answer> {
  const unit = await unitOf(ask);
  const read = readBody(added, ask.body, ask.t);
  const wrong = (problems: Again['problems'], typed: Typed) =>
    page(ask, unit, { typed: { ...typed, below: typed.name ?? '' }, problems: problems.map(inNewUnit) });
  if (!read.ok) return wrong(read.problems, read.typed);
  const { name, kind, securityLevel } = read.data;
  const isHospital = kind === 'hospital';
  if (isHospital && securityLevel === '')
    return wrong([{ field: 'securityLevel', text: ask.t('people.unit.levelEmpty') }], read.data);
  const level = isHospital ? securityLevel : null;
  const made = await addUnit(ask.tx, { parent: unit.id, kind, name, securityLevel: level });
  if (made === undefined) return wrong([{ field: 'name', text: ask.t('people.unit.nameTaken') }], read.data);
  return { goTo: paths.unit(made), say: 'people.unit.added' };
}

/** The page has two boxes for a name; this is the one of the new unit. */
function inNewUnit(problem: { field: string; text: string }) {
  return problem.field === 'name' ? { ...problem, field: 'below' } : problem;
}

async function end(ask: Asked): Promise<Answer> {
  const unit = await unitOf(ask);
  found((await endUnit(ask.tx, { unit: unit.id, on: ask.today })) || undefined);
  return { goTo: paths.units(), say: 'people.unit.ended' };
}

const reads = {
  method: 'GET',
  access: ['administrator'],
  audit: 'none: units are not about a person',
} as const;
const changes = { method: 'POST', access: ['administrator'], audit: 'by the command', params } as const;

export const unitsRoutes: readonly Route[] = [
  route({ ...reads, path: paths.units(), handle: list }),
  route({ ...reads, path: paths.unit(':id'), params, handle: async ask => page(ask, await unitOf(ask)) }),
  route({ ...changes, path: paths.unit(':id'), handle: rename }),
  route({ ...changes, path: paths.unitsBelow(':id'), handle: add }),
  route({ ...changes, path: paths.endUnit(':id'), handle: end }),
];
