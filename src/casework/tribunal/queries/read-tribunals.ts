import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/database/index.ts';
import { found, notFound } from '../../../platform/web/index.ts';
import { type FactsHere, factsHere } from '../../clocks/queries/read-facts.ts';
import type { CaseFacts } from '../../rules/clocks/facts.ts';
import type { TestPart } from '../../rules/discharge/legal-tests.ts';
import type { Ground, TribunalKind } from '../../rules/tribunal/grounds.ts';
import type { Outcome } from '../../rules/tribunal/results.ts';
import type { StepKind } from '../../rules/tribunal/step-kinds.ts';
import type { Recorder } from '../../rules/tribunal/steps.ts';
import type { Withholding } from '../../rules/tribunal/withholding.ts';

type Kept = {
  readonly id: number;
  readonly recorder: string | null;
  readonly struckOut: boolean;
  readonly supersededBy: number | null;
};
export type TribunalStep = Kept & {
  readonly kind: StepKind;
  readonly onDay: string;
  readonly dueOn: string | null;
  readonly recordedAs: Recorder;
};
export type TribunalResult = Kept & {
  readonly outcome: Outcome;
  readonly decidedOn: string;
  readonly tookEffectOn: string | null;
  readonly conditions: readonly string[];
  /** The conditions in plain words, in the same order; empty where nobody has written them. */
  readonly plain: readonly string[];
  readonly onLiberty: boolean;
  /** Which of the conditions take away liberty, counted from one. */
  readonly libertyPlaces: readonly number[];
  /** What the tribunal found of its own test. */
  readonly found: readonly TestPart[];
  readonly would: 'absolute discharge' | 'conditional discharge' | 'neither' | null;
  readonly wouldRemain: boolean | null;
  readonly recommends: string | null;
  readonly movementId: number | null;
};
export type KeptWithholding = Withholding & {
  readonly onDay: string;
  readonly recorder: string | null;
  readonly recordedAs: string;
};
/** One case before the tribunal, with all that was recorded of it. */
export type Tribunal = {
  readonly id: number;
  readonly kind: TribunalKind;
  readonly ground: Ground;
  readonly country: 'England' | 'Wales';
  readonly madeOn: string;
  readonly windowFrom: string | null;
  readonly windowUntil: string | null;
  readonly dueOn: string | null;
  readonly recordedAs: string;
  readonly recorder: string | null;
  readonly steps: readonly TribunalStep[];
  readonly results: readonly TribunalResult[];
  /** Which reports are kept from the person; nothing for whoever may not know. */
  readonly withheld: readonly KeptWithholding[];
  /** The person's answer whether their words may go; null while nobody asked, or they have not said. */
  readonly words: { readonly answer: 'yes' | 'no'; readonly at: string } | null;
};
/** What the pages of one person's cases before the tribunal are made from. */
export type TribunalFile = {
  readonly caseId: number;
  readonly familyName: string;
  readonly givenNames: string;
  readonly reference: string;
  readonly closedOn: string | null;
  readonly tribunals: readonly Tribunal[];
  readonly facts: CaseFacts;
  /** In which of the capacities that record something the reader stands here. */
  readonly standsAs: readonly string[];
  /** The person's standing statements; the words are not read here. */
  readonly statements: readonly { readonly occasionId: number; readonly sealedAt: string }[];
};

/** What stands now: without what was corrected or struck out. */
export const standing = <K extends Kept>(rows: readonly K[]): K[] =>
  rows.filter(({ supersededBy, struckOut }) => supersededBy === null && !struckOut);

const kept = sql`'id', r.id, 'recorder', by.display_name, 'struckOut', r.struck_out, 'supersededBy', r.superseded_by`;
const steps = sql`(select coalesce(json_agg(json_build_object(${kept}, 'kind', r.kind, 'onDay', r.on_day, 'dueOn', r.due_on,
    'recordedAs', r.recorded_as) order by r.on_day, r.id), '[]')
  from casework.tribunal_step r left join people.account by on by.id = r.recorded_by where r.tribunal_id = c.id)`;
// As the register has it now: a correction of the movement keeps its sequence, and one struck out never was.
const tookEffectOn = sql`(select m.actual_on from casework.movement made join casework.movement m
    on m.case_id = made.case_id and m.sequence = made.sequence and m.superseded_by is null and not m.struck_out
    where made.id = r.movement_id)`;
