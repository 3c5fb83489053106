import type { Body } from './body.ts';
import {
  addButton,
  datePartName,
  dateParts,
  entriesIn,
  fieldName,
  mostEntries,
  removeButton,
} from './fields.ts';
import type { EntriesQuestion, Question, SimpleQuestion } from './form.ts';

/** A press of "add another" or "remove": which group, which place, and the field to go to next. */
export type EntryEdit = {
  readonly change: 'added' | 'removed';
  readonly question: string;
  readonly index: number;
  readonly field: string;
};

function fieldsOfEntry(group: EntriesQuestion, index: number): readonly string[] {
  return group.questions.flatMap((question: SimpleQuestion) => {
    const field = fieldName(question.id, { group: group.id, index });
    return question.kind === 'date' ? dateParts.map(part => datePartName(field, part)) : [field];
  });
}

function firstFieldOf(group: EntriesQuestion, index: number): string {
  const [first] = group.questions;
  return first === undefined ? group.id : fieldName(first.id, { group: group.id, index });
}

function withEntry(body: Body, group: EntriesQuestion, index: number): Body {
  const added = fieldsOfEntry(group, index);
  return {
    valuesOf: field => (added.includes(field) ? [] : body.valuesOf(field)),
    names: [...body.names, ...added],
  };
}

// The places after the removed one move up by one, so that the page that comes back counts without a gap.
function withoutEntry(body: Body, group: EntriesQuestion, removed: number): Body {
  const count = entriesIn(group, body.names);
  const moved = new Map<string, string>();
  for (let index = 0; index < count - 1; index += 1) {
    const from = fieldsOfEntry(group, index < removed ? index : index + 1);
    fieldsOfEntry(group, index).forEach((field, at) => {
      moved.set(field, from[at] ?? field);
    });
  }
  const gone = new Set(fieldsOfEntry(group, count - 1));
  return {
    valuesOf: field => (gone.has(field) ? [] : body.valuesOf(moved.get(field) ?? field)),
    names: [...body.names.filter(name => !gone.has(name) && !moved.has(name)), ...moved.keys()],
  };
}

type Edited = { readonly body: Body; readonly edited?: EntryEdit };

function added(body: Body, group: EntriesQuestion): Edited {
  const index = entriesIn(group, body.names);
  if (index >= mostEntries) return { body };
  const edited: EntryEdit = {
    change: 'added',
    question: group.id,
    index,
    field: firstFieldOf(group, index),
  };
  return { body: withEntry(body, group, index), edited };
}

function removed(body: Body, group: EntriesQuestion, index: number): Edited {
  const field = firstFieldOf(group, Math.max(0, index - 1));
  return {
    body: withoutEntry(body, group, index),
    edited: { change: 'removed', question: group.id, index, field },
  };
}

/**
 * Does what a pressed "add another" or "remove" button asks, on the fields as they were typed; nothing is lost.
 * @param questions the questions of the page
 * @param body the fields as they came
 * @returns the fields as the next page shall show them, and what was changed if a button was pressed
 */
export function editEntries(questions: readonly Question[], body: Body): Edited {
  for (const group of questions) {
    if (group.kind !== 'entries') continue;
    if (body.names.includes(addButton(group.id))) return added(body, group);
    const count = entriesIn(group, body.names);
    for (let index = 0; index < count; index += 1) {
      if (body.names.includes(removeButton(group.id, index))) return removed(body, group, index);
    }
  }
  return { body };
}
