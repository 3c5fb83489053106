import { sql } from 'kysely';
import type { Tx } from '../../../../platform/database/index.ts';
import { found, notAllowed, tooLate } from '../../../../platform/web/index.ts';
import { closeOccasion, readStatements, type Statement, takeBack } from '../../../../voice/index.ts';
import { recordEndedConsultations } from '../../../clinical/commands/record-ended-consultations.ts';
import { changeAtOnce } from '../../../conditions/commands/change-at-once.ts';
import { leaveDuties } from '../../../recall/commands/leave-duties.ts';
import { conditionsOf } from '../../../rules/discharge/what-fits.ts';
import { kindRules } from '../../../rules/document-kinds.ts';
import { becameOf } from '../../../rules/reconsideration.ts';
import { type DecisionFile, type KeptDecision, readDecisionFile } from '../queries/read-decision-file.ts';
import { printOfWhatIsRead, whyNot } from '../readiness.ts';
import { rulesUsed } from '../rules-used.ts';
import { tellOfAnswer } from './tell-of-answer.ts';

type Issue = {
  readonly documentId: number;
  /** The print of what the second person had before them, as `printOfWhatIsRead` gives it. */
  readonly seen: string;
  readonly today: Temporal.PlainDate;
  readonly now: Temporal.Instant;
};

/** Issued; or not, because something has come or changed since the page was read, with nothing written. */
export type Issued =
  | { readonly ok: true }
  | { readonly ok: false; readonly file: DecisionFile; readonly statements: readonly Statement[] };

type Deciding = Issue & {
  readonly file: DecisionFile;
  readonly decision: KeptDecision;
  readonly statements: readonly Statement[];
};

/**
 * Issues a decision as the second person: letter, answer and replies go out together, or not at all. The occasion is
 * locked first, so that a statement is either sealed before and answered, or refused because the decision was made.
 * An application that is returned stays open to be said more to; with any other decision the part of those who were
 * consulted ends. A change of conditions that is granted holds from that moment.
 * @throws a refusal: 404 for strangers; 403 for whoever wrote in it or holds too low a level; 409 when it was issued
 *   or taken back meanwhile. The database refuses the same (OW001, OW003, OW006, OW007, OW008).
 */
export async function issueDecision(tx: Tx, issue: Issue): Promise<Issued> {
  await lockOccasion(tx, issue.documentId);
  const file = await readDecisionFile(tx, issue.documentId, issue.today);
  const decision = waitingFor(file);
  const statements = await readStatements(tx, file.occasionId);
  if (printOfWhatIsRead(file, statements) !== issue.seen) return { ok: false, file, statements };
  const deciding = { ...issue, file, decision, statements };
  await endOccasion(tx, deciding);
  await issueIt(tx, deciding);
  await changeConditions(tx, deciding);
  // What follows from a decision that looks at another one again, the database sees to as it is issued.
  if (!file.again) await endApplication(tx, deciding);
  if (leavesDuties(deciding))
    await leaveDuties(tx, {
      ...{ document: file, decisionId: decision.id, now: issue.now },
      hasSpoken: statements.length > 0,
    });
  if (decision.kind !== 'return' && !file.again)
    await recordEndedConsultations(tx, { documentId: file.id, caseId: file.caseId });
  await tellOfAnswer(tx, file);
  tx.record('casework.decision.issued', {
    caseId: file.caseId,
    detail: {
      ...{ application: file.id, decision: decision.id, version: decision.version + 1 },
      ...(file.again ? { reconsiders: file.again.before.id } : {}),
    },
  });
  return { ok: true };
}

async function lockOccasion(tx: Tx, documentId: number): Promise<void> {
  const { rows } = await sql`
    select o.id from voice.occasion o where o.id = any (array(
      select a.occasion_id from casework.document a where a.id = ${documentId}
      union all select r.occasion_id from casework.reconsideration r where r.document_id = ${documentId}))
    order by o.id for no key update`.execute(tx.db);
  found(rows[0]);
}

function waitingFor(file: DecisionFile): KeptDecision {
  const { decision, me } = file;
  if (decision?.state === 'issued') throw tooLate('platform.refusal.decided');
  if (decision?.state !== 'awaiting authorisation') throw tooLate('platform.refusal.notInThisState');
  const why = whyNot({ ...file, decision }, { id: me.accountId, level: me.level });
  if (why === 'wrote it') throw notAllowed('platform.refusal.authorAuthoriser');
  if (why === 'had a hand') throw notAllowed('again.refusal.hadAHand');
  if (why === 'level') throw notAllowed('platform.refusal.authorityLevel');
  return decision;
}

/** Who could not be asked before is asked afterwards, so that their words still have a place. */
const asksAfterwards = ({ file, decision, statements }: Deciding): boolean =>
  leavesDuties({ file, decision }) && statements.length === 0 && !file.again;

/** What was granted before has left its duties already. */
const leavesDuties = ({ file, decision }: Pick<Deciding, 'file' | 'decision'>): boolean =>
  kindRules[file.kind].leavesDuties === true &&
  decision.kind === 'grant' &&
  file.again?.before.kind !== 'grant';

async function endOccasion(tx: Tx, deciding: Deciding): Promise<void> {
  const { file, decision, now } = deciding;
  if (decision.kind === 'return') return takeBack(tx, file.occasionId);
  if (asksAfterwards(deciding)) return;
  return closeOccasion(tx, { occasionId: file.occasionId, caseId: file.caseId, now });
}

async function issueIt(tx: Tx, deciding: Deciding): Promise<void> {
  const issued = await tx.db
    .updateTable('casework.decision')
    .set({ state: 'issued', rules: JSON.stringify(rulesUsed(deciding)) })
    .where('id', '=', deciding.decision.id)
    .where('version', '=', deciding.decision.version)
    .returning('id')
    .executeTakeFirst();
  if (!issued) throw tooLate('platform.refusal.notInThisState');
}

/** Granted, a change of conditions holds from today; what stands as it was changes nothing a second time. */
async function changeConditions(tx: Tx, { file, decision, today }: Deciding): Promise<void> {
  if (decision.kind !== 'grant' || kindRules[file.kind].setsConditions !== 'at once') return;
  const { again } = file;
  if (again && becameOf(again.before, { ...decision, kind: decision.kind }) === 'stands') return;
  const wanted = conditionsOf(decision).map(condition => ({ ...condition, standard: null }));
  const { caseId, me: actor } = file;
  const by = { setBy: 'Secretary of State', fromOn: today.toString(), decisionId: decision.id } as const;
  await changeAtOnce(tx, { caseId, wanted, by, actor, today });
}

async function endApplication(tx: Tx, { file, decision, now }: Deciding): Promise<void> {
  const ended = await tx.db
    .updateTable('casework.document')
    .set(
      decision.kind === 'return'
        ? { state: 'returned', paused_on: null }
        : { state: 'decided', outcome: decision.kind, decided_at: now.toString(), paused_on: null },
    )
    .where('id', '=', file.id)
    .where('state', '=', 'awaiting authorisation')
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw tooLate('platform.refusal.notInThisState');
}
