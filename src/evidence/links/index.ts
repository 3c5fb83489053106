export { checkLinks } from './job.ts';
export { linkRoutes } from './routes.ts';
