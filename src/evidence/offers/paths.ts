type Id = number | ':id';

/** The addresses of what is offered to the library, each written once. */
export const offerPaths = {
  send: () => '/evidence/offer',
  /** What became of an offer, for whoever has its number. */
  answer: (reference: string) => `/evidence/offers/${reference}`,
  queue: () => '/evidence/desk/offers',
  one: (id: Id) => `/evidence/desk/offers/${id}`,
  take: (id: Id) => `/evidence/desk/offers/${id}/take`,
  refuse: (id: Id) => `/evidence/desk/offers/${id}/refuse`,
  /** What was thrown away within the last month. */
  thrown: () => '/evidence/desk/offers?thrown=yes',
  back: (id: Id) => `/evidence/desk/offers/${id}/back`,
  spam: (id: Id) => `/evidence/desk/offers/${id}/spam`,
};
