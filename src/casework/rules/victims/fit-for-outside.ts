/** What must not stand in a summary that leaves the hospital and the section. */
export type Unfit = { readonly kind: 'health' | 'leave' | 'address'; readonly found: string };

// Beginnings of words, in both languages. They refuse rather too much: the writer can always say it otherwise, and
// what has been told cannot be taken back.
const health = [
  ...['diagnos', 'medic', '[mf]eddyg', 'moddion', 'dose', 'clozapin', 'depot', 'inject', 'pigiad'],
  ...['schizo', 'sgitso', 'psycho', 'seic', 'bipolar', 'depress', 'iselder', 'autis', 'awtis', 'symptom'],
  ...['treat', '[dt]riniaeth', 'therap', 'relaps', 'illness', 'salwch', 'unwell', 'well-being', 'self-harm'],
  ...[
    'suicid',
    'hunanladd',
    'mental',
    'health',
    'iechyd',
    'meddwl',
    'disorder',
    'anhwylder',
    'clinic',
    'clinig',
    'nurs',
    'nyrs',
  ],
];
const leave = ['leave', 'escort', 'unescort', 'hebrwng', 'absen', 'day trip', 'overnight'];
const address = [
  ...['street', 'road', 'avenue', 'hostel', 'flat \\d', 'stryd', 'heol', 'ffordd', 'fflat \\d', 'hospital'],
  ...['ysbyty', 'ward', 'postcode', 'cod post'],
];

const beginning = (words: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})[\\p{L}-]*`, 'iu');
const postcode = /(?<![a-z\d])[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}(?![a-z\d])/i;

const kinds: readonly (readonly [Unfit['kind'], RegExp])[] = [
  ['health', beginning(health)],
  ['leave', beginning(leave)],
  ['address', postcode],
  ['address', beginning(address)],
];

/**
 * What in a text for a victim speaks of the patient's health, of leave, or of where they live: the first of each kind,
 * with the words found. A victim is never told medical detail, leave dates or the discharge address.
 * Source: design brief, section 6.6; MHCS, decision summaries from spring 2024.
 */
export function unfitForOutside(text: string): Unfit[] {
  const found: Unfit[] = [];
  for (const [kind, pattern] of kinds) {
    const [words] = text.match(pattern) ?? [];
    if (words !== undefined && !found.some(one => one.kind === kind)) found.push({ kind, found: words });
  }
  return found;
}
