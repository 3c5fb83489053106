import type { PageAnswer } from './route.ts';

/** The status of a page: what its handler says, or 422 where something that was sent cannot be taken. */
export const statusOf = ({ status, problems = [] }: Pick<PageAnswer, 'status' | 'problems'>): number =>
  status ?? (problems.length > 0 ? 422 : 200);
