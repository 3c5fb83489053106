export {
  type CountTable,
  countInto,
  type Publication,
  type PublishedTable,
  total,
  withTotals,
} from './count-table.ts';
export {
  behind,
  hidden,
  hospitalEpisodes,
  isSmall,
  mentalHealthServices,
  rounded,
  type Scheme,
  type Shown,
} from './schemes.ts';
export { suppress } from './suppress.ts';
