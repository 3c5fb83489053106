import { z } from 'zod';
import { type Again, drawForm } from '../../platform/small-forms/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  holds,
  idNumber,
  idParams,
  isStorable,
  one,
  Refusal,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { serveFile } from '../attachments/serve.ts';
import { careTeam } from '../clinical/care-team.ts';
import { nameInLists } from '../clinical/names.ts';
import { clinicalPaths } from '../clinical/paths.ts';
import { readApplication } from '../clinical/queries/read-application.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { personPaths } from '../person/paths.ts';
import { keepReceived, strikeOut } from './commands/keep-received.ts';
import { readReceived, receivedFields } from './form.ts';
import { kindsForHospital, kindsForSection } from './kinds.ts';
import { receivedPaths as paths } from './paths.ts';
import {
  findReceived,
  headOfCase,
  type Opened,
  openReceived,
  receivedInCase,
  receivedOfMine,
  receivedWithDocument,
} from './queries.ts';
import { showReceived } from './show.ts';

const inCase = caseParams.extend({ received: idNumber });
const withDocument = idParams.extend({ received: idNumber });
const ofMine = z.object({ received: idNumber });
type CaseAsk = Ask<z.infer<typeof caseParams>, unknown>;
type DocumentAsk = Ask<z.infer<typeof idParams>, unknown>;

const page = 'casework/received/views/received.njk';

async function casePage(ask: CaseAsk, again?: Again): Promise<Answer> {
  const { tx, params, t } = ask;
  const { caseId } = params;
  const head = await headOfCase(tx, caseId);
  const all = await receivedInCase(tx, caseId);
  return {
    ...{ page, title: t('received.title'), backHref: mhcsPaths.case(caseId), about: { caseId } },
    model: {
      caption: `${nameInLists(head)}, ${head.reference}`,
      intro: t('received.intro.section'),
      received: showReceived(all, {
        t,
        href: id => paths.fileInCase(caseId, id),
        strikeOut: each => (each.bySection ? paths.strikeOutInCase(caseId, each.id) : ''),
      }),
      form: drawForm(t, {
        ...{ action: paths.inCase(caseId), fields: receivedFields(kindsForSection, ask), again },
        button: 'received.add.button',
      }),
    },
    problems: again?.problems,
  };
}

async function keepInCase(ask: CaseAsk): Promise<Answer> {
  const { tx, params, actor } = ask;
  const read = await readReceived(ask, kindsForSection);
  if (!read.ok) return casePage(ask, read.again);
  await headOfCase(tx, params.caseId);
  await keepReceived(tx, { ...read.kept, caseId: params.caseId, document: null, actor });
  return { goTo: paths.inCase(params.caseId), say: 'received.said.kept' };
}

async function documentPage(ask: DocumentAsk, again?: Again): Promise<Answer> {
  const { tx, params, t, actor } = ask;
  const file = await readApplication(tx, params.id);
  const all = await receivedWithDocument(tx, file.id);
  const office = holds(actor, 'mha_office') && file.state !== 'draft';
  return {
    ...{ page, title: t('received.title'), backHref: clinicalPaths.application(file.id) },
    model: {
      caption: `${nameInLists(file)}, ${file.reference}`,
      intro: t('received.intro.hospital'),
      received: showReceived(all, {
        t,
        href: id => paths.fileWithDocument(file.id, id),
        strikeOut: each => (office && !each.bySection ? paths.strikeOutWithDocument(file.id, each.id) : ''),
      }),
      form:
        office &&
        drawForm(t, {
          ...{ action: paths.withDocument(file.id), fields: receivedFields(kindsForHospital, ask), again },
          button: 'received.add.button',
        }),
    },
    about: { caseId: file.caseId, detail: { application: file.id } },
    problems: again?.problems,
  };
}

async function keepWithDocument(ask: DocumentAsk): Promise<Answer> {
  const { tx, params, actor } = ask;
  const read = await readReceived(ask, kindsForHospital);
  if (!read.ok) return documentPage(ask, read.again);
  const file = await readApplication(tx, params.id);
  await keepReceived(tx, { ...read.kept, caseId: file.caseId, document: file.id, actor });
  return { goTo: paths.withDocument(file.id), say: 'received.said.kept' };
}

