/** One GOV.UK component with its parameters; radios and checkboxes carry what hangs on each item in `inside`. */
export type FieldComponent = {
  readonly macro: 'govukInput' | 'govukTextarea' | 'govukDateInput' | 'govukRadios' | 'govukCheckboxes';
  readonly params: Readonly<Record<string, unknown>>;
};
type Button = { readonly name: string; readonly text: string };

/** A group of entries, each with its fields; the buttons are plain submit buttons, so no script is needed. */
export type EntriesComponent = {
  readonly macro: 'entries';
  readonly params: {
    readonly id: string;
    readonly legend: string;
    readonly hint?: string;
    readonly entries: readonly {
      readonly legend: string;
      readonly components: readonly Component[];
      /** None while there is only one: an empty entry is not kept anyway. */
      readonly remove?: Button;
    }[];
    /** None when the group is full. */
    readonly add?: Button;
  };
};

export type Component = FieldComponent | EntriesComponent;
