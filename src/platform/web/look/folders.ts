import { fileURLToPath } from 'node:url';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const projectFolder = folder('../../../../');
export const lookFolder = folder('./');
export const stylesFolder = folder('./styles/');
export const ownViewsFolder = folder('./views');
