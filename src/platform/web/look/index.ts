export { type Asset, type Assets, prepareAssets } from './assets.ts';
export { type ErrorStatus, errorStatus } from './error-status.ts';
export { keptWords } from './kept-words.ts';
export {
  createPages,
  type NavigationItem,
  type PageChrome,
  type PageError,
  type PageModel,
  type Pages,
} from './pages.ts';
export { type PageLink, type Pagination, paginate } from './paginate.ts';
