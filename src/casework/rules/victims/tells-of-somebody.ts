/** How a registered victim could be known: what the officer keeps of them. */
export type Known = {
  readonly name: string;
  readonly address: string;
  readonly telephone: string;
  readonly email: string;
};

/** In what way words tell of somebody. */
export type Telling = 'victim' | 'name' | 'address' | 'telephone' | 'e-mail';

const wordsForVictim = /\b(victims?|survivors?|complainants?|dioddefwyr|dioddefwr|ddioddefwr|ddioddefwyr)\b/;

// Accents and case say nothing of who somebody is.
const plain = (text: string) =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’‘ʼ]/g, "'");
const wordsOf = (text: string) => new Set(plain(text).match(/[\p{L}\p{N}']+/gu) ?? []);
const packed = (text: string) => plain(text).replace(/[^\p{L}\p{N}]/gu, '');
const digitsOf = (text: string) => text.replace(/\D/g, '');

/**
 * In which ways the wording of a condition would tell who asked for it, or that somebody did. What leaves the partition
 * is the condition alone (design brief, section 6.6: a victim's account, address and location never reach the patient;
 * the rest only as the resulting condition).
 */
export function tellsOfSomebody(wording: string, known: readonly Known[]): Telling[] {
  const found = new Set<Telling>();
  if (wordsForVictim.test(plain(wording))) found.add('victim');
  for (const one of known) for (const way of tellsOf(wording, one)) found.add(way);
  return [...found];
}

function tellsOf(wording: string, { name, address, telephone, email }: Known): Telling[] {
  const words = wordsOf(wording);
  const all = packed(wording);
  const found: Telling[] = [];
  if ([...wordsOf(name)].some(part => part.length > 2 && words.has(part))) found.push('name');
  if (partsOfAddress(address).some(part => all.includes(part))) found.push('address');
  const number = digitsOf(telephone);
  if (number.length > 5 && digitsOf(wording).includes(number)) found.push('telephone');
  if (email.trim() !== '' && plain(wording).includes(plain(email.trim()))) found.push('e-mail');
  return found;
}

/**
 * What of an address points to a door: its postcode, and its first line or the line with a number in it. The town alone
 * does not: a zone has to be able to name it.
 */
function partsOfAddress(address: string): string[] {
  const postcodes = address.match(/\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/gi) ?? [];
  const lines = address
    .split(/[\n,]/)
    .map(line => line.trim())
    .filter(Boolean);
  const doors = lines.filter((line, index) => index === 0 || /\d/.test(line));
  return [...postcodes, ...doors].map(packed).filter(part => part.length > 4);
}
