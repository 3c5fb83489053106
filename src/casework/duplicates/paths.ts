/** The addresses of likely duplicates, each written once. */
export const duplicatePaths = {
  all: () => '/mhcs/duplicates',
  pair: (one: number | ':one', other: number | ':other') => `/mhcs/duplicates/pairs/${one}/${other}`,
  propose: (one: number | ':one', other: number | ':other') => `${duplicatePaths.pair(one, other)}/merge`,
  notSame: (one: number | ':one', other: number | ':other') => `${duplicatePaths.pair(one, other)}/not-same`,
  merge: (merge: number | ':merge') => `/mhcs/duplicates/merges/${merge}`,
  takeBack: (notSame: number | ':notSame') => `/mhcs/duplicates/not-same/${notSame}/take-back`,
};
