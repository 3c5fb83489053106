import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import { type Translate, textOf } from '../../platform/language/index.ts';
import { csvFile, csvLine } from '../../platform/statistics/index.ts';
import { writeAuthorities, writeMovements } from './compact-lists.ts';
import type { FiledEntry } from './entry.ts';
import { type FieldName, fields } from './fields.ts';

const flag = (set: boolean) => (set ? 'yes' : 'no');

type Writer = (entry: FiledEntry) => string | number | null | undefined;

const flat: Partial<Record<FieldName, Writer>> = {
  authority: ({ authorities: [one] }) => one?.kind,
  orderOn: ({ authorities: [one] }) => one?.orderOn,
  receivedOn: ({ authorities: [one] }) => one?.receivedOn,
  endedOn: ({ authorities: [one] }) => one?.endedOn,
  releaseOn: ({ authorities: [one] }) => one?.releaseOn,
  expiresOn: ({ authorities: [one] }) => one?.expiresOn,
  precedence: ({ authorities: [one] }) => one?.precedence,
  court: ({ authorities: [one] }) => one?.court,
  furtherAuthorities: ({ authorities }) => writeAuthorities(authorities.slice(1)),
  movements: ({ movements }) => writeMovements(movements),
  noteworthy: entry => flag(entry.noteworthy),
  longTermLeave: entry => flag(entry.longTermLeave),
  supervisedDischarge: entry => flag(entry.supervisedDischarge),
  technicalRecall: entry => flag(entry.technicalRecall),
};

function cellOf(entry: FiledEntry, name: FieldName): string | number | null {
  const write = flat[name];
  const value = write ? write(entry) : entry[name as Exclude<keyof FiledEntry, 'authorities' | 'movements'>];
  return typeof value === 'boolean' ? flag(value) : (value ?? null);
}

/** A register as one CSV file, with a heading for every field; it can be brought in again and changes nothing. */
export function registerAsCsv(entries: readonly FiledEntry[]): string {
  const head = csvLine(fields.map(({ heading }) => heading));
  const lines = entries.map(entry => csvLine(fields.map(({ name }) => cellOf(entry, name))));
  return csvFile([head, ...lines]);
}

/** Every entry that whoever asks may read, by name. One query. */
export async function readRegister(tx: Pick<Tx, 'db'>): Promise<FiledEntry[]> {
  const { rows } = await sql<{ entry: FiledEntry }>`
    select entry from casework.register_entries(null)`.execute(tx.db);
  return rows.map(({ entry }) => entry);
}

/** What each column holds, and how it has to be written. */
export function columnsInWords(t: Translate) {
  return fields.map(({ name, heading, alias, needed }) => ({
    ...{ name, heading, needed: needed ?? false, alias: alias.join('; ') },
    title: textOf(t, `import.field.${name}`),
    means: textOf(t, `import.means.${name}`),
  }));
}

/** The data dictionary as CSV. */
export function dictionaryAsCsv(t: Translate): string {
  const head = csvLine([
    t('import.dictionary.heading'),
    t('import.dictionary.title'),
    t('import.dictionary.needed'),
    t('import.dictionary.means'),
    t('import.dictionary.alias'),
  ]);
  const lines = columnsInWords(t).map(({ heading, title, needed, means, alias }) =>
    csvLine([heading, title, needed ? t('import.yes') : t('import.no'), means, alias]),
  );
  return csvFile([head, ...lines]);
}
