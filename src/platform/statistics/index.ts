export { type BarChart, barChart } from './charts/bar-chart.ts';
export { type LineChart, lineChart } from './charts/line-chart.ts';
export { element as shape, frame as picture, label as pictureLabel } from './charts/svg.ts';
export {
  type CountTable,
  countInto,
  type Publication,
  type PublishedTable,
  type Range,
  total,
  withTotals,
} from './count-table.ts';
export { csvFile, csvLine, readCell } from './csv-line.ts';
export {
  behind,
  hidden,
  hospitalEpisodes,
  isSmall,
  mentalHealthServices,
  type Scheme,
  type Shown,
} from './schemes.ts';
export { suppress } from './suppress.ts';
