/** The states in which a document can stand; the database has the same list in casework.document, and a test holds the two equal. */
export const documentStates = [
  'draft',
  'submitted',
  'waiting for information',
  'awaiting authorisation',
  'decided',
  'returned',
  'withdrawn',
  'ended with the case',
] as const;
export type DocumentState = (typeof documentStates)[number];

const over: readonly DocumentState[] = ['decided', 'withdrawn', 'ended with the case'];

/** Whether nothing more is asked, said or decided about a document. */
export function isOver({ state }: { readonly state: DocumentState }): boolean {
  return over.includes(state);
}
