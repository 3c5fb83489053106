import type { z } from 'zod';
import { readIdentifiers, removeIdentifier, setIdentifier } from '../../../people/index.ts';
import type { Tx } from '../../../platform/database/index.ts';
import { type Answer, type Ask, caseParams, type Route, route } from '../../../platform/web/index.ts';
import { mhcsPaths } from '../paths.ts';
import { mhcsRoles } from '../roles.ts';
import { identifierPaths } from './paths.ts';
import { readWhose, type Whose } from './queries/read-whose.ts';
import { type Change, type FormOfNumbers, readForm } from './read-form.ts';
import { identifiersModel } from './show.ts';

type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;

async function page(asked: CaseAsk): Promise<Answer> {
  const { tx, t } = asked;
  const whose = await readWhose(tx, asked.params.caseId);
  const numbers = await readIdentifiers(tx, whose.personId);
  return {
    page: 'casework/mhcs/identifiers/views/identifiers.njk',
    title: t('identifiers.title'),
    windowTitle: t('identifiers.windowTitle'),
    backHref: mhcsPaths.case(whose.caseId),
    model: identifiersModel({ whose, numbers, t }),
    about: { caseId: whose.caseId },
  };
}

async function save(asked: CaseAsk): Promise<Answer> {
  const { tx, body, t, today } = asked;
  const whose = await readWhose(tx, asked.params.caseId);
  const numbers = await readIdentifiers(tx, whose.personId);
  const standing = numbers.filter(({ endedAt }) => endedAt === null);
  const form = readForm(body, { standing, today, testNumbers: whose.testNumbers, t });
  if (form.problems.length > 0) {
    return {
      page: 'casework/mhcs/identifiers/views/identifiers.njk',
      title: t('identifiers.title'),
      windowTitle: t('identifiers.windowTitle'),
      backHref: mhcsPaths.case(whose.caseId),
      problems: form.problems,
      model: identifiersModel({ whose, numbers, t, body, problems: form.problems }),
    };
  }
  await makeChanges(tx, whose, form);
  const goTo = identifierPaths.identifiers(whose.caseId);
  return { goTo, say: form.changes.length > 0 ? 'identifiers.saved' : 'identifiers.same' };
}

async function makeChanges(tx: Tx, whose: Whose, { changes, source }: FormOfNumbers): Promise<void> {
  const { caseId, personId } = whose;
  for (const change of changes) await makeChange(tx, change, { caseId, personId, source });
  // A form that changed nothing was looked at all the same.
  if (changes.length === 0) tx.record('people.identifier.read', { caseId });
}

type Whereto = { caseId: number; personId: number; source: string };

async function makeChange(tx: Tx, change: Change, { caseId, personId, source }: Whereto): Promise<void> {
  if (change.value === undefined) return removeIdentifier(tx, { id: change.was.id, caseId });
  const { kind, value, typed, was } = change;
  return setIdentifier(tx, { personId, caseId, kind, value, typed, source, replaces: was?.id });
}

/** The numbers by which a person is known elsewhere: entering and correcting them. */
export const identifierRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: identifierPaths.identifiers(':caseId'),
    access: mhcsRoles,
    audit: 'people.identifier.read',
    params: caseParams,
    handle: page,
  }),
  route({
    method: 'POST',
    path: identifierPaths.identifiers(':caseId'),
    access: mhcsRoles,
    audit: 'by the command',
    params: caseParams,
    handle: save,
  }),
];
