import type { z } from 'zod';
import { type Again, type Field, formPage, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, found, one, type Route, route, tooLate } from '../../platform/web/index.ts';
import { smallIdParams } from '../public-reading.ts';
import { partAddressee, putTogether, renameAddressee } from './commands/name-addressee.ts';
import { formHoldsNothing } from './form-page.ts';
import { recommendationPaths } from './paths.ts';
import { readAddressee, readNamesake } from './queries/read-addressees.ts';

type NameAsk = Ask<z.infer<typeof smallIdParams>, unknown>;

const nameField: Field = {
  ...{ kind: 'line', name: 'name', label: 'chains.name.label' },
  ...{ hint: 'chains.name.hint', need: 'chains.name.need' },
};
/** Asked only where another bears the name that was typed. */
const togetherField: Field = {
  ...{ kind: 'several', name: 'together', label: 'chains.name.together', hint: 'chains.name.togetherHint' },
  choices: [{ value: 'yes', text: 'chains.name.areOne' }],
};

async function nameForm(ask: NameAsk, again?: Again, namesake?: number): Promise<Answer> {
  const { tx, t, params, path } = ask;
  const { name, mergedInto } = found(await readAddressee(tx, params.id));
  if (mergedInto !== null) throw tooLate('chains.refusal.notTwo');
  return formPage(t, {
    ...{ title: t('chains.name.title'), backHref: recommendationPaths.addressee(params.id), inset: name },
    form: {
      ...{ action: path, button: 'chains.button.save', again },
      fields: namesake === undefined ? [nameField] : [nameField, togetherField],
      hidden: { namesake },
      begins: { texts: { name } },
    },
  });
}

/** Another name is kept at once; a name that another bears only once it is said that the two are one. */
async function keepName(ask: NameAsk): Promise<Answer> {
  const { tx, t, body, params } = ask;
  const read = readFields([nameField, togetherField], body, t);
  if (read.problems.length > 0) return nameForm(ask, { typed: read, problems: read.problems });
  const name = (read.texts.name ?? '').replace(/\s+/gu, ' ').trim();
  const namesake = await readNamesake(tx, name, params.id);
  if (!namesake) {
    const { names } = found(await readAddressee(tx, params.id));
    if (names.some(own => own.parts && own.name.toLowerCase() === name.toLowerCase())) {
      const problems = [{ field: 'name', text: t('chains.name.wentInHere') }];
      return nameForm(ask, { typed: read, problems });
    }
    await renameAddressee(tx, params.id, name);
    return { goTo: recommendationPaths.addressee(params.id), say: 'chains.name.said' };
  }
  // Said of the very one that was shown beside the box, and not of whose name was typed after it.
  const isOne = read.lists.together?.includes('yes') && one(body, 'namesake') === String(namesake.id);
  if (!isOne) {
    const problems = [{ field: 'name', text: t('chains.name.taken', { name: namesake.name }) }];
    return nameForm(ask, { typed: read, problems }, namesake.id);
  }
  await putTogether(tx, params.id, namesake.id);
  return { goTo: recommendationPaths.addressee(namesake.id), say: 'chains.name.saidOne' };
}

async function part({ tx, params }: NameAsk): Promise<Answer> {
  const kept = await partAddressee(tx, params.id);
  return { goTo: recommendationPaths.addressee(kept), say: 'chains.name.saidTwo' };
}

const naming = {
  path: recommendationPaths.name(':id'),
  access: ['librarian'],
  params: smallIdParams,
} as const;

/** What an organisation that was asked is called, and whether two are one: librarians say so. */
export const nameRoutes: readonly Route[] = [
  route({ ...naming, method: 'GET', audit: formHoldsNothing, handle: (ask: NameAsk) => nameForm(ask) }),
  route({ ...naming, method: 'POST', audit: 'by the command', handle: keepName }),
  route({
    ...{ ...naming, path: recommendationPaths.part(':id') },
    ...{ method: 'POST', audit: 'by the command', handle: part },
  }),
];
