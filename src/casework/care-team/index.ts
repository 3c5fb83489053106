export { careTeamRoutes } from './routes.ts';
