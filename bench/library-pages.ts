import { freshQuestions, questions, typedLetters } from './library-questions.ts';
import type { Asked } from './load.ts';
import type { Floor, MeasuredPage } from './pages.ts';

type Pages = {
  readonly records: number;
  /** Some of the records that anybody may read. */
  readonly numbers: readonly number[];
};

const asked = (path: string, pairs: Record<string, string>): Asked => ({
  path: `${path}?${new URLSearchParams(pairs)}`,
});
const more: readonly Record<string, string>[] = [
  ...[{}, {}, {}, { type: 'report' }, { country: 'Larkland', year: '2024' }],
  ...[{ page: '2' }, { order: 'latest' }, { size: '50' }],
];

/** As people use it: most ask and read, some narrow it, go on, or bring it into another order. */
const results = questions.map((q, at) => asked('/evidence', { q, ...more[at % more.length] }));
const anew = (many: number, from: number) =>
  freshQuestions(many + from)
    .slice(from)
    .map(q => asked('/evidence', { q }));

/** What of the library is asked for with ten connections, and the floors of issue 4. */
export function libraryPages({ records, numbers }: Pages): readonly MeasuredPage[] {
  const result: Floor =
    records > 500_000
      ? { p95Ms: 40, as: 'a page of results at 1,000,000' }
      : { requestsPerSecond: 500, p95Ms: 15, as: 'a page of results at 100,000' };
  return [
    {
      id: 'results',
      title: '200 questions asked before, in turn, some narrowed',
      asks: () => results,
      floor: result,
    },
    { id: 'new', title: 'Questions never asked before', asks: () => anew(20_000, 0), floor: result },
    { id: 'everything', title: 'Everything there is', asks: () => [asked('/evidence', {})], floor: result },
    {
      ...{ id: 'deep', title: 'The 400th page' },
      asks: () => questions.slice(0, 40).map(q => asked('/evidence', { q, page: '400' })),
    },
    {
      ...{
        id: 'records',
        title: 'Records, thousands of them in turn',
        asks: () => numbers.map(number => ({ path: `/evidence/${number}` })),
      },
      floor: { requestsPerSecond: 1500, as: 'a record' },
    },
    {
      ...{
        id: 'one-record',
        title: 'One record again and again',
        asks: () => [{ path: `/evidence/${numbers[0]}` }],
      },
      floor: { requestsPerSecond: 1500, as: 'a record' },
    },
    {
      ...{ id: 'suggestions', title: 'Suggestions, letter by letter' },
      asks: () => typedLetters.map(q => asked('/evidence/suggestions', { q })),
      floor: { p95Ms: 5, as: 'suggestions' },
    },
  ];
}

/** What programs ask: they may do so twice a second, so one after the other. */
export const machinePaths: readonly { readonly title: string; readonly paths: readonly string[] }[] = [
  {
    title: 'API: a search',
    paths: questions.slice(0, 100).map(q => asked('/api/evidence', { q }).path),
  },
  {
    title: 'OAI-PMH: 100 records',
    paths: ['/oai?verb=ListRecords&metadataPrefix=oai_dc'],
  },
  {
    title: 'Feed of a search',
    paths: questions.slice(0, 100).map(q => asked('/evidence/feed.atom', { q }).path),
  },
];