const results = sql`(select coalesce(json_agg(json_build_object(${kept}, 'outcome', r.outcome, 'decidedOn', r.decided_on,
    'tookEffectOn', ${tookEffectOn}, 'conditions', r.conditions, 'plain', r.plain,
    'onLiberty', r.on_liberty, 'libertyPlaces', r.liberty_places, 'found', array_remove(array[
      case when r.found_another_person then 'another person' end,
      case when r.found_no_less_beneficial then 'no less beneficial' end], null), 'would', r.would,
    'wouldRemain', r.would_remain, 'recommends', r.recommends, 'movementId', r.movement_id) order by r.id), '[]')
  from casework.tribunal_result r left join people.account by on by.id = r.recorded_by where r.tribunal_id = c.id)`;
const withheld = sql`(select coalesce(json_agg(json_build_object('report', r.report, 'state', r.state, 'onDay', r.on_day,
    'recorder', by.display_name, 'recordedAs', r.recorded_as) order by r.id), '[]')
  from casework.tribunal_withholding r left join people.account by on by.id = r.recorded_by where r.tribunal_id = c.id)`;
const tribunals = sql`(select coalesce(json_agg(json_build_object('id', c.id, 'kind', c.kind, 'ground', c.ground,
    'country', c.country, 'madeOn', c.made_on, 'windowFrom', c.window_from, 'windowUntil', c.window_until, 'dueOn', c.due_on,
    'recordedAs', c.recorded_as, 'recorder', maker.display_name, 'steps', ${steps}, 'results', ${results},
    'withheld', ${withheld},
    'words', (select json_build_object('answer', w.answer, 'at', w.answered_at) from casework.tribunal_words w
      where w.tribunal_id = c.id order by w.id desc limit 1)) order by c.made_on desc, c.id desc), '[]')
  from casework.tribunal_case c left join people.account maker on maker.id = c.recorded_by where c.case_id = p.case_id)`;
const capacities = [
  ...['subject', 'advocate', 'solicitor', 'responsible_clinician', 'ward_staff', 'mha_office'],
  ...['clinical_supervisor', 'social_supervisor'],
];

async function read(tx: Tx, which: RawBuilder<unknown>): Promise<TribunalFile | undefined> {
  const { rows } = await sql<Omit<TribunalFile, 'facts'> & { facts: FactsHere | null }>`
    select p.case_id as "caseId", p.family_name as "familyName", p.given_names as "givenNames",
      p.mhcs_reference as reference, k.closed_on as "closedOn", ${tribunals} as tribunals,
      casework.clock_facts_here(p.case_id) as facts,
      array(select role from unnest(${capacities}::text[]) role where p.case_id = any (access.cases_as(role))) as "standsAs",
      (select coalesce(json_agg(json_build_object('occasionId', s.occasion_id, 'sealedAt', s.sealed_at) order by s.id), '[]')
        from voice.statement s where s.case_id = p.case_id
        and not exists (select from voice.withdrawal w where w.statement_id = s.id)) as statements
    from casework.patient p join people.case k on k.id = p.case_id where ${which}`.execute(tx.db);
  const [row] = rows;
  if (!row) return undefined;
  if (!row.facts) throw notFound();
  return { ...row, facts: factsHere(row.facts) };
}

/**
 * The cases before the tribunal of one person's case, newest first. One query.
 * @throws a refusal with 404 when the actor may not see the case
 */
export const readTribunals = async (tx: Tx, caseId: number): Promise<TribunalFile> =>
  found(await read(tx, sql`p.case_id = ${caseId}`));

/** Of the person who asks; undefined when they have no case. One query. */
export const readMyTribunals = (tx: Tx): Promise<TribunalFile | undefined> =>
  read(tx, sql`p.case_id = (select max(mine) from unnest(access.cases_as('subject')) mine)`);

/**
 * The file in which a case before the tribunal stands, and that case. One query.
 * @throws a refusal with 404 when the actor may not see it
 */
export async function readTribunal(tx: Tx, id: number): Promise<{ file: TribunalFile; tribunal: Tribunal }> {
  const of = sql`p.case_id = (select c.case_id from casework.tribunal_case c where c.id = ${id})`;
  const file = found(await read(tx, of));
  return { file, tribunal: found(file.tribunals.find(one => one.id === id)) };
}
