import { z } from 'zod';
import {
  type Answer,
  type Ask,
  addressWith,
  type FieldProblem,
  isStorable,
  one,
  pageNumber,
  type Route,
  route,
  tooLate,
} from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { numberParams, librarianReading as read } from '../public-reading.ts';
import { changeRecord } from '../record/commands/save-record.ts';
import type { Entry } from '../record/entry.ts';
import { versionIn } from '../record/version.ts';
import { isWebAddress } from '../record/web-address.ts';
import { askAgain } from './commands/ask-again.ts';
import { type LinkState, linkStates } from './judge.ts';
import { linkPaths } from './paths.ts';
import { countLinks, linksOnPage, readLink, readLinks, readTroubled } from './queries/read-links.ts';
import { linksAsCsv, listHref, showLink, stateLinks } from './show-links.ts';

const listQuery = z.object({
  state: z.enum(linkStates).catch('dead'),
  page: pageNumber,
});
type LinkAsk = Ask<z.infer<typeof numberParams>, unknown>;

async function listPage({
  tx,
  t,
  query: { state, page },
}: Ask<unknown, z.infer<typeof listQuery>>): Promise<Answer> {
  const counts = await countLinks(tx);
  const links = await readLinks(tx, state, page);
  // The last of a page was set right: what is left stands on those before it.
  if (links.length === 0 && page > 1) return { goTo: listHref(state) };
  const at = (number: number) =>
    addressWith(linkPaths.all(), { state, page: number > 1 ? number : undefined });
  return {
    page: 'evidence/links/views/all.njk',
    title: t('evidence-links.title'),
    backHref: evidencePaths.desk(),
    model: {
      ...{
        states: stateLinks(counts, state, t),
        heading: t(`evidence-links.state.${state}`, { count: counts[state] ?? 0 }),
      },
      links: links.slice(0, linksOnPage).map(link => showLink(link, t)),
      ...{ empty: t(`evidence-links.none.${state}`), csvHref: linkPaths.csv() },
      newerHref: page > 1 ? at(page - 1) : '',
      olderHref: links.length > linksOnPage ? at(page + 1) : '',
    },
  };
}

async function csv({ tx, t, today }: Ask<unknown, unknown>): Promise<Answer> {
  const send = linksAsCsv(await readTroubled(tx), t);
  return { send, type: 'text/csv; charset=utf-8', fileName: `evidence-links-${today}.csv` };
}

async function linkPage(
  { tx, t, body, params }: LinkAsk,
  problems: readonly FieldProblem[] = [],
): Promise<Answer> {
  const link = await readLink(tx, params.number);
  const typed = (field: 'url' | 'archivedUrl', otherwise: string) =>
    Object.hasOwn(body, field) ? one(body, field) : otherwise;
  return {
    page: 'evidence/links/views/link.njk',
    title: t('evidence-links.link.title'),
    backHref: listHref(link.state),
    model: {
      ...{ link: showLink(link, t), version: versionIn(body) || link.version },
      url: typed('url', link.movedTo ?? link.url),
      archivedUrl: typed('archivedUrl', link.archivedUrl ?? ''),
    },
    problems,
  };
}

const isGood = (text: string) => text.length <= 4000 && isStorable(text) && isWebAddress(text);

async function change(ask: LinkAsk): Promise<Answer> {
  const {
    tx,
    t,
    body,
    params: { number },
  } = ask;
  const { entry, state } = await readLink(tx, number);
  const [url, archivedUrl] = [one(body, 'url').trim(), one(body, 'archivedUrl').trim()];
  const problems = [
    ...(isGood(url) ? [] : [{ field: 'url', text: t('finding.problem.url') }]),
    ...(archivedUrl === '' || isGood(archivedUrl)
      ? []
      : [{ field: 'archivedUrl', text: t('finding.problem.archivedUrl') }]),
  ];
  if (problems.length > 0) return linkPage(ask, problems);
  const { archivedUrl: _, ...rest } = entry;
  return save(ask, { ...rest, url, ...(archivedUrl === '' ? {} : { archivedUrl }) }, state);
}

/** One step: the address to which the old one leads, if it still leads where the list said. */
async function move(ask: LinkAsk): Promise<Answer> {
  const { movedTo, entry, state } = await readLink(ask.tx, ask.params.number);
  if (movedTo === null || movedTo !== one(ask.body, 'movedTo'))
    throw tooLate('platform.refusal.notInThisState');
  return save(ask, { ...entry, url: movedTo }, state);
}

/** Keeps a record with another address, and goes back to the list in which it stood until now. */
async function save(
  { tx, t, body, params: { number } }: LinkAsk,
  entry: Entry,
  stood: LinkState,
): Promise<Answer> {
  await changeRecord(tx, {
    number,
    version: versionIn(body),
    entry,
    note: t('evidence-links.note'),
  });
  return { goTo: listHref(stood), say: 'evidence-links.said.changed' };
}

async function again({ tx, params: { number } }: LinkAsk): Promise<Answer> {
  const { state } = await readLink(tx, number);
  await askAgain(tx, number);
  return { goTo: listHref(state), say: 'evidence-links.said.asked' };
}

const librarian = { access: ['librarian'] } as const;
const written = { ...librarian, method: 'POST', audit: 'by the command', params: numberParams } as const;

/** The addresses of records: which are dead or moved, and what a librarian does about it. */
export const linkRoutes: readonly Route[] = [
  route({ ...read, path: linkPaths.all(), query: listQuery, handle: listPage }),
  route({ ...read, path: linkPaths.csv(), handle: csv }),
  route({ ...read, path: linkPaths.link(':number'), params: numberParams, handle: ask => linkPage(ask) }),
  route({ ...written, path: linkPaths.link(':number'), handle: change }),
  route({ ...written, path: linkPaths.move(':number'), handle: move }),
  route({ ...written, path: linkPaths.ask(':number'), handle: again }),
];
