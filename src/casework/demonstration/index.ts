export { backdate } from './backdate.ts';
export type { Player, Stage } from './stage.ts';
export { playStory, stories } from './stories.ts';
