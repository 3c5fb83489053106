/** What casework.characteristics takes; a test holds the two equal. */
export const sexes = ['female', 'male', 'other'] as const;

/**
 * Self-defined ethnicity in the codes of the criminal justice system, in the order of the census of 2021 (design
 * brief of liaison and diversion, section F.6). Another number of the same group stands for what the census leaves open.
 */
export const ethnicities = [
  ...['W1', 'W2', 'W3', 'W5', 'W9', 'M1', 'M2', 'M3', 'M9'],
  ...['A1', 'A2', 'A3', 'A4', 'A9', 'B1', 'B2', 'B9', 'O2', 'O9', 'NS'],
] as const;

/** The groups of the census, each the first letter of its codes; N is “not stated”. */
export const ethnicGroups = ['W', 'M', 'A', 'B', 'O', 'N'] as const;

/**
 * Groups of index offences, the gravest first, as statistics of restricted patients have divided them [background]:
 * the ministry's own list has to be confirmed.
 */
export const offenceGroups = [
  'murder',
  'other killing',
  'other violence',
  'sexual',
  'robbery',
  'burglary',
  'theft or fraud',
  'arson',
  'other damage',
  'other',
] as const;
