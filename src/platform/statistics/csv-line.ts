/**
 * One line of a CSV file. Every cell is quoted, and one that a spreadsheet would take for a formula begins with an
 * apostrophe, so that opening an audit never runs anything.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell => `"${neutral(String(cell ?? '')).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/**
 * A CSV file of lines that `csvLine` made. It begins with the mark by which spreadsheets see that it is UTF-8:
 * Excel takes a file without it for Windows-1252, and every ŵ and ŷ for two other letters.
 */
export const csvFile = (lines: readonly string[]): string => `\ufeff${lines.join('')}`;

// One that begins so already gets another, or reading it back would take its own away.
function neutral(text: string): string {
  return /^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

/** A cell as it was before `csvLine` made it harmless. */
export function readCell(cell: string): string {
  return /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell;
}
