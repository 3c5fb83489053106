type Id = number | ':one' | ':other';

/** The addresses of records that look like one, each written once. */
export const duplicatePaths = {
  all: () => '/evidence/duplicates',
  pair: (one: Id, other: Id) => `/evidence/duplicates/${one}/${other}`,
  different: (one: Id, other: Id) => `/evidence/duplicates/${one}/${other}/different`,
  takeBack: (one: Id, other: Id) => `/evidence/duplicates/${one}/${other}/take-back`,
  part: (merge: number | ':merge') => `/evidence/merges/${merge}/part`,
};
