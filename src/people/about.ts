import { type Route, route } from '../platform/web/index.ts';
import { paths } from './paths.ts';

const nothing = 'none: the same text for everybody';

/** What the service promises of itself, readable without signing in. */
export const aboutRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: paths.accessibility(),
    access: 'anyone',
    audit: nothing,
    handle: async ({ t }) => ({
      page: 'people/views/accessibility.njk',
      title: t('people.accessibility.title'),
    }),
  }),
  route({
    method: 'GET',
    path: paths.privacy(),
    access: 'anyone',
    audit: nothing,
    handle: async ({ t }) => ({ page: 'people/views/privacy.njk', title: t('people.privacy.title') }),
  }),
];
