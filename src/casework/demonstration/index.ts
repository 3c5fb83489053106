export { backdate } from './backdate.ts';
export type { Player, Stage } from './stage.ts';
export { stories } from './stories/index.ts';
export { playStory } from './stories/story.ts';
