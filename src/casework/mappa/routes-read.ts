import { type Answer, caseParams, type Route, route } from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { mhcsPaths } from '../mhcs/paths.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import { personPaths } from '../person/paths.ts';
import { registerPaths } from '../register/paths.ts';
import { mappaPaths } from './paths.ts';
import { readCoordinated, readMappaForSection } from './queries/read-mappa.ts';
import { type OpenFile, readOpen } from './queries/read-open.ts';
import type { CaseAsk } from './routes-case.ts';
import { mappaModel, openModel, standingInWords } from './show-mappa.ts';

async function sectionPage({ tx, params, t }: CaseAsk): Promise<Answer> {
  const file = await readMappaForSection(tx, params.caseId);
  return {
    page: 'casework/mappa/views/case.njk',
    title: t('mappa.title'),
    backHref: mhcsPaths.case(file.caseId),
    model: mappaModel(file, t),
    about: { caseId: file.caseId, detail: { comments: file.comments.map(({ id }) => id) } },
  };
}

const openPage = (
  { t }: Pick<CaseAsk, 't'>,
  file: OpenFile,
  { view, backHref }: { view: 'mine' | 'helped'; backHref: string },
): Answer => ({
  page: `casework/mappa/views/${view}.njk`,
  title: t('mappa.my.title'),
  backHref,
  model: openModel(file, t),
  about: { caseId: file.caseId },
});

/** The section reads; the coordinator has a list; the person and their helpers read what the Chair agreed to. */
export const readRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: mappaPaths.section(':caseId'), access: mhcsRoles, params: caseParams },
    ...{ audit: 'casework.mappa.read' },
    handle: sectionPage,
  }),
  route({
    ...{
      method: 'GET',
      path: mappaPaths.cases(),
      access: ['mappa_coordinator'],
      audit: 'casework.mappa.listed',
    },
    handle: async ({ tx, t }) => {
      const cases = await readCoordinated(tx);
      return {
        page: 'casework/mappa/views/cases.njk',
        title: t('mappa.cases.title'),
        model: {
          cases: cases.map(each => ({
            ...{ name: nameInLists(each), reference: each.reference, href: mappaPaths.case(each.caseId) },
            ...{ stands: standingInWords(each, t), undecided: each.undecided },
          })),
        },
        about: { detail: { cases: cases.length } },
      };
    },
  }),
  route({
    ...{ method: 'GET', path: mappaPaths.mine(), access: ['subject'], audit: 'casework.agencies.read' },
    handle: async ask =>
      openPage(ask, await readOpen(ask.tx), { view: 'mine', backHref: registerPaths.mine() }),
  }),
  route({
    ...{ method: 'GET', path: mappaPaths.helped(':caseId'), access: ['advocate', 'solicitor'] },
    ...{ audit: 'casework.agencies.read', params: caseParams },
    handle: async ask =>
      openPage(ask, await readOpen(ask.tx, ask.params.caseId), {
        ...{ view: 'helped', backHref: personPaths.helped() },
      }),
  }),
];
