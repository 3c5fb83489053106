import type { Component, FieldComponent } from './component.ts';
import { datePartName, dateParts, type Typed } from './fields.ts';
import type { EntriesQuestion, Facts, Form, SimpleQuestion, TextQuestion } from './form.ts';
import type { AnswerError } from './read-section.ts';
import { sayError } from './say-error.ts';
import { type FormTexts, optionsOf, textsOf } from './texts.ts';

/** What every question of a page is drawn with. */
export type Drawing = {
  readonly form: Form;
  readonly texts: FormTexts;
  readonly facts: Facts;
  readonly fields: Typed;
  readonly errors: readonly AnswerError[];
};

/** Where a question is drawn, and what stands under each of its options. */
export type Spot = {
  readonly field: string;
  readonly group?: EntriesQuestion;
  inside(option: string): readonly Component[];
};

type Params = Readonly<Record<string, unknown>>;

/** The text of a question as its reader sees it: one that may be left empty says so. */
export function labelText(
  question: SimpleQuestion | EntriesQuestion,
  drawing: Drawing,
  group?: EntriesQuestion,
) {
  const label = drawing.texts.say(textsOf(drawing.form, question, group).label);
  return question.required ? label : drawing.texts.say('forms.optional', { label });
}

function shared(question: SimpleQuestion, drawing: Drawing, spot: Spot): Params {
  const error = drawing.errors.find(({ field }) => field === spot.field);
  const { hint } = textsOf(drawing.form, question, spot.group);
  return {
    ...(question.hint ? { hint: { text: drawing.texts.say(hint) } } : {}),
    ...(error ? { errorMessage: { text: sayError(error, drawing.texts) } } : {}),
  };
}

const valueIn = (fields: Typed, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
};

// A parser of HTML drops the first line break inside a textarea; without one more, words that begin with an
// empty line would lose it each time the page comes back.
const forTextarea = (value: string) => (/^\r?\n/.test(value) ? `\n${value}` : value);

const lineKinds = {
  text: { type: 'text', autocomplete: 'off' },
  email: { type: 'email', autocomplete: 'off' },
  phone: { type: 'tel', autocomplete: 'off' },
} as const;

function drawText(question: TextQuestion, drawing: Drawing, spot: Spot): FieldComponent {
  const value = valueIn(drawing.fields, spot.field);
  const params = {
    ...shared(question, drawing, spot),
    id: spot.field,
    name: spot.field,
    label: { text: labelText(question, drawing, spot.group), classes: 'govuk-label--s' },
    attributes: { dir: 'auto' },
  };
  if (question.kind === 'long-text') {
    return { macro: 'govukTextarea', params: { ...params, value: forTextarea(value), spellcheck: true } };
  }
  const line = lineKinds[question.kind];
  const autocomplete = question.autocomplete ?? line.autocomplete;
  return { macro: 'govukInput', params: { ...params, ...line, value, autocomplete, spellcheck: false } };
}

function drawNumber(question: SimpleQuestion, drawing: Drawing, spot: Spot): FieldComponent {
  const params = {
    ...shared(question, drawing, spot),
    id: spot.field,
    name: spot.field,
    label: { text: labelText(question, drawing, spot.group), classes: 'govuk-label--s' },
    value: valueIn(drawing.fields, spot.field),
    inputmode: 'numeric',
    classes: 'govuk-input--width-4',
    autocomplete: 'off',
    spellcheck: false,
  };
  return { macro: 'govukInput', params };
}

const legendOf = (question: SimpleQuestion, drawing: Drawing, spot: Spot) => ({
  legend: { text: labelText(question, drawing, spot.group), classes: 'govuk-fieldset__legend--s' },
});

function drawDate(question: SimpleQuestion, drawing: Drawing, spot: Spot): FieldComponent {
  const wrong = drawing.errors.find(({ field }) => field === spot.field)?.parts ?? [];
  const items = dateParts.map(part => ({
    name: part,
    label: drawing.texts.say(`forms.date.${part}`),
    value: valueIn(drawing.fields, datePartName(spot.field, part)),
    autocomplete: 'off',
    // A month can be typed as a word, which a keypad of numbers would prevent.
    inputmode: part === 'month' ? 'text' : 'numeric',
    error: wrong.includes(part),
  }));
  const place = { id: spot.field, namePrefix: spot.field, fieldset: legendOf(question, drawing, spot) };
  return { macro: 'govukDateInput', params: { ...shared(question, drawing, spot), ...place, items } };
}

function drawOptions(question: SimpleQuestion, drawing: Drawing, spot: Spot): FieldComponent {
  const { option } = textsOf(drawing.form, question, spot.group);
  const items = optionsOf(question).map(value => ({
    value,
    text: drawing.texts.say(option(value)),
    inside: spot.inside(value),
  }));
  const params = {
    ...shared(question, drawing, spot),
    idPrefix: spot.field,
    name: spot.field,
    fieldset: legendOf(question, drawing, spot),
    items,
  };
  if (question.kind !== 'choices') {
    return { macro: 'govukRadios', params: { ...params, value: valueIn(drawing.fields, spot.field) } };
  }
  const chosen = drawing.fields[spot.field] ?? [];
  const values = typeof chosen === 'string' ? [chosen] : chosen;
  return { macro: 'govukCheckboxes', params: { ...params, values } };
}

/**
 * One question as the GOV.UK component that asks it.
 * @param question the question, of the form or of an entry
 * @param drawing the page's texts, fields and errors
 * @param spot the name of its field and what stands under its options
 */
export function drawQuestion(question: SimpleQuestion, drawing: Drawing, spot: Spot): FieldComponent {
  switch (question.kind) {
    case 'text':
    case 'long-text':
    case 'email':
    case 'phone':
      return drawText(question, drawing, spot);
    case 'whole-number':
      return drawNumber(question, drawing, spot);
    case 'date':
      return drawDate(question, drawing, spot);
    case 'yes-no':
    case 'choice':
    case 'choices':
      return drawOptions(question, drawing, spot);
  }
}
