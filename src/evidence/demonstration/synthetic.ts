import type { Entry } from '../record/entry.ts';

/**
 * Invented records as a real library would hold them: words of no language in Zipf’s distribution among the small words of
 * English, titles of eight words, summaries of 120. A record is made from its number alone, so that loading can stop
 * anywhere and go on.
 */

const vocabulary = 60_000;
const subjects = 800;
const syllables =
  'ba be bi bo bu da de di do du fa fe fi fo ga ge gi go ka ke ki ko la le li lo lu ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi vo za ze zi zo'.split(
    ' ',
  );
const small = 'the of and in to a for with on by from as is was that this at it or be'.split(' ');
const types = [
  'report',
  'report',
  'report',
  'article',
  'article',
  'evaluation',
  'guidance',
  'thesis',
  'book',
  'lived experience',
] as const;
const countries =
  'Larkland Mossmark Fenmoor Ashby Wrenland Tarnshire Heronia Oakmark Sedgeland Thistleby Marlmoor Kestrel'.split(
    ' ',
  );

type Chance = () => number;

/** Numbers from 0 to 1, the same for the same start (Marsaglia’s xorshift, 2003). */
function chanceFrom(start: number): Chance {
  let state = Math.imul(start + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A place among so many, the first most often, each as often as one over its place says. */
const zipf = (many: number, chance: Chance) => Math.min(many - 1, Math.floor(many ** chance()) - 1);

/** An invented word by its place in the vocabulary: three syllables or more, and no two alike. */
export function inventedWord(place: number): string {
  let word = '';
  for (let rest = place + syllables.length ** 2; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length] ?? '';
  return `${word}n`;
}

function sentence(words: number, chance: Chance): string {
  const said = Array.from({ length: words }, () =>
    chance() < 0.35 ? (small[zipf(small.length, chance)] ?? '') : inventedWord(zipf(vocabulary, chance)),
  );
  const [first = ''] = said;
  return first.charAt(0).toUpperCase() + said.join(' ').slice(1);
}

const keyword = (place: number) => `${inventedWord(3 * place + 50)} ${inventedWord(7 * place + 90)}`;

/** The invented record with a number from 0 on. */
export function syntheticRecord(number: number): Entry {
  const chance = chanceFrom(number);
  for (let i = 0; i < 4; i += 1) chance();
  const among = <T>(values: readonly T[]) => values[Math.floor(chance() * values.length)] as T;
  const length = (mean: number) => Math.round(mean * (0.5 + chance()));
  const year = 2025 - zipf(60, chance);
  return {
    type: among(types),
    title: sentence(length(8), chance),
    creators: [
      {
        role: 'author',
        family: inventedWord(zipf(5000, chance)),
        given: among(['Ash', 'Sal', 'Pat', 'Kit']),
      },
    ],
    summary: [40, 40, 40].map(mean => `${sentence(length(mean), chance)}.`).join(' '),
    ...{ date: String(year), year, country: countries[zipf(countries.length, chance)] ?? 'Larkland' },
    ...{ publisher: 'Invented Press', language: 'en' },
    keywords: [...new Set(Array.from({ length: 5 }, () => keyword(zipf(subjects, chance))))],
  };
}
