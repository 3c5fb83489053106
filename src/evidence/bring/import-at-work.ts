import type { CsvMapping, Format } from '../formats/index.ts';
import type { CameBy } from '../record/commands/save-record.ts';
import type { DuplicateChoice } from './choices.ts';
import type { ImportState } from './queries/read-import.ts';

/** An import as the work on it sees it. */
export type Work = {
  readonly id: number;
  readonly state: ImportState;
  readonly fileName: string;
  readonly format: Format;
  readonly mapping: CsvMapping | null;
  readonly duplicates: DuplicateChoice;
  readonly because: string | null;
  readonly round: number;
  readonly size: number;
  readonly rows: number;
  readonly lastRecord: number;
  readonly cameBy: CameBy;
};