async function minePage({ tx, actor, t }: Ask<unknown, unknown>): Promise<Answer> {
  const own = actor.personId !== null;
  const all = await receivedOfMine(tx);
  return {
    page: 'casework/received/views/mine.njk',
    title: t('received.mine'),
    backHref: own ? personPaths.home() : personPaths.helped(),
    model: { own, received: showReceived(all, { t, href: paths.fileOfMine }) },
    about: { detail: { received: all.map(({ id }) => id) } },
  };
}

async function send({ files }: Pick<CaseAsk, 'files'>, kept: Opened): Promise<Answer> {
  const about = { caseId: kept.caseId, detail: { received: kept.id } };
  return serveFile({ ...kept, called: `received-${kept.id}` }, { files, about });
}

/** Why something is struck out, in a few words. */
function reasonIn({ body }: Pick<CaseAsk, 'body'>): string {
  const because = one(body, 'because').trim();
  if (because === '' || because.length > 300 || !isStorable(because))
    throw new Refusal(422, 'received.strikeOut.need');
  return because;
}

/** What came on paper or by e-mail: kept by the section or by the hospital, read by the person where it is open. */
export const receivedRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: paths.inCase(':caseId'), access: mhcsRoles, params: caseParams },
    audit: 'casework.received.listed',
    handle: ask => casePage(ask),
  }),
  route({
    ...{ method: 'POST', path: paths.inCase(':caseId'), access: mhcsRoles, params: caseParams },
    ...{ audit: 'by the command', takesFile: 'whole' },
    handle: keepInCase,
  }),
  route({
    ...{ method: 'GET', path: paths.fileInCase(':caseId', ':received'), access: mhcsRoles, params: inCase },
    audit: 'casework.received.read',
    handle: async ask =>
      send(ask, await openReceived(ask.tx, ask.params.received, { caseId: ask.params.caseId })),
  }),
  route({
    ...{ method: 'POST', path: paths.strikeOutInCase(':caseId', ':received'), access: mhcsRoles },
    ...{ audit: 'by the command', params: inCase },
    handle: async ask => {
      const { caseId, received: id } = ask.params;
      const within = { caseId };
      await findReceived(ask.tx, id, within);
      await strikeOut(ask.tx, { id, within, because: reasonIn(ask) });
      return { goTo: paths.inCase(caseId), say: 'received.said.struckOut' };
    },
  }),
  route({
    ...{ method: 'GET', path: paths.withDocument(':id'), access: careTeam, params: idParams },
    audit: 'casework.received.listed',
    handle: ask => documentPage(ask),
  }),
  route({
    ...{ method: 'POST', path: paths.withDocument(':id'), access: ['mha_office'], params: idParams },
    ...{ audit: 'by the command', takesFile: 'whole' },
    handle: keepWithDocument,
  }),
  route({
    ...{ method: 'GET', path: paths.fileWithDocument(':id', ':received'), access: careTeam },
    ...{ audit: 'casework.received.read', params: withDocument },
    handle: async ask =>
      send(ask, await openReceived(ask.tx, ask.params.received, { document: ask.params.id })),
  }),
  route({
    ...{ method: 'POST', path: paths.strikeOutWithDocument(':id', ':received'), access: ['mha_office'] },
    ...{ audit: 'by the command', params: withDocument },
    handle: async ask => {
      const { id: document, received: id } = ask.params;
      const within = { document };
      await findReceived(ask.tx, id, within);
      await strikeOut(ask.tx, { id, within, because: reasonIn(ask) });
      return { goTo: paths.withDocument(document), say: 'received.said.struckOut' };
    },
  }),
  route({
    ...{ method: 'GET', path: paths.mine(), access: ['subject', 'advocate', 'solicitor'] },
    audit: 'casework.received.listed',
    handle: minePage,
  }),
  route({
    ...{ method: 'GET', path: paths.fileOfMine(':received'), access: ['subject', 'advocate', 'solicitor'] },
    ...{ audit: 'casework.received.read', params: ofMine },
    handle: async ask => send(ask, await openReceived(ask.tx, ask.params.received)),
  }),
];
