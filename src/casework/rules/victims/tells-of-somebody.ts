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
// An apostrophe is part of O'Neverwas, and not of a word in quotation marks or of “Neverwas's”.
const wordsOf = (text: string) =>
  (plain(text).match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? []).map(word => word.replace(/'s$/, ''));
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
  const all = packed(wording);
  const found: Telling[] = [];
  if (isNamed(name, wordsOf(wording))) found.push('name');
  if (partsOfAddress(address).some(part => all.includes(part))) found.push('address');
  if (isCalled(telephone, wording)) found.push('telephone');
  if (addressesIn(email).some(one => plain(wording).includes(one))) found.push('e-mail');
  return found;
}

/** By a part of the name, or by the whole where its parts are too short to tell of anybody. */
function isNamed(name: string, words: readonly string[]): boolean {
  const parts = wordsOf(name);
  if (parts.some(part => part.length > 2 && words.includes(part))) return true;
  const text = ` ${words.join(' ')} `;
  return parts.length > 1 && [parts, parts.toReversed()].some(whole => text.includes(` ${whole.join(' ')} `));
}

/** Where several numbers are kept, or stand in the wording, each tells; with the code of the country and without. */
function isCalled(telephone: string, wording: string): boolean {
  const [kept, written] = [digitsOf(telephone), digitsOf(wording)];
  return (
    numbersIn(telephone).some(number => written.includes(number)) ||
    numbersIn(wording).some(number => kept.includes(number))
  );
}

const numbersIn = (text: string) =>
  text
    .split(/[^\d\s().+/-]+/)
    .map(run => digitsOf(run).replace(/^(?:00)?(?:44)?0?/, ''))
    .filter(number => number.length > 5);

function addressesIn(email: string): string[] {
  const all = plain(email.trim());
  return [all, ...all.split(/[\s,;<>()]+/).filter(part => part.includes('@'))].filter(Boolean);
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
