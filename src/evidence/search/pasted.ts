/** A year by itself: the word, and the term by which records of that year are found; see `asIndexed`. */
export const bareYear = String.raw`(?<year>(?:1[5-9]|20)\d{2})(?=[\s)]|$)`;

/**
 * What people paste into the one box as it stands in a list of references: a DOI with or without its address, an ISBN, the
 * address of a page. As patterns with names, to stand within a longer one.
 */
export const pasted = {
  // The suffix of a DOI may hold brackets: 10.1016/S0140-6736(02)07740-1.
  doi: String.raw`(?:doi:?\s*)?(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/)?(?<doi>10\.\d{4,9}\/(?:\([^\s()"“”]*\)|[^\s()"“”])+)`,
  // Where somebody says that it is one, its figures may stand apart.
  isbn: String.raw`(?:isbn(?:-1[03])?:?\s+)?(?<isbn>97[89](?:[- ]?\d){10}|\d(?:-?\d){8}-?[\dX]|(?<=isbn\S*\s+)\d(?:[- ]?\d){8}[- ]?[\dX])(?=[\s).,;]|$)`,
  web: String.raw`(?<web>https?:\/\/[^\s()"“”]+)`,
} as const;

/** Whether the figures are an ISBN: of ten, the last one checks the others (ISO 2108); thirteen say it by how they begin. */
export function isIsbn(text: string): boolean {
  const figures = text.replace(/[- ]/g, '').toUpperCase();
  if (figures.length !== 10) return figures.length === 13;
  const sum = [...figures].reduce((all, one, at) => all + (10 - at) * (one === 'X' ? 10 : Number(one)), 0);
  return sum % 11 === 0;
}
