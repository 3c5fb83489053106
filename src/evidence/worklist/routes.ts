import { z } from 'zod';
import { showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  addressWith,
  idNumber,
  type PageQuery,
  pageQuery,
  type Route,
  route,
} from '../../platform/web/index.ts';
import { paginate } from '../../platform/web/look/index.ts';
import { bringPaths } from '../bring/paths.ts';
import { scales } from '../grades/scales.ts';
import { evidencePaths } from '../paths.ts';
import { librarianReading } from '../public-reading.ts';
import { otherLanguage } from '../record/languages.ts';
import { seeRefusals } from './commands/see-refusals.ts';
import { worklistPaths } from './paths.ts';
import { countWaiting } from './queries/count-waiting.ts';
import { readGradings, readRefusals } from './queries/read-others.ts';
import { waiting } from './waiting.ts';

type AnyAsk = Ask<unknown, unknown>;

async function allPage({ tx, t, today }: AnyAsk): Promise<Answer> {
  const counts = await countWaiting(tx, today);
  return {
    page: 'evidence/worklist/views/all.njk',
    title: t('worklist.title'),
    backHref: evidencePaths.desk(),
    model: {
      rows: waiting.map(({ text, href }, at) => ({ href, text: t(text), count: counts[at] ?? 0 })),
      isNothing: counts.every(count => count === 0),
    },
  };
}

async function importsPage({ tx, t }: AnyAsk): Promise<Answer> {
  const imports = await readRefusals(tx);
  return {
    page: 'evidence/worklist/views/imports.njk',
    title: t('worklist.imports'),
    backHref: worklistPaths.all(),
    model: {
      rows: imports.map(({ id, fileName, broughtAt, refused }) => ({
        ...{ fileName, when: showMoment(broughtAt, t), href: bringPaths.import(id) },
        ...{ refused: t('bring.count.refused', { count: refused }), seenHref: worklistPaths.seen(id) },
      })),
    },
  };
}

const importParams = z.object({ import: idNumber });

async function seen({ tx, params }: Ask<z.infer<typeof importParams>, unknown>): Promise<Answer> {
  await seeRefusals(tx, params.import);
  return { goTo: worklistPaths.imports(), say: 'worklist.said.seen' };
}

const onPage = 100;

async function gradingsPage({ tx, t, query }: Ask<unknown, PageQuery>): Promise<Answer> {
  const { page } = query;
  const { gradings, total } = await readGradings(tx, { from: (page - 1) * onPage, most: onPage });
  const hrefOf = (at: number) => addressWith(worklistPaths.gradings(), { page: at === 1 ? '' : at });
  if (gradings.length === 0 && total > 0) return { goTo: hrefOf(Math.ceil(total / onPage)) };
  return {
    page: 'evidence/worklist/views/gradings.njk',
    title: t('worklist.gradings'),
    backHref: worklistPaths.all(),
    model: {
      rows: gradings.map(({ record, title, language, scale, waits }) => ({
        lang: otherLanguage(language, t.language),
        ...{ title, href: evidencePaths.record(record), scale: t(scales[scale].name) },
        waits: t(`grades.waits.${waits}`),
      })),
      pages: paginate({ page, size: onPage, total }, hrefOf),
    },
  };
}

/** What waits for librarians, all in one place, and the lists that no other page has. */
export const worklistRoutes: readonly Route[] = [
  route({ ...librarianReading, path: worklistPaths.all(), handle: allPage }),
  route({ ...librarianReading, path: worklistPaths.imports(), handle: importsPage }),
  route({
    ...{ method: 'POST', access: ['librarian'], audit: 'by the command', params: importParams },
    ...{ path: worklistPaths.seen(':import'), handle: seen },
  }),
  route({ ...librarianReading, path: worklistPaths.gradings(), query: pageQuery, handle: gradingsPage }),
];
