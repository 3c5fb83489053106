import type { Route } from '../../platform/web/index.ts';
import { beginRoutes } from './routes-begin.ts';
import { importRoutes } from './routes-import.ts';

export { importByOperator, mappingFrom, type OperatorResult } from './by-operator.ts';
export { readRegister, registerAsCsv } from './export.ts';
export { endOldImports, importRegister } from './job.ts';
export { readFile as readRegisterFile } from './read-file.ts';

/** A whole register in and out of a file. */
export const registerFileRoutes: readonly Route[] = [...beginRoutes, ...importRoutes];
