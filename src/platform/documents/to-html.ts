import { escapeUTF8 } from 'entities';
import { type LaidOutBlock, type LaidOutWords, layOut } from './layout.ts';
import type { PaperDocument, SummaryRow, Table } from './model.ts';

// A parser turns a raw CR into LF, so CR goes as a reference and stays what it was. Browsers draw a lone CR
// as a space; the <br> after it shows the line break and adds nothing to the text.
const written = (text: string) =>
  escapeUTF8(text)
    .replace(/\r(?!\n)/g, '&#13;<br>')
    .replaceAll('\r\n', '&#13;\n');

const paragraphOf = (text: string, classes = 'govuk-body') =>
  `<p class="${classes} ow-words" dir="auto">${written(text)}</p>`;

function wordsHtml(words: LaidOutWords): string {
  const lang = words.language === null ? '' : ` lang="${escapeUTF8(words.language)}"`;
  const note = words.note === null ? '' : paragraphOf(words.note, 'govuk-body-s ow-quotation__note');
  return [
    '<figure class="ow-quotation">',
    `<figcaption class="ow-quotation__by govuk-!-font-weight-bold" dir="auto">${written(words.saidBy)}</figcaption>`,
    `<blockquote class="govuk-inset-text"${lang}>${paragraphOf(words.text)}</blockquote>`,
    note,
    '</figure>',
  ].join('');
}

function summaryHtml(rows: readonly SummaryRow[]): string {
  const rowHtml = ({ key, value }: SummaryRow) =>
    `<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key ow-words" dir="auto">${written(key)}</dt>` +
    `<dd class="govuk-summary-list__value ow-words" dir="auto">${written(value)}</dd></div>`;
  return `<dl class="govuk-summary-list">${rows.map(rowHtml).join('')}</dl>`;
}

function rowHtml(row: readonly string[], firstIsHeading: boolean): string {
  const cells = row.map((cell, index) =>
    firstIsHeading && index === 0
      ? `<th scope="row" class="govuk-table__header ow-words" dir="auto">${written(cell)}</th>`
      : `<td class="govuk-table__cell ow-words" dir="auto">${written(cell)}</td>`,
  );
  return `<tr class="govuk-table__row">${cells.join('')}</tr>`;
}

function tableHtml(block: Table): string {
  const head = block.head.map(
    cell => `<th scope="col" class="govuk-table__header ow-words" dir="auto">${written(cell)}</th>`,
  );
  const rows = block.rows.map(row => rowHtml(row, block.firstColumnIsHeading === true));
  return (
    `<table class="govuk-table"><caption class="govuk-table__caption govuk-table__caption--s" dir="auto">` +
    `${written(block.caption)}</caption><thead class="govuk-table__head"><tr class="govuk-table__row">` +
    `${head.join('')}</tr></thead><tbody class="govuk-table__body">${rows.join('')}</tbody></table>`
  );
}

function answeredHtml(block: Extract<LaidOutBlock, { kind: 'answered' }>): string {
  const reply =
    `<div class="ow-answered__reply"><p class="govuk-body govuk-!-font-weight-bold" dir="auto">` +
    `${written(block.reply.key)}</p>${paragraphOf(block.reply.value)}</div>`;
  const beside = block.beside ? ' ow-answered--beside' : '';
  return `<div class="ow-answered${beside}">${wordsHtml(block.words)}${reply}</div>`;
}

function listHtml(items: readonly string[], numbered: boolean): string {
  const [tag, kind] = numbered ? ['ol', 'number'] : ['ul', 'bullet'];
  const entries = items.map(item => `<li class="ow-words" dir="auto">${written(item)}</li>`);
  return `<${tag} class="govuk-list govuk-list--${kind}">${entries.join('')}</${tag}>`;
}

const headingClass = { 1: 'govuk-heading-m', 2: 'govuk-heading-s', 3: 'govuk-heading-s' } as const;

function blockHtml(block: LaidOutBlock): string {
  switch (block.kind) {
    case 'heading': {
      const tag = `h${block.level + 1}`;
      return `<${tag} class="${headingClass[block.level]}" dir="auto">${written(block.text)}</${tag}>`;
    }
    case 'paragraph':
      return paragraphOf(block.text);
    case 'quotation':
      return wordsHtml(block);
    case 'list':
      return listHtml(block.items, block.numbered === true);
    case 'table':
      return tableHtml(block);
    case 'summary':
      return summaryHtml(block.rows);
    case 'answered':
      return answeredHtml(block);
    case 'signature':
      return (
        `<div class="ow-signature"><p class="govuk-body-s">${written(block.label)}</p>` +
        `${paragraphOf(block.lines.join('\n'))}</div>`
      );
    case 'notice': {
      const title =
        block.title === undefined ? '' : paragraphOf(block.title, 'govuk-body govuk-!-font-weight-bold');
      return `<div class="ow-notice">${title}${paragraphOf(block.text)}</div>`;
    }
    case 'rule':
      return '<hr class="govuk-section-break govuk-section-break--m govuk-section-break--visible">';
    case 'pageBreak':
      return '<hr class="ow-page-break govuk-section-break govuk-section-break--l">';
  }
}

/**
 * Lays a document out as a piece of a page.
 * @param document the document
 * @returns an escaped HTML fragment: one <article> with its title as <h1>, built from govuk-frontend classes.
 *   Text is exact in the DOM, down to CRLF; the page's style sheet gives `ow-words` its `white-space: pre-wrap`.
 * @throws PaperProblem when there is no title, a table has no columns, or a row has more cells than columns
 */
export function documentToHtml(document: PaperDocument): string {
  const sheet = layOut(document);
  const marking =
    sheet.marking === null ? '' : `<p class="ow-marking govuk-body-s">${written(sheet.marking)}</p>`;
  const about = sheet.about.length === 0 ? '' : summaryHtml(sheet.about);
  return [
    `<article class="ow-document${sheet.large ? ' ow-document--large' : ''}" lang="${sheet.language}">`,
    marking,
    `<h1 class="govuk-heading-l" dir="auto">${written(sheet.title)}</h1>`,
    about,
    ...sheet.blocks.map(blockHtml),
    '</article>',
  ].join('\n');
}
