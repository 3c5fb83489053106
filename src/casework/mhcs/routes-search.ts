import { showDay } from '../../platform/time/index.ts';
import { type Answer, type Ask, isStorable, one, type Route, route } from '../../platform/web/index.ts';
import { nameInLists } from '../clinical/names.ts';
import { mhcsPaths } from './paths.ts';
import { findPatients, mostFound } from './queries/search.ts';
import { mhcsRoles } from './roles.ts';

/** A name is searched by POST, so that it never stands in an address, a history or a log. */
async function searchPage({ tx, body, t }: Ask<unknown, unknown>): Promise<Answer> {
  const typed = one(body, 'for').slice(0, 200);
  const found = isStorable(typed) ? await findPatients(tx, typed.trim()) : [];
  const shown = found.slice(0, mostFound);
  return {
    page: 'casework/mhcs/views/search.njk',
    title: t('mhcs.search.title'),
    backHref: mhcsPaths.worklist(),
    model: {
      typed,
      action: mhcsPaths.search(),
      more: found.length > mostFound ? t('mhcs.search.more', { count: mostFound }) : '',
      patients: shown.map(patient => ({
        name: nameInLists(patient),
        href: mhcsPaths.case(patient.caseId),
        reference: patient.reference,
        born: patient.bornOn ? showDay(patient.bornOn, t) : '',
        hospital: patient.hospital,
        team: patient.team,
        openHref: patient.openId === null ? '' : mhcsPaths.application(patient.openId),
      })),
    },
    about: { detail: { found: shown.length } },
  };
}

export const searchRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: mhcsPaths.search(),
    access: mhcsRoles,
    audit: 'casework.patient.searched',
    once: false,
    onlyReads: true,
    handle: searchPage,
  }),
  // After a reload or a change of language, where the browser asks again without the form.
  route({
    method: 'GET',
    path: mhcsPaths.search(),
    access: mhcsRoles,
    audit: 'none: an empty form',
    handle: searchPage,
  }),
];
