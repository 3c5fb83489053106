export { askFollowing, type Followed, type Hop, retryAfter, sameServer } from './follow.ts';
export { type Answered, type Asking, type Outgoing, openOutgoing, type Reach } from './outgoing.ts';
export { Unreachable, type Why } from './unreachable.ts';
