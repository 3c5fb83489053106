/** What is known here of a record that comes from another library. */
export type Known = {
  readonly identifier: string;
  /** The fingerprint of what it said last. */
  readonly source: string | null;
  readonly record: number | null;
  readonly isOurs: boolean;
  /** The version that the last harvest left, and the one that stands now. */
  readonly version: number | null;
  readonly nowVersion: number | null;
  readonly state: string | null;
  readonly isGone: boolean;
};

/**
 * What becomes of a record: `bring` by the rules of every import, `change` the record that it made, `offer` the newer version
 * where somebody worked on that, `gone` there, or nothing: it says what it said, or is not the other library's to change.
 */
export type Decision = 'bring' | 'change' | 'offer' | 'gone' | 'same';

/**
 * Decides it. What a librarian wrote, withdrew or merged is never overwritten, and nothing is ever removed here because it
 * was removed there.
 * @param item whether it was deleted there, and the fingerprint of what it says
 * @param known undefined for what was never seen
 */
export function decide(
  item: { readonly isDeleted: boolean; readonly source: string; readonly isReadable: boolean },
  known: Known | undefined,
): Decision {
  if (item.isDeleted) return known && known.record !== null && !known.isGone ? 'gone' : 'same';
  if (!known) return 'bring';
  if (known.source === item.source) return 'same';
  // What could not be read, or stayed out, is tried anew; so is what can no longer be read, to be told of.
  if (known.record === null || !item.isReadable) return 'bring';
  if (!known.isOurs || known.state !== 'public') return 'same';
  return known.nowVersion === known.version ? 'change' : 'offer';
}
