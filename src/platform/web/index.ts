export { addressWith } from './address.ts';
export { type Body, type FieldProblem, isStorable, many, one, type ReadBody, readBody } from './body.ts';
export {
  boxesOf,
  type DayBoxes,
  emptyBoxes,
  type ReadDay,
  readDay,
  typedBoxes,
} from './day-boxes.ts';
export { nothingShown } from './kept-pages.ts';
export { openUnfinished, type Unfinished } from './lost-session.ts';
export {
  caseParams,
  idNumber,
  idParams,
  type PageQuery,
  pageNumber,
  pageQuery,
  smallNumber,
} from './params.ts';
export { registerRoutes } from './pipeline.ts';
export { found, notAllowed, notFound, Refusal, refusalFrom, tooLate } from './refusal.ts';
export {
  type Answer,
  type Ask,
  holds,
  type PageAnswer,
  type Role,
  type Room,
  type Route,
  roles,
  route,
} from './route.ts';
export { serveAssets, showNotFound } from './static.ts';
export { hashOf, newToken, type Tokens, tokensFrom } from './tokens.ts';
export type { Site } from './visit.ts';
