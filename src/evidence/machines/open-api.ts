import { z } from 'zod';
import { evidencePaths } from '../paths.ts';
import { facets, orders, sizes } from '../search/state.ts';
import { problemAnswer, recordAnswer, searchAnswer } from './answers.ts';

const schemas = z.registry<{ id: string }>();
schemas.add(recordAnswer, { id: 'Record' });
schemas.add(searchAnswer, { id: 'Found' });
schemas.add(problemAnswer, { id: 'Problem' });

type Parameter = {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: true;
  readonly description: string;
  readonly schema: object;
};

const text = { type: 'string' };
const asked: readonly Parameter[] = [
  {
    name: 'q',
    in: 'query',
    description:
      'Words, “phrases”, AND, OR, NOT, -word, beginn*, and fields such as title: or author:, as in the box of the search page.',
    schema: { ...text, maxLength: 1000 },
  },
  ...facets.map(
    (facet): Parameter => ({
      ...{ name: facet, in: 'query', description: `Only records with any of these values of ${facet}.` },
      schema: { type: 'array', items: text, maxItems: 50 },
    }),
  ),
  {
    ...{ name: 'also', in: 'query', description: 'Only records with all of these keywords.' },
    schema: { type: 'array', items: text, maxItems: 50 },
  },
  {
    name: 'order',
    in: 'query',
    description: 'In which order; by relevance where words are asked for, else what came last first.',
    schema: { ...text, enum: [...orders] },
  },
  {
    name: 'exact',
    in: 'query',
    description: 'Words as they are written, without their other forms.',
    schema: { ...text, enum: ['yes'] },
  },
  {
    name: 'narrower',
    in: 'query',
    description: 'What is part of what is asked for as well, by the thesaurus; the counts then say so too.',
    schema: { ...text, enum: ['yes'] },
  },
  {
    name: 'size',
    in: 'query',
    description: 'How many records at once.',
    schema: { type: 'integer', enum: [...sizes], default: 20 },
  },
  {
    name: 'cursor',
    in: 'query',
    description:
      'From the address that an answer gives as next. It goes on behind the last record of that answer, whatever came in or went since; a record that was changed meanwhile stands where it belongs now.',
    schema: text,
  },
];

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (description: string, name: string) => ({
  description,
  content: { 'application/json': { schema: ref(name) } },
});
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});
const slower = { 429: problem('Too many questions in one minute.') };

const document = {
  openapi: '3.1.1',
  info: {
    title: 'Ownwords: the evidence library',
    version: '1',
    description:
      'Records of what has been published on service-user involvement and on mental health in criminal justice. Free to read for everybody, from any site.',
  },
  servers: [{ url: '/' }],
  paths: {
    [evidencePaths.apiSearch()]: {
      get: {
        operationId: 'findRecords',
        summary: 'Finds records, as the search page does.',
        parameters: asked,
        responses: {
          200: answer('What was found.', 'Found'),
          400: problem('A cursor that nobody gave out.'),
          ...slower,
        },
      },
    },
    [evidencePaths.apiRecord(':number').replace(':number', '{number}')]: {
      get: {
        operationId: 'readRecord',
        summary: 'Reads one record by its number.',
        parameters: [
          {
            name: 'number',
            in: 'path',
            required: true,
            description: 'Its number in the library, which never changes.',
            schema: { type: 'integer', minimum: 1 },
          },
        ] satisfies Parameter[],
        responses: {
          ...{
            200: answer('The record.', 'Record'),
            404: problem('There never was a record of that number.'),
          },
          ...{ 410: problem('The record was withdrawn; the detail says why.'), ...slower },
        },
      },
    },
  } as Readonly<Record<string, { get: Operation }>>,
  components: { schemas: z.toJSONSchema(schemas, { uri: id => `#/components/schemas/${id}` }).schemas },
};

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: object }>>;
};

/** What the API takes and answers, as OpenAPI 3.1; the shapes are those that its answers are made in. */
export const openApi = () => document;
