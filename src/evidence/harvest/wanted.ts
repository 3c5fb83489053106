import type { Translate } from '../../platform/language/index.ts';
import { type Body, type FieldProblem, isStorable, one } from '../../platform/web/index.ts';
import { isDuplicateChoice } from '../bring/choices.ts';
import { duplicatesModel } from '../bring/show-import.ts';
import type { Wanted } from './commands/move-repository.ts';
import type { RepositoryAnswer } from './repository.ts';
import { everyDays } from './show-repository.ts';

const longestLicence = 200;

/** Reads what a librarian wants of a repository, from what that can give. */
export function readWanted(
  body: Body,
  { formats, sets }: RepositoryAnswer,
  t: Translate,
): { wanted: Wanted } | { problems: FieldProblem[] } {
  const prefix = formats.find(each => each.prefix === one(body, 'prefix'))?.prefix;
  const [set, duplicates, licence] = [one(body, 'set'), one(body, 'duplicates'), one(body, 'licence').trim()];
  const every = everyDays.find(days => String(days) === one(body, 'every'));
  const problems: FieldProblem[] = [];
  const wrong = (field: string, text: string) => void problems.push({ field, text });
  if (prefix === undefined) wrong('prefix', t('evidence-harvest.wrong.prefix'));
  if (set !== '' && !sets.some(({ spec }) => spec === set)) wrong('set', t('evidence-harvest.wrong.set'));
  if (every === undefined) wrong('every', t('evidence-harvest.wrong.every'));
  if (!isDuplicateChoice(duplicates)) wrong('duplicates', t('bring.duplicates.choose'));
  if (!isStorable(licence)) wrong('licence', t('platform.problem.unstorable'));
  else if (licence.length > longestLicence)
    wrong('licence', t('evidence-harvest.wrong.licence', { max: longestLicence }));
  if (problems.length > 0 || prefix === undefined || every === undefined || !isDuplicateChoice(duplicates))
    return { problems };
  return { wanted: { prefix, set: set || null, everyDays: every, duplicates, licence: licence || null } };
}

/** The form, with what was chosen; MARC is offered first, because it says more. */
export function wantedModel(body: Body, { formats, sets }: RepositoryAnswer, t: Translate) {
  const best = formats.find(({ format }) => format === 'marcxml') ?? formats[0];
  const chosen = (name: string, otherwise: string) =>
    Object.hasOwn(body, name) ? one(body, name) : otherwise;
  const [prefix, set, every] = [
    chosen('prefix', best?.prefix ?? ''),
    chosen('set', ''),
    chosen('every', '7'),
  ];
  return {
    prefixes: formats.map(each => ({
      ...{ value: each.prefix, chosen: each.prefix === prefix },
      text: t('evidence-harvest.prefix', { name: t(`bring.format.${each.format}`), prefix: each.prefix }),
    })),
    sets: [{ spec: '', name: t('evidence-harvest.set.all') }, ...sets].map(({ spec, name }) => ({
      ...{ value: spec, chosen: spec === set },
      text: spec === '' || spec === name ? name : `${name} (${spec})`,
    })),
    everies: everyDays.map(days => ({
      ...{ value: String(days), chosen: String(days) === every },
      text: t('evidence-harvest.every', { count: days }),
    })),
    duplicates: duplicatesModel(chosen('duplicates', 'skip'), t),
    licence: one(body, 'licence'),
  };
}
