import { allFileKinds, receiveFile } from '../../platform/files/index.ts';
import { type Again, type Field, readFields } from '../../platform/small-forms/index.ts';
import { type Ask, found } from '../../platform/web/index.ts';
import { fileField, titleField } from '../attachments/fields.ts';
import type { Keeping } from './commands/keep-received.ts';
import { type ReceivedKind, receivedKinds } from './kinds.ts';

type AnyAsk = Ask<unknown, unknown>;

/** What is asked of something that came another way. */
export const receivedFields = (kinds: readonly ReceivedKind[], { files }: AnyAsk): Field[] => [
  {
    ...{ kind: 'one', name: 'kind', label: 'received.kind', need: 'received.kind.need' },
    choices: kinds.map(value => ({ value, text: receivedKinds[value] })),
  },
  titleField,
  {
    kind: 'line',
    name: 'fromWhom',
    label: 'received.from',
    hint: 'received.from.hint',
    need: 'received.from.need',
  },
  { kind: 'day', name: 'received', label: 'received.on' },
  {
    ...{
      kind: 'one',
      name: 'open',
      label: 'received.open',
      hint: 'received.open.hint',
      need: 'received.open.need',
    },
    choices: [
      { value: 'yes', text: 'received.open.yes' },
      { value: 'no', text: 'received.open.no' },
    ],
  },
  fileField(files),
];

type Read = { ok: true; kept: Omit<Keeping, 'caseId' | 'document' | 'actor'> } | { ok: false; again: Again };

/** Reads the form and its file; what is wrong comes back with what was typed. */
export async function readReceived(ask: AnyAsk, kinds: readonly ReceivedKind[]): Promise<Read> {
  const { body, t, files, today } = ask;
  const read = readFields(receivedFields(kinds, ask), body, t);
  const received = await receiveFile({ file: ask.file, rules: files, kinds: allFileKinds });
  const { received: day = '' } = read.days;
  const problems = [...read.problems];
  if (day > today.toString()) problems.push({ field: 'received-day', text: t('received.on.future') });
  if (!received.ok) problems.push({ field: 'file', text: t(received.says, received.values) });
  if (!received.ok || problems.length > 0) return { ok: false, again: { typed: read, problems } };
  const { kind, title = '', fromWhom = '', open } = read.texts;
  return {
    ok: true,
    kept: {
      ...{ kind: found(kinds.find(each => each === kind)), title: title.trim(), fromWhom: fromWhom.trim() },
      ...{ receivedOn: day, isOpen: open === 'yes', file: received.file },
    },
  };
}
