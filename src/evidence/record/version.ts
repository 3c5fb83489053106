import { type Body, one, smallNumber } from '../../platform/web/index.ts';

/** On which version of a record a form was written; 0, which no record has, where it says none. */
export const versionIn = (body: Body): number => smallNumber.safeParse(one(body, 'version')).data ?? 0;
