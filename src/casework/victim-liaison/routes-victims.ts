import { type Again, readFields } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  caseParams,
  found,
  one,
  type Route,
  route,
  smallNumber,
} from '../../platform/web/index.ts';
import { changeVictim, registerVictim } from './commands/keep-registration.ts';
import { victimForm } from './form-page.ts';
import { byVictimDoor, type CaseAsk, type VictimAsk, victimParams } from './liaison-route.ts';
import { paperPage } from './paper-page.ts';
import { liaisonPaths } from './paths.ts';
import { readCase } from './queries/read-case.ts';
import { nameIn } from './show-case.ts';
import { detailFields, keptFrom, registerFields, typedFrom } from './victim-form.ts';
import { tell, victimPage } from './victim-page.ts';

async function registerPage(ask: CaseAsk, again?: Again): Promise<Answer> {
  const { caseId } = await readCase(ask.tx, ask.params.caseId);
  return victimForm(ask, {
    ...{ title: 'liaison.victim.register', intro: 'liaison.victim.intro' },
    backHref: liaisonPaths.case(caseId),
    form: {
      ...{ action: liaisonPaths.register(caseId), fields: registerFields, button: 'liaison.victim.keep' },
      again,
    },
  });
}

async function register(ask: CaseAsk): Promise<Answer> {
  const { tx, body, t, actor, tokens } = ask;
  const read = readFields(registerFields, body, t);
  if (read.problems.length > 0) return registerPage(ask, { typed: read, problems: read.problems });
  const { caseId } = await readCase(tx, ask.params.caseId);
  const victim = await registerVictim(tx, { caseId, kept: keptFrom(read, tokens), actor });
  return { goTo: liaisonPaths.victim(caseId, victim), say: 'liaison.said.registered' };
}

async function detailsPage(ask: VictimAsk, again?: Again): Promise<Answer> {
  const { tx, params, tokens, body } = ask;
  const file = await readCase(tx, params.caseId);
  const victim = found(file.registrations.find(({ id }) => id === params.victim));
  return victimForm(ask, {
    ...{ title: 'liaison.victim.change', intro: 'liaison.victim.intro', about: nameIn(victim, ask) },
    backHref: liaisonPaths.victim(file.caseId, victim.id),
    form: {
      ...{ action: liaisonPaths.details(file.caseId, victim.id), fields: detailFields },
      ...{ button: 'liaison.victim.keep', begins: typedFrom(victim, tokens), again },
      hidden: { version: again ? one(body, 'version') : victim.version },
    },
  });
}

async function change(ask: VictimAsk): Promise<Answer> {
  const { tx, params, body, t, actor, tokens } = ask;
  const read = readFields(detailFields, body, t);
  if (read.problems.length > 0) return detailsPage(ask, { typed: read, problems: read.problems });
  const file = await readCase(tx, params.caseId);
  const { id } = found(file.registrations.find(victim => victim.id === params.victim));
  // A number that is none is no version that anybody was shown.
  const was = { id, version: smallNumber.safeParse(one(body, 'version')).data ?? 0 };
  await changeVictim(tx, { caseId: file.caseId, was, kept: keptFrom(read, tokens), actor });
  return { goTo: liaisonPaths.victim(file.caseId, id), say: 'liaison.said.changed' };
}

/** Registering a victim, their page, and what is kept of them. */
export const victimRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: liaisonPaths.register(':caseId'), ...byVictimDoor },
    ...{ audit: 'victim.registration.opened', params: caseParams },
    handle: ask => registerPage(ask),
  }),
  route({
    ...{ method: 'POST', path: liaisonPaths.register(':caseId'), ...byVictimDoor },
    ...{ audit: 'by the command', params: caseParams },
    handle: register,
  }),
  route({
    ...{ method: 'GET', path: liaisonPaths.victim(':caseId', ':victim'), ...byVictimDoor },
    ...{ audit: 'victim.file.read', params: victimParams },
    handle: ask => victimPage(ask),
  }),
  route({
    ...{ method: 'GET', path: liaisonPaths.paper(':caseId', ':victim'), ...byVictimDoor },
    ...{ audit: 'victim.representation.printed', params: victimParams },
    handle: paperPage,
  }),
  route({
    ...{ method: 'GET', path: liaisonPaths.details(':caseId', ':victim'), ...byVictimDoor },
    ...{ audit: 'victim.registration.read', params: victimParams },
    handle: ask => detailsPage(ask),
  }),
  route({
    ...{ method: 'POST', path: liaisonPaths.details(':caseId', ':victim'), ...byVictimDoor },
    ...{ audit: 'by the command', params: victimParams },
    handle: change,
  }),
  route({
    ...{ method: 'POST', path: liaisonPaths.told(':caseId', ':victim'), ...byVictimDoor },
    ...{ audit: 'by the command', params: victimParams },
    handle: tell,
  }),
];
