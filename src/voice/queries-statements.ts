import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { DB, Tx } from '../platform/database/index.ts';
import { found } from '../platform/web/index.ts';
import type { Part, SpeakingRoute, Statement, StatementReply } from './statement.ts';

type Beside = ExpressionBuilder<DB & { s: DB['voice.statement'] }, 's'>;

const commentsOf = (eb: Beside) =>
  jsonArrayFrom(
    eb
      .selectFrom('voice.comment as c')
      .leftJoin('people.account as a', 'a.id', 'c.written_by')
      .select(['c.id', 'c.text', 'a.display_name as by', 'a.job_title as job', 'c.written_at as at'])
      .whereRef('c.statement_id', '=', 's.id')
      .orderBy('c.id'),
  );

const translationsOf = (eb: Beside) =>
  jsonArrayFrom(
    eb
      .selectFrom('voice.translation as n')
      .leftJoin('people.account as a', 'a.id', 'n.entered_by')
      .select(['n.id', 'n.language', 'n.translator', 'a.display_name as enteredBy', 'n.entered_at as at'])
      .select(sql<Part[]>`n.parts`.as('parts'))
      .whereRef('n.statement_id', '=', 's.id')
      .orderBy('n.id'),
  );

const repliesOf = (eb: Beside) =>
  jsonArrayFrom(
    eb
      .selectFrom('voice.reply as r')
      .select(['r.prompt', 'r.text', 'r.version', 'r.issued_at as issuedAt'])
      .select(sql<StatementReply['kind']>`r.kind`.as('kind'))
      .whereRef('r.statement_id', '=', 's.id')
      .orderBy('r.id'),
  );

/**
 * The statements made for one decision, oldest first, with the comments, translations and replies that the actor
 * may see. One query.
 * The page that shows them records `voice.statement.read` with the detail `{ statements: [ids] }`.
 */
export async function readStatements(tx: Tx, occasionId: number): Promise<Statement[]> {
  return statementsWhere(tx, sql<SqlBool>`s.occasion_id = ${occasionId}`);
}

/**
 * One statement of an occasion. One query.
 * @throws Refusal 404 when there is none that the actor may see
 */
export async function readStatement(
  tx: Tx,
  which: { occasion: number; statement: number },
): Promise<Statement> {
  const { occasion, statement } = which;
  const [read] = await statementsWhere(tx, sql<SqlBool>`s.id = ${statement} and s.occasion_id = ${occasion}`);
  return found(read);
}

async function statementsWhere(tx: Tx, which: Expression<SqlBool>): Promise<Statement[]> {
  return tx.db
    .selectFrom('voice.statement as s')
    .innerJoin('voice.shown as w', 'w.id', 's.shown_id')
    .leftJoin('people.person as p', 'p.id', 's.person_id')
    .leftJoin('voice.withdrawal as x', 'x.statement_id', 's.id')
    .select([
      's.id',
      's.case_id as caseId',
      's.occasion_id as occasionId',
      's.scribe_name as scribeName',
      's.scribe_role as scribeRole',
      's.language',
      's.support',
      's.sealed_at as sealedAt',
      's.code',
      'w.number as shownNumber',
      'x.withdrawn_at as withdrawnAt',
    ])
    .select(sql<string>`trim(concat(p.given_names, ' ', p.family_name))`.as('person'))
    .select(sql<SpeakingRoute>`s.route`.as('route'))
    .select(sql<Part[]>`s.parts`.as('parts'))
    .select(eb => [
      commentsOf(eb as unknown as Beside).as('comments'),
      translationsOf(eb as unknown as Beside).as('translations'),
      repliesOf(eb as unknown as Beside).as('replies'),
    ])
    .where(which)
    .orderBy('s.id')
    .execute();
}
