import { z } from 'zod';
import {
  type Answer,
  type Ask,
  caseParams,
  idNumber,
  pageNumber,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { mhcsPaths } from './paths.ts';
import { readCase } from './queries/read-case.ts';
import { mhcsRoles } from './roles.ts';
import { caseModel } from './show-case.ts';

const caseQuery = z.object({
  application: idNumber.optional().catch(undefined),
  page: pageNumber,
});

async function casePage({
  tx,
  params,
  query,
  t,
  today,
  lastly,
}: Ask<z.infer<typeof caseParams>, z.infer<typeof caseQuery>>): Promise<Answer> {
  const { caseId } = params;
  const about = { caseId, detail: { application: query.application ?? null } };
  const file = await lastly(about, () => readCase(tx, { caseId, ...query }));
  return {
    page: 'casework/mhcs/views/case.njk',
    title: nameInLists(file),
    windowTitle: t('mhcs.case.windowTitle'),
    backHref: mhcsPaths.worklist(),
    model: caseModel({ file, page: query.page, t, today }),
  };
}

export const caseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: mhcsPaths.case(':caseId'),
    access: mhcsRoles,
    audit: 'casework.case.read',
    params: caseParams,
    query: caseQuery,
    handle: casePage,
  }),
];
