export { leaveReportRoutes } from './routes.ts';
