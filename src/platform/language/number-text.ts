// Made once: a format takes longer to make than a table to fill. English and Welsh write numbers alike.
const format = new Intl.NumberFormat('en-GB');

/** A number as pages show it, in both languages: “12,345”. */
export const numberText = (value: number): string =>
  // Most are short, and a page of results prints a hundred.
  Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : format.format(value);
