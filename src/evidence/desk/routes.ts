import type { Translate } from '../../platform/language/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  addressWith,
  type PageQuery,
  pageQuery,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { librarianReading, numberParams } from '../public-reading.ts';
import { otherLanguage } from '../record/languages.ts';
import { deskLinks } from './links.ts';
import { changesOnPage, type NewestChange, newestChanges } from './queries/newest-changes.ts';
import { takeBack, withdraw, withdrawPage } from './withdraw.ts';
import { add, addPage, change, changePage } from './write-record.ts';

async function deskPage({ tx, t, query }: Ask<unknown, PageQuery>): Promise<Answer> {
  const changes = await newestChanges(tx, query.page);
  const at = (page: number) => addressWith(evidencePaths.desk(), { page: page > 1 ? page : undefined });
  return {
    page: 'evidence/desk/views/desk.njk',
    title: t('finding.desk.title'),
    model: {
      links: deskLinks.map(({ href, text }) => ({ href, text: t(text) })),
      changes: changes.slice(0, changesOnPage).map(one => showChange(one, t)),
      newerHref: query.page > 1 ? at(query.page - 1) : '',
      olderHref: changes.length > changesOnPage ? at(query.page + 1) : '',
    },
  };
}

function showChange(change: NewestChange, t: Translate) {
  const { record, version, state, title, language, note, name, changedAt } = change;
  const what = state === 'public' ? (version === 1 ? 'added' : 'changed') : state;
  return {
    ...{ title, note: note ?? '', name: name ?? t('finding.desk.program'), when: showMoment(changedAt, t) },
    ...{ what: t(`finding.change.${what}`), number: record, href: evidencePaths.record(record) },
    lang: otherLanguage(language, t.language),
    versionsHref:
      version > 1 ? addressWith(evidencePaths.versions(record), { one: version - 1, other: version }) : '',
  };
}

const written = { access: ['librarian'], method: 'POST', audit: 'by the command' } as const;
const params = numberParams;

/** The librarians' desk: what changed last, and every record written, changed, withdrawn and taken back. */
export const deskRoutes: readonly Route[] = [
  route({ ...librarianReading, path: evidencePaths.desk(), query: pageQuery, handle: deskPage }),
  route({ ...librarianReading, path: evidencePaths.add(), handle: async asked => addPage(asked) }),
  route({ ...written, path: evidencePaths.add(), handle: add }),
  route({ ...librarianReading, path: evidencePaths.change(':number'), params, handle: changePage }),
  route({ ...written, path: evidencePaths.change(':number'), params, handle: change }),
  route({
    ...librarianReading,
    path: evidencePaths.withdraw(':number'),
    params,
    handle: asked => withdrawPage(asked),
  }),
  route({ ...written, path: evidencePaths.withdraw(':number'), params, handle: withdraw }),
  route({ ...written, path: evidencePaths.takeBack(':number'), params, handle: takeBack }),
];
