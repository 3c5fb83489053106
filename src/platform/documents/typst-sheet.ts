import type { LaidOutBlock, LaidOutWords, Sheet } from './layout.ts';
import type { SummaryRow } from './model.ts';
import { linesOf, runsRightToLeft, visibleOnPaper } from './writing.ts';

const tabWidth = '    ';
// PDF/UA-1 forbids U+FEFF in a text layer; Unicode names U+2060 as its successor, equally without ink.
const byteOrderMark = /\ufeff/g;
const wordJoiner = '\u2060';
const longestUnbroken = 30;
const pieceLength = 10;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

// A code that breaks at its hyphen is copied from the paper without it, and then it checks as wrong.
const statementCode = /(?<![0-9A-Z-])([0-9A-Z]{4}(?:-[0-9A-Z]{4}){4})(?![0-9A-Z-])/u;
/** Text of which a line may end anywhere that Typst allows, or text that stays on one line. */
type Piece = string | { readonly whole: string };

// Typst breaks a line only at a space or hyphen: a web address of 300 letters would run off the sheet and be
// lost. Long runs go over in pieces, and paper.typ allows a break between pieces without adding a character.
function inPieces(line: string): Piece[] {
  return line.split(statementCode).flatMap((text, at): Piece[] => {
    if (at % 2 === 1) return [{ whole: text }];
    const runs = text.match(/\s+|\S+/gu) ?? [];
    if (runs.every(run => run.length <= longestUnbroken)) return text === '' && line !== '' ? [] : [text];
    return runs.flatMap(run => (run.length <= longestUnbroken ? [run] : cut(run)));
  });
}

function cut(run: string): string[] {
  const letters = Array.from(graphemes.segment(run), ({ segment }) => segment);
  const pieces: string[] = [];
  for (let start = 0; start < letters.length; start += pieceLength) {
    pieces.push(letters.slice(start, start + pieceLength).join(''));
  }
  return pieces;
}

const printable = (text: string) =>
  visibleOnPaper(text).replaceAll('\t', tabWidth).replace(byteOrderMark, wordJoiner);

const typeset = (text: string) => ({
  lines: linesOf(printable(text)).map(inPieces),
  rightToLeft: runsRightToLeft(text),
});

const typesetOrNone = (text: string | null | undefined) => (text == null ? null : typeset(text));

// Typst takes a language of two or three letters and a region of two; other subtags have no place in it.
function typstLanguage(tag: string | null) {
  if (tag === null) return null;
  const { language, region } = new Intl.Locale(tag);
  if (language === undefined || language.length > 3) return null;
  return { lang: language, region: region !== undefined && /^[A-Z]{2}$/.test(region) ? region : null };
}

const wordsOf = (words: LaidOutWords) => ({
  text: typeset(words.text),
  saidBy: typeset(words.saidBy),
  note: typesetOrNone(words.note),
  language: typstLanguage(words.language),
});

const pairOf = ({ key, value }: SummaryRow) => ({ key: typeset(key), value: typeset(value) });

function blockOf(block: LaidOutBlock) {
  switch (block.kind) {
    case 'heading':
      return { kind: block.kind, level: block.level, text: typeset(block.text) };
    case 'paragraph':
      return { kind: block.kind, text: typeset(block.text) };
    case 'quotation':
      return { kind: block.kind, ...wordsOf(block) };
    case 'list':
      return { kind: block.kind, items: block.items.map(typeset), numbered: block.numbered === true };
    case 'table':
      return {
        kind: block.kind,
        caption: typeset(block.caption),
        head: block.head.map(typeset),
        rows: block.rows.map(row => row.map(typeset)),
        firstColumnIsHeading: block.firstColumnIsHeading === true,
      };
    case 'summary':
      return { kind: block.kind, rows: block.rows.map(pairOf) };
    case 'answered':
      return {
        kind: block.kind,
        words: wordsOf(block.words),
        reply: pairOf(block.reply),
        beside: block.beside,
      };
    case 'signature':
      return { kind: block.kind, label: typeset(block.label), lines: block.lines.map(typeset) };
    case 'notice':
      return { kind: block.kind, text: typeset(block.text), title: typesetOrNone(block.title) };
    case 'rule':
    case 'pageBreak':
      return { kind: block.kind };
  }
}

/**
 * The sheet as plain JSON data for paper.typ: each text as lines of pieces, with its direction.
 * @param sheet the laid-out document
 * @returns data that JSON can carry; no text in it is Typst markup
 */
export function typstSheet(sheet: Sheet) {
  return {
    title: typeset(sheet.title),
    titleText: printable(sheet.title),
    language: sheet.language,
    marking: typesetOrNone(sheet.marking),
    reference: typesetOrNone(sheet.reference),
    large: sheet.large,
    pageLine: sheet.pageLine('{page}', '{pages}'),
    about: sheet.about.map(pairOf),
    blocks: sheet.blocks.map(blockOf),
  };
}
