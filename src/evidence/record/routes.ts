import { z } from 'zod';
import type { Translate } from '../../platform/language/index.ts';
import { showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  found,
  holds,
  type Route,
  route,
  smallNumber,
} from '../../platform/web/index.ts';
import { duplicatePaths } from '../duplicates/paths.ts';
import { gradeLinks } from '../grades/record-part.ts';
import { evidencePaths } from '../paths.ts';
import { numberParams, publicReading } from '../public-reading.ts';
import { recommendationPaths } from '../recommendations/paths.ts';
import { otherLanguage } from './languages.ts';
import { recordParts } from './parts.ts';
import { type RecordOnPage, readPage } from './queries/read-page.ts';
import type { LibraryRecord } from './queries/read-record.ts';
import { type RecordVersion, readEntries, readVersions } from './queries/read-versions.ts';
import { showEntry } from './show-record.ts';
import { showDifference } from './show-versions.ts';

export type RecordAsk<Q = unknown> = Ask<z.infer<typeof numberParams>, Q>;

async function recordPage({ tx, t, params, actor, kept, baseUrl }: RecordAsk): Promise<Answer> {
  const record = found(await readPage(tx, params.number));
  const says = JSON.stringify(record);
  const before = kept(says);
  if (before) return before;
  const { number, version } = record;
  const href = new URL(evidencePaths.record(number), baseUrl).href;
  return {
    page: 'evidence/record/views/record.njk',
    title: record.entry.title,
    says,
    // What is no more says so to machines too; its address stays.
    status: record.state === 'withdrawn' ? 410 : 200,
    backHref: evidencePaths.search(),
    model: {
      shown: showEntry(record.entry, t, record.keywords),
      ...{ number, href, gone: goneOf(record, t), parts: partsOf({ record, href, t }) },
      changed: t('finding.record.changed', { when: showMoment(record.changedAt, t), version }),
      likeHref: evidencePaths.like(number),
      versionsHref: evidencePaths.versions(number),
      kept: actor && holds(actor, 'librarian') ? keptOf(record) : undefined,
      grading: actor && holds(actor, 'evidence_grader') && record.state === 'public' && gradeLinks(number, t),
    },
  };
}

/** Where a librarian goes from a record. */
function keptOf({ number, state, mergedInto }: LibraryRecord) {
  // However long ago it went into another, it can be taken out of that again.
  if (mergedInto !== null)
    return { pairHref: duplicatePaths.pair(Math.min(number, mergedInto), Math.max(number, mergedInto)) };
  return {
    changeHref: state === 'public' ? evidencePaths.change(number) : '',
    withdrawHref: evidencePaths.withdraw(number),
    recommendHref: state === 'public' ? recommendationPaths.ofRecord(number) : '',
    isWithdrawn: state === 'withdrawn',
  };
}

function partsOf({ record, href, t }: { record: RecordOnPage; href: string; t: Translate }) {
  const shown = recordParts.flatMap(({ name, place, view, model }) => {
    const part = model({ record, read: record.parts[name], t, href });
    return part ? [{ place, view, part }] : [];
  });
  const at = (place: string) => shown.filter(part => part.place === place);
  return { head: at('head'), beside: at('beside'), address: at('address'), below: at('below') };
}

function goneOf({ withdrawnBecause, mergedInto }: LibraryRecord, t: Translate) {
  if (withdrawnBecause !== null)
    return { text: t('evidence.record.withdrawn', { because: withdrawnBecause }) };
  if (mergedInto === null) return undefined;
  return {
    text: t('evidence.record.merged'),
    href: evidencePaths.record(mergedInto),
    linkText: t('evidence.record.mergedLink', { number: mergedInto }),
  };
}

const two = z.object({
  one: smallNumber.optional().catch(undefined),
  other: smallNumber.optional().catch(undefined),
});

async function versionsPage(ask: RecordAsk<z.infer<typeof two>>): Promise<Answer> {
  const { tx, t, params, query, actor } = ask;
  const versions = await readVersions(tx, params.number);
  const { version: newest, isWithdrawnNow } = found(versions[0]);
  // What was withdrawn would else be read here. Whoever may bring it back reads it.
  const isShut = isWithdrawnNow && !(actor && holds(actor, 'librarian'));
  const other = Math.min(query.other ?? newest, newest);
  const one = Math.min(query.one ?? Math.max(1, other - 1), newest);
  const said = isShut ? { shut: t('finding.versions.shut') } : await difference(ask, { one, other, newest });
  return {
    page: 'evidence/record/views/versions.njk',
    title: t('finding.versions.title', { number: params.number }),
    backHref: evidencePaths.record(params.number),
    model: {
      ...{ one, other, action: evidencePaths.versions(params.number), ...said },
      versions: versions.map(version => showVersion(version, t)),
    },
  };
}

/** What two versions said differently, and what the record is called now. */
async function difference(
  { tx, t, params }: RecordAsk,
  { one, other, newest }: { one: number; other: number; newest: number },
) {
  const entries = await readEntries(tx, params.number, [one, other, newest]);
  const entry = (version: number) => found(entries.get(version));
  const [now, before, after] = [entry(newest), entry(one), entry(other)];
  return {
    about: { text: now.title, lang: otherLanguage(now.language, t.language) },
    mayCompare: newest > 1,
    rows: one === other ? [] : showDifference(before, after, t),
  };
}

function showVersion({ version, state, note, changedAt, name }: RecordVersion, t: Translate) {
  return {
    ...{ version, note: note ?? '', name: name ?? '', when: showMoment(changedAt, t) },
    state: state === 'public' ? '' : t(`finding.state.${state}`),
  };
}

const reading = { ...publicReading, params: numberParams } as const;

/** A record at its address, and what it said before. */
export const recordRoutes: readonly Route[] = [
  route({ ...reading, path: evidencePaths.record(':number'), handle: recordPage }),
  route({
    ...reading,
    path: evidencePaths.versions(':number'),
    query: two,
    handle: versionsPage,
  }),
];
