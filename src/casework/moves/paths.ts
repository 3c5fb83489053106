type Move = number | ':move';

/** The addresses of what was authorised and what became of it, each written once. */
export const movePaths = {
  move: (move: Move) => `/mhcs/moves/${move}`,
  happened: (move: Move) => `/mhcs/moves/${move}/happened`,
  ended: (move: Move) => `/mhcs/moves/${move}/ended`,
  /** A consent to leave, to be taken back. */
  consent: (id: number | ':id') => `/mhcs/documents/${id}/consent`,
};
