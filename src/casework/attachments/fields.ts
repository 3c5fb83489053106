import { acceptOf, allFileKinds, type FileKind, type FileRules } from '../../platform/files/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import type { Field } from '../../platform/small-forms/index.ts';

/** What a file is, in the words of whoever hands it in. */
export const titleField: Field = {
  ...{ kind: 'line', name: 'title', label: 'attachments.title.label', hint: 'attachments.title.hint' },
  need: 'attachments.title.need',
};

type Picker = { kinds?: readonly FileKind[]; label?: TextKey; hint?: TextKey };

/** The picker of a form that takes a file: the last field of it. */
export const fileField = (
  { largest }: FileRules,
  { kinds = allFileKinds, label = 'attachments.file', hint = 'files.hint' }: Picker = {},
): Field => ({
  ...{ kind: 'file', name: 'file', label, hint, accept: acceptOf(kinds) },
  hintValues: { mebibytes: Math.floor(largest / 1024 / 1024) },
});
