import { inventedWord } from '../src/evidence/index.ts';

/** Two to four invented words, frequent and rare, the same each time. */
export const questions: readonly string[] = Array.from({ length: 200 }, (_, at) =>
  Array.from({ length: 2 + (at % 3) }, (_word, word) =>
    inventedWord(Math.floor(60_000 ** (((at * 37 + word * 53) % 100) / 100))),
  ).join(' '),
);

/** Questions that were not asked before, as many as are wanted: a frequent word, a middling and a rare one. */
export const freshQuestions = (many: number): string[] =>
  Array.from({ length: many }, (_, at) =>
    [3 + (at % 97), 100 + ((at * 31) % 4000), 4000 + ((at * 7919) % 50_000)].map(inventedWord).join(' '),
  );

/** What stands in the box while somebody types. */
export const typedLetters: readonly string[] = questions.flatMap(text => [
  ...[text.slice(0, 1), text.slice(0, 2), text.slice(0, 4), text.slice(0, -2)],
]);

/** The same with two letters the wrong way round. */
export const mistyped = (text: string): string => text.replace(/(.)(.)(?=.$)/u, '$2$1');
