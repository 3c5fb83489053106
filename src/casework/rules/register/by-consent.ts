/** A consent to a movement that nobody has used, as far as matching needs it. Days as 'YYYY-MM-DD'. */
export type OpenConsent = {
  readonly movement: string;
  readonly authorisedOn: string;
  readonly state: string;
};

/**
 * The open consents that a movement could have happened by: to the same movement, given on or before the day on which it
 * happened. Source: what needs the Secretary of State's consent (MHA 1983 s41(3)(c)) happens by one consent, once.
 * @param moved what is recorded, and the day on which it happened
 * @param consents every consent of the case
 */
export function consentsFor<C extends OpenConsent>(
  moved: { readonly kind: string; readonly actualOn: string },
  consents: readonly C[],
): readonly C[] {
  return consents.filter(
    ({ movement, authorisedOn, state }) =>
      state === 'stands' && movement === moved.kind && authorisedOn <= moved.actualOn,
  );
}
