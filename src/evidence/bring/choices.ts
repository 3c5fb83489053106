/** What happens to a record that looks like one that is here already: it stays out, comes in all the same, or fills in what is missing. */
export const duplicateChoices = ['skip', 'beside', 'fill'] as const;
export type DuplicateChoice = (typeof duplicateChoices)[number];

/** True for one of the choices. */
export function isDuplicateChoice(text: string): text is DuplicateChoice {
  return (duplicateChoices as readonly string[]).includes(text);
}
