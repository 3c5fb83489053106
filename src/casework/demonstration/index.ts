export { backdate } from './backdate.ts';
export type { Player, Stage } from './stage.ts';
export { type Story, stories } from './stories.ts';
