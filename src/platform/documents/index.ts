export { pdfOf, wordOf } from './as-file.ts';
export {
  answered,
  bullets,
  heading,
  notice,
  pageBreak,
  paragraph,
  quotation,
  rule,
  signature,
  steps,
  summary,
  table,
} from './blocks.ts';
export { PaperProblem } from './layout.ts';
export type { Block, PaperDocument, Reply, SpokenWords, SummaryRow } from './model.ts';
export { documentToHtml } from './to-html.ts';
export { documentToPdf, documentToWord } from './when-asked-for.ts';
