import type { Answer, Ask, FieldProblem } from '../../platform/web/index.ts';
import { isStorable, one } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords, changeRecord } from '../record/commands/save-record.ts';
import type { LibraryRecord } from '../record/queries/read-record.ts';
import type { RecordAsk } from '../record/routes.ts';
import { showDifference } from '../record/show-versions.ts';
import { standingRecord } from '../record/standing.ts';
import { versionIn } from '../record/version.ts';
import { formOf, type Typed, typedIn, typedOf } from './entry-form.ts';
import { readEntry } from './read-entry.ts';

type AnyAsk = Ask<unknown, unknown>;
type Sent = {
  readonly typed: Typed;
  readonly problems?: readonly FieldProblem[];
  /** What differs from what somebody else wrote meanwhile. */
  readonly difference?: ReturnType<typeof showDifference>;
  readonly record?: LibraryRecord;
  readonly note?: string;
};

/** The form of a record, with what was typed. */
function formPage({ t }: AnyAsk, { typed, problems = [], difference, record, note = '' }: Sent): Answer {
  return {
    page: 'evidence/desk/views/write.njk',
    title: t(
      record ? 'finding.desk.changeTitle' : 'finding.desk.add',
      record ? { number: record.number } : {},
    ),
    backHref: record ? evidencePaths.record(record.number) : evidencePaths.desk(),
    model: {
      ...{ ...formOf(typed, t), difference, note, version: record?.version },
      action: record ? evidencePaths.change(record.number) : evidencePaths.add(),
    },
    ...(problems.length > 0 ? { problems, status: difference ? 409 : 400 } : {}),
  };
}

export const addPage = (asked: AnyAsk): Answer => formPage(asked, { typed: { type: 'report' } });

export async function add(asked: AnyAsk): Promise<Answer> {
  const typed = typedIn(asked.body);
  const read = readEntry(typed, asked.t);
  if (!('entry' in read)) return formPage(asked, { typed, problems: read.problems });
  const [number = 0] = await addRecords(asked.tx, [read.entry], 'librarian');
  return { goTo: evidencePaths.record(number), say: 'finding.done.added' };
}

export async function changePage(asked: RecordAsk): Promise<Answer> {
  const record = await standingRecord(asked.tx, asked.params.number);
  return formPage(asked, { typed: typedOf(record.entry, asked.t), record });
}

export async function change(asked: RecordAsk): Promise<Answer> {
  const { tx, t, body, params } = asked;
  const record = await standingRecord(tx, params.number);
  const [typed, note] = [typedIn(body), one(body, 'note').trim()];
  const read = readEntry(typed, t, record.entry);
  const problems = [
    ...read.problems,
    ...(note.length > 1000 || !isStorable(note) ? [{ field: 'note', text: t('finding.problem.note') }] : []),
  ];
  if (!('entry' in read) || problems.length > 0)
    return formPage(asked, {
      ...{ typed, problems, note },
      record: { ...record, version: versionIn(body) || record.version },
    });
  if (versionIn(body) !== record.version) {
    const told = [{ field: 'difference', text: t('evidence.fault.changed') }];
    const difference = showDifference(record.entry, read.entry, t);
    return formPage(asked, { typed, note, record, difference, problems: told });
  }
  const { number, version } = { number: params.number, version: record.version };
  await changeRecord(tx, { number, version, entry: read.entry, note: note === '' ? undefined : note });
  return { goTo: evidencePaths.record(number), say: 'finding.done.changed' };
}
