import { z } from 'zod';
import type { TextKey, Translate } from '../../platform/language/index.ts';
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
const some = { type: 'array', items: text, maxItems: 50 };
const yes = { ...text, enum: ['yes'] };

const asked = (t: Translate): readonly Parameter[] => {
  const takes = (name: string, schema: object, description = t(`citing.api.takes.${name}` as TextKey)) =>
    ({ name, in: 'query', description, schema }) as const;
  return [
    takes('q', { ...text, maxLength: 1000 }),
    ...facets.map(facet => takes(facet, some, t('citing.api.takes.facet', { facet }))),
    takes('also', some),
    takes('order', { ...text, enum: [...orders] }),
    ...[takes('exact', yes), takes('narrower', yes)],
    takes('size', { type: 'integer', enum: [...sizes], default: 20 }),
    takes('cursor', text),
  ];
};

const numbered = (t: Translate): Parameter => ({
  ...{ name: 'number', in: 'path', required: true, description: t('citing.api.takes.number') },
  schema: { type: 'integer', minimum: 1 },
});

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (description: string, name: string) => ({
  description,
  content: { 'application/json': { schema: ref(name) } },
});
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});

const find = (t: Translate): Operation => ({
  ...{ operationId: 'findRecords', summary: t('citing.api.find'), parameters: asked(t) },
  responses: {
    200: answer(t('citing.api.answers.found'), 'Found'),
    400: problem(t('citing.api.answers.cursor')),
    429: problem(t('citing.api.answers.tooMany')),
  },
});

const read = (t: Translate): Operation => ({
  ...{ operationId: 'readRecord', summary: t('citing.api.read'), parameters: [numbered(t)] },
  responses: {
    200: answer(t('citing.api.answers.record'), 'Record'),
    404: problem(t('citing.api.answers.never')),
    410: problem(t('citing.api.answers.withdrawn')),
    429: problem(t('citing.api.answers.tooMany')),
  },
});

const shapes = z.toJSONSchema(schemas, { uri: id => `#/components/schemas/${id}` }).schemas;

type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: object }>>;
};
type Paths = Readonly<Record<string, { readonly get: Operation }>>;

/** What the API takes and answers, in somebody's language. */
export const pathsOf = (t: Translate): Paths => ({
  [evidencePaths.apiSearch()]: { get: find(t) },
  [evidencePaths.apiRecord(':number').replace(':number', '{number}')]: { get: read(t) },
});

/** The same as OpenAPI 3.1; the shapes are those that its answers are made in. */
export const openApi = (t: Translate) => ({
  openapi: '3.1.1',
  info: { title: t('citing.api.name'), version: '1', description: t('citing.api.about') },
  servers: [{ url: '/' }],
  paths: pathsOf(t),
  components: { schemas: shapes },
});
