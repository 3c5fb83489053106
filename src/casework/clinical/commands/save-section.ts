import type { Actor, Tx } from '../../../platform/database/index.ts';
import { type Answers, type Audience, type Section, splitByAudience } from '../../../platform/forms/index.ts';
import { formNamed } from '../../forms/forms.ts';
import type { ApplicationFile, KeptSection } from '../queries/read-application.ts';

/** The versions that a page was drawn from: of the open and, where the reader has it, the closed record. */
export type SectionVersion = { readonly open: number; readonly closed: number };

type Save = {
  readonly file: ApplicationFile;
  readonly section: Section;
  readonly audience: Audience;
  readonly answers: Answers;
  readonly version: SectionVersion;
  /** Whether the writer says that what was taken over into this section is true today. */
  readonly confirmed?: boolean;
  readonly actor: Actor;
  readonly now: Temporal.Instant;
};

/** The new version; or "conflict": somebody else saved since, and nothing may be kept of this transaction. */
export type Saved = SectionVersion | 'conflict';

const none: Pick<KeptSection, 'answers' | 'carried' | 'version'> = { answers: {}, carried: {}, version: 0 };

/** The version of a section as it is kept now. */
export function versionOf(file: ApplicationFile, section: string): SectionVersion {
  return { open: keptIn(file.open, section).version, closed: keptIn(file.closed, section).version };
}

function keptIn(sections: readonly KeptSection[], section: string) {
  return sections.find(kept => kept.section === section) ?? none;
}

/**
 * Keeps the answers of one section, the open and the closed ones in their own records. Saving over what somebody
 * else has saved in the meantime is refused, so that no words are lost without anybody seeing it. Who confirms what
 * was taken over confirms the part that they can read.
 * @param save what was read from the page, and the versions that the page was drawn from
 */
export async function saveSection(tx: Tx, save: Save): Promise<Saved> {
  const { open, closed } = splitByAudience(formNamed(save.file.formVersion), save.answers);
  const openVersion = await keep(tx, save, { table: 'casework.open_answers', answers: open, part: 'open' });
  if (openVersion === 'conflict') return 'conflict';
  if (save.audience === 'open') return done(tx, save, { ...save.version, open: openVersion });
  const closedVersion = await keep(tx, save, {
    table: 'casework.closed_answers',
    answers: closed,
    part: 'closed',
  });
  if (closedVersion === 'conflict') return 'conflict';
  return done(tx, save, { open: openVersion, closed: closedVersion });
}

function done(tx: Tx, { file, section, confirmed }: Save, version: SectionVersion): SectionVersion {
  tx.record('casework.section.saved', {
    caseId: file.caseId,
    detail: {
      ...{ application: file.id, section: section.id, open: version.open, closed: version.closed },
      ...(confirmed === true ? { confirmed: true } : {}),
    },
  });
  return version;
}

type Part = {
  readonly table: 'casework.open_answers' | 'casework.closed_answers';
  readonly answers: Answers;
  readonly part: 'open' | 'closed';
};

async function keep(tx: Tx, save: Save, { table, answers, part }: Part): Promise<number | 'conflict'> {
  const seen = save.version[part];
  const kept = keptIn(save.file[part], save.section.id);
  // What is already there needs no new version, and two people who wrote the same are in no conflict.
  const confirms = save.confirmed === true && Object.keys(kept.carried).length > 0;
  if (isSame(kept.answers, answers) && !confirms) return kept.version;
  const rows =
    seen === 0
      ? await addRow(tx, save, { table, answers })
      : await changeRow(tx, save, { table, answers, seen });
  return rows[0]?.version ?? 'conflict';
}

type Row = Pick<Part, 'table' | 'answers'>;

async function addRow(tx: Tx, { file, section, actor }: Save, { table, answers }: Row) {
  return tx.db
    .insertInto(table)
    .values({
      document_id: file.id,
      case_id: file.caseId,
      section: section.id,
      answers: JSON.stringify(answers),
      changed_by: actor.accountId,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('version')
    .execute();
}

async function changeRow(
  tx: Tx,
  { file, section, actor, now, confirmed }: Save,
  { table, answers, seen }: Row & { seen: number },
) {
  return tx.db
    .updateTable(table)
    .set({
      answers: JSON.stringify(answers),
      ...(confirmed === true ? { carried: '{}' } : {}),
      version: seen + 1,
      changed_by: actor.accountId,
      changed_at: now.toString(),
    })
    .where('document_id', '=', file.id)
    .where('section', '=', section.id)
    .where('version', '=', seen)
    .returning('version')
    .execute();
}

function isSame(one: Answers, other: Answers): boolean {
  return canonical(one) === canonical(other);
}

// PostgreSQL keeps the keys of jsonb in an order of its own.
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
