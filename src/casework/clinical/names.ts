type Named = { readonly familyName: string; readonly givenNames: string };

/** A name as this field writes it in lists and at the head of a page: "EXAMPLE, Ash". */
export function nameInLists({ familyName, givenNames }: Named): string {
  const family = familyName.toLocaleUpperCase('en');
  return givenNames === '' ? family : `${family}, ${givenNames}`;
}

/** A name as it is said: "Ash Example". */
export function nameInSentences({ familyName, givenNames }: Named): string {
  return `${givenNames} ${familyName}`.trim();
}

/** What somebody looks for, as names are kept for looking: people.plain_name of the database says the same. */
export function plainName(typed: string): string {
  const letters = typed.toLocaleLowerCase('en').normalize('NFD');
  return letters.replace(/[\u0300-\u036f]/g, '').replace(/[’‘ʼ`´]/g, "'");
}
