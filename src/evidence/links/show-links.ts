import { isTextKey, type Translate } from '../../platform/language/index.ts';
import { csvFile, csvLine } from '../../platform/statistics/index.ts';
import { showDay, showMoment } from '../../platform/time/index.ts';
import { addressWith } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { otherLanguage } from '../record/languages.ts';
import { isFollowable } from '../record/web-address.ts';
import type { LinkState } from './judge.ts';
import { linkPaths } from './paths.ts';
import type { Link } from './queries/read-links.ts';

/** The states that a librarian looks at, the most pressing first. */
export const shownStates = [
  'dead',
  'moved',
  'failing',
  'closed',
  'works',
  'unasked',
] as const satisfies readonly LinkState[];

/** What is known of an address, in a sentence. */
export function stateInWords({ state, why, status, movedTo, failingSince }: Link, t: Translate): string {
  const reason = whyInWords(why, status, t);
  const day = failingSince === null ? '' : showDay(failingSince, t);
  switch (state) {
    case 'dead':
      return t('evidence-links.dead', { day, reason });
    case 'failing':
      return t('evidence-links.failing', { day, reason });
    case 'moved':
      return t('evidence-links.moved', { to: movedTo ?? '' });
    case 'closed':
      return t('evidence-links.closed', { reason });
    case 'works':
    case 'unasked':
      return t(`evidence-links.${state}`);
  }
}

function whyInWords(why: string | null, status: number | null, t: Translate): string {
  const key = `evidence-links.why.${why}`;
  return why !== null && isTextKey(key) ? t(key, { status: String(status ?? '') }) : '';
}

/** An address as the list shows it. */
export function showLink(link: Link, t: Translate) {
  const { record, version, title, language, url, movedTo, archivedUrl, askedAt } = link;
  return {
    ...{ record, version, title, url, movedTo, archivedUrl, says: stateInWords(link, t) },
    asked: askedAt === null ? '' : t('evidence-links.asked', { when: showMoment(askedAt, t) }),
    ...{ href: evidencePaths.record(record), lang: otherLanguage(language, t.language) },
    urlHref: isFollowable(url) ? url : '',
    // Where the copies are listed that others have kept of it; nobody is asked before a librarian goes there.
    copiesHref: isFollowable(url) ? `https://web.archive.org/web/*/${url}` : '',
    ...{
      changeHref: linkPaths.link(record),
      moveHref: linkPaths.move(record),
      askHref: linkPaths.ask(record),
    },
  };
}

/** The list of the addresses in a state; the list as it opens is that of the dead. */
export const listHref = (state: LinkState) =>
  addressWith(linkPaths.all(), { state: state === 'dead' ? undefined : state });

/** The states with their counts, each a way to its list. */
export function stateLinks(
  counts: Readonly<Partial<Record<LinkState, number>>>,
  chosen: LinkState,
  t: Translate,
) {
  return shownStates.map(state => ({
    text: t(`evidence-links.state.${state}`, { count: counts[state] ?? 0 }),
    href: state === chosen ? '' : listHref(state),
  }));
}

/** Addresses with which there is something to do, as CSV. */
export function linksAsCsv(links: readonly Link[], t: Translate): string {
  const head = (['number', 'title', 'url', 'state', 'since', 'movedTo', 'archived', 'askedAt'] as const).map(
    name => t(`evidence-links.csv.${name}`),
  );
  const lines = links.map(link =>
    csvLine([
      ...[link.record, link.title, link.url, stateInWords(link, t), link.failingSince],
      ...[link.movedTo, link.archivedUrl, link.askedAt],
    ]),
  );
  return csvFile([csvLine(head), ...lines]);
}
