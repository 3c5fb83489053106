const worded = [400, 403, 404, 409, 422, 429, 500, 503] as const;

/** A status that has a title and a sentence of its own. */
export type ErrorStatus = (typeof worded)[number];

/**
 * The status whose words fit best: any other refusal of the reader's request reads as 400, any other fault of ours
 * as 500. Only the words are chosen so; the answer keeps the status it had.
 * @param status an HTTP status of 400 or more
 * @returns the `status` that the view error.njk takes
 */
export function errorStatus(status: number): ErrorStatus {
  const exact = worded.find(each => each === status);
  if (exact !== undefined) return exact;
  return status >= 400 && status < 500 ? 400 : 500;
}
