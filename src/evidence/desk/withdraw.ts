import { type Answer, type FieldProblem, found, isStorable, one, tooLate } from '../../platform/web/index.ts';
import { evidencePaths } from '../paths.ts';
import { otherLanguage } from '../record/languages.ts';
import { readRecord } from '../record/queries/read-record.ts';
import type { RecordAsk } from '../record/routes.ts';
import { versionIn } from '../record/version.ts';
import { takeBackRecord, withdrawRecord } from './commands/withdraw-record.ts';

/** The form that withdraws a record, or takes back that it was. */
export async function withdrawPage(
  { tx, t, params, body }: RecordAsk,
  problems: readonly FieldProblem[] = [],
): Promise<Answer> {
  const record = found(await readRecord(tx, params.number));
  if (record.mergedInto !== null) throw tooLate('evidence.fault.gone');
  const isWithdrawn = record.state === 'withdrawn';
  const { number } = record;
  return {
    page: 'evidence/desk/views/withdraw.njk',
    title: t(isWithdrawn ? 'finding.desk.takeBackTitle' : 'finding.desk.withdrawTitle', { number }),
    backHref: evidencePaths.record(number),
    model: {
      ...{ isWithdrawn, version: versionIn(body) || record.version },
      ...{ name: record.entry.title, lang: otherLanguage(record.entry.language, t.language) },
      because: one(body, 'because'),
      action: isWithdrawn ? evidencePaths.takeBack(number) : evidencePaths.withdraw(number),
    },
    ...(problems.length > 0 ? { problems, status: 400 } : {}),
  };
}

const longest = 1000;

function readReason({ body, t }: RecordAsk): { because: string; problems: FieldProblem[] } {
  const because = one(body, 'because').trim();
  const isGood = because !== '' && because.length <= longest && isStorable(because);
  return { because, problems: isGood ? [] : [{ field: 'because', text: t('finding.problem.because') }] };
}

export async function withdraw(asked: RecordAsk): Promise<Answer> {
  const { because, problems } = readReason(asked);
  if (problems.length > 0) return withdrawPage(asked, problems);
  const { number } = asked.params;
  await withdrawRecord(asked.tx, { number, version: versionIn(asked.body), because });
  return { goTo: evidencePaths.record(number), say: 'finding.done.withdrawn' };
}

export async function takeBack(asked: RecordAsk): Promise<Answer> {
  const { because, problems } = readReason(asked);
  if (problems.length > 0) return withdrawPage(asked, problems);
  const { number } = asked.params;
  await takeBackRecord(asked.tx, { number, version: versionIn(asked.body), because });
  return { goTo: evidencePaths.record(number), say: 'finding.done.takenBack' };
}
