export { duplicatePaths } from './paths.ts';
export { duplicateRoutes } from './routes.ts';
