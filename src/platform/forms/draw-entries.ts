import type { Component, EntriesComponent } from './component.ts';
import { type Drawing, drawQuestion, labelText } from './draw-question.ts';
import { addButton, entriesIn, fieldName, mostEntries, removeButton } from './fields.ts';
import type { EntriesQuestion, SimpleQuestion } from './form.ts';
import { hostIn } from './host.ts';
import { textsOf } from './texts.ts';

function fieldsOfEntry(group: EntriesQuestion, index: number, drawing: Drawing): readonly Component[] {
  const hostOf = (question: SimpleQuestion) =>
    question.shownWhen && hostIn(question.shownWhen, group.questions);
  const draw = (question: SimpleQuestion): Component => {
    const guests = group.questions.filter(guest => hostOf(guest)?.question === question.id);
    return drawQuestion(question, drawing, {
      field: fieldName(question.id, { group: group.id, index }),
      group,
      inside: option => guests.filter(guest => hostOf(guest)?.option === option).map(draw),
    });
  };
  return group.questions.filter(question => hostOf(question) === undefined).map(draw);
}

/**
 * A group with all its entries; one empty entry when there is none yet.
 * @param group the group
 * @param drawing the page's texts, fields and errors
 */
export function drawEntries(group: EntriesQuestion, drawing: Drawing): EntriesComponent {
  const { texts, form, fields } = drawing;
  const { entry, hint } = textsOf(form, group);
  const count = Math.max(1, entriesIn(group, Object.keys(fields)));
  const entries = Array.from({ length: count }, (_, index) => {
    const legend = texts.say(entry, { number: index + 1 });
    const remove = {
      name: removeButton(group.id, index),
      text: texts.say('forms.entries.remove', { what: legend }),
    };
    return {
      legend,
      components: fieldsOfEntry(group, index, drawing),
      ...(count > 1 ? { remove } : {}),
    };
  });
  const next = texts.say(entry, { number: count + 1 });
  const add = { name: addButton(group.id), text: texts.say('forms.entries.add', { what: next }) };
  return {
    macro: 'entries',
    params: {
      id: group.id,
      legend: labelText(group, drawing),
      ...(group.hint ? { hint: texts.say(hint) } : {}),
      entries,
      ...(count < mostEntries ? { add } : {}),
    },
  };
}
