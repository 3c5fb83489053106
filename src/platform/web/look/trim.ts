import nunjucks from 'nunjucks';

const { SafeString } = nunjucks.runtime;

/**
 * The `trim` of views. Nunjucks' own takes time by the square of a run of spaces; the GOV.UK components trim every
 * part that they draw, so a person's text of 100,000 spaces inside one would hold the program for minutes.
 * @param text what stands before `| trim`; markup stays markup
 * @returns the same without white space at either end
 */
export function trimmed(text: unknown): unknown {
  const inner = String(text ?? '').trim();
  return text instanceof SafeString ? new SafeString(inner) : inner;
}
