import type { ChainState } from './states.ts';

type Id = number | ':id';

/** The addresses of recommendations and of what became of them. */
export const recommendationPaths = {
  list: () => '/evidence/recommendations',
  /** Those that stand somewhere; `look`: where something is said to be done and nobody else has looked. */
  standing: (state: ChainState | 'look') => `/evidence/recommendations?state=${state}`,
  chain: (id: Id) => `/evidence/recommendations/${id}`,
  /** Recording a new link of the chain. */
  add: (id: Id, link: string) => `/evidence/recommendations/${id}/${link}`,
  strike: (id: Id, link: string, which: number | ':which') =>
    `/evidence/recommendations/${id}/${link}/${which}/strike`,
  ofRecord: (number: number | ':number') => `/evidence/${number}/recommendations/new`,
  addressees: () => '/evidence/addressees',
  addressee: (id: Id) => `/evidence/addressees/${id}`,
  /** Who answers in its name. */
  speaker: (id: Id) => `/evidence/addressees/${id}/speaker`,
  /** What it is called. */
  name: (id: Id) => `/evidence/addressees/${id}/name`,
  /** It went into another, and is one of its own again. */
  part: (id: Id) => `/evidence/addressees/${id}/part`,
  feed: (id: Id) => `/evidence/addressees/${id}/feed.atom`,
};
