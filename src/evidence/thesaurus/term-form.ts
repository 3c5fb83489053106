import type { Tx } from '../../platform/database/index.ts';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import { type Field, nothingTyped, readFields, type Typed } from '../../platform/small-forms/index.ts';
import type { Body, FieldProblem } from '../../platform/web/index.ts';
import type { TermInput } from './commands/save-term.ts';
import { type NamedTerm, readNamed, type Term } from './queries/read-term.ts';

const hinted = (kind: 'line' | 'text', name: string, label: TextKey, hint: TextKey): Field => ({
  ...{ kind, name, label, hint },
});

/** What is asked of somebody who keeps a term. */
export const termFields: readonly Field[] = [
  { ...hinted('line', 'label', 'terms.field.label', 'terms.field.labelHint'), need: 'terms.need.label' },
  { kind: 'line', name: 'labelCy', label: 'terms.field.labelCy' },
  hinted('text', 'scopeNote', 'terms.field.scopeNote', 'terms.field.scopeNoteHint'),
  hinted('text', 'usedFor', 'terms.field.usedFor', 'terms.field.usedForHint'),
  hinted('text', 'broader', 'terms.field.broader', 'terms.field.broaderHint'),
  hinted('text', 'related', 'terms.field.related', 'terms.field.relatedHint'),
];

/** Into which term another goes, or to which a keyword leads. */
export const nameFields: readonly Field[] = [
  {
    ...hinted('line', 'name', 'terms.field.name', 'terms.field.nameHint'),
    need: 'terms.need.label',
  },
];

/** The form as a term fills it. */
export function typedOf(term: Term | undefined): Typed {
  if (!term) return nothingTyped;
  const lines = (terms: readonly { label: string }[]) => terms.map(({ label }) => label).join('\n');
  const texts = {
    ...{ label: term.label, labelCy: term.labelCy ?? '', scopeNote: term.scopeNote ?? '' },
    ...{ usedFor: term.usedFor.join('\n'), broader: lines(term.broader), related: lines(term.related) },
  };
  return { texts, lists: {} };
}

const linesOf = (text = '') => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map(line => line.trim())
      .filter(Boolean),
  ),
];

type Read = { readonly typed: Typed; readonly problems: FieldProblem[]; readonly input: TermInput };
type Asked = { readonly tx: Tx; readonly t: Translate; readonly body: Body };

/**
 * Reads the form of a term: other terms by any of their names, and every name looked up so that none is taken twice.
 * @param of the number of the term that is changed; 0 for a new one
 */
export async function readTermForm({ tx, t, body }: Asked, of: number): Promise<Read> {
  const typed = readFields(termFields, body, t);
  const { label = '', labelCy = '', scopeNote = '', usedFor, broader, related } = typed.texts;
  const [names, above, beside] = [linesOf(usedFor), linesOf(broader), linesOf(related)];
  const known = await readNamed(tx, [label, labelCy, ...names, ...above, ...beside], of);
  const named = new Map(known.map(one => [one.name, one]));
  const seen: Seen = { t, named, of };
  const idsOf = (lines: string[]) => [...new Set(lines.flatMap(line => named.get(line)?.id ?? []))];
  return {
    typed,
    problems: [
      ...typed.problems,
      ...namesNothing('label', label, t),
      ...namesNothing('labelCy', labelCy, t),
      ...takenNames('label', [label], seen),
      ...takenNames('labelCy', [labelCy], seen),
      ...takenNames('usedFor', names, seen),
      ...wrongTerms('broader', above, seen),
      ...wrongTerms('related', beside, seen),
    ],
    input: { label, labelCy, scopeNote, usedFor: names, broader: idsOf(above), related: idsOf(beside) },
  };
}

/** By its letters and digits a name is told from others. */
export const hasLetters = /[\p{L}\p{N}]/u;
const namesNothing = (field: string, name: string, t: Translate): FieldProblem[] =>
  name.trim() === '' || hasLetters.test(name) ? [] : [{ field, text: t('terms.need.label') }];

type Seen = { readonly t: Translate; readonly named: ReadonlyMap<string, NamedTerm>; readonly of: number };

function takenNames(field: string, names: readonly string[], { t, named, of }: Seen): FieldProblem[] {
  return names.flatMap(name => {
    const owner = named.get(name);
    return owner && owner.id !== of
      ? [{ field, text: t('terms.need.free', { name, term: owner.label }) }]
      : [];
  });
}

function wrongTerms(field: string, names: readonly string[], { t, named, of }: Seen): FieldProblem[] {
  return names.flatMap(name => {
    const term = named.get(name);
    if (!term) return [{ field, text: t('terms.need.known', { name }) }];
    const isAbove = of !== 0 && (field === 'broader' ? term.isBelow : term.id === of);
    return isAbove ? [{ field, text: t('terms.need.notBelow', { name }) }] : [];
  });
}
