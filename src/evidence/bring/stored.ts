const unstorable = /\\u(?:0000|[dD][89a-fA-F])/;

/** Something as JSON that the database can store: what is no letter in any alphabet stands as the sign for such. */
export function storedJson(value: unknown): string {
  const json = JSON.stringify(value);
  return unstorable.test(json) ? JSON.stringify(value, cleanly) : json;
}

const cleanly = (_name: string, value: unknown) =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\uFFFD') : value;
