import type { Role } from '../../platform/web/index.ts';

/** Those who may bring a whole register in, or take it out. */
export const importers = ['head_of_casework'] as const satisfies readonly Role[];
