import { textOf } from '../../platform/language/index.ts';
import { type Again, type Field, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, type FieldProblem, found } from '../../platform/web/index.ts';
import { tellsOfSomebody } from '../rules/victims/tells-of-somebody.ts';
import { releaseRequest } from './commands/requests.ts';
import { victimForm } from './form-page.ts';
import type { RequestAsk } from './liaison-route.ts';
import { liaisonPaths } from './paths.ts';
import { readCase, type VictimCase } from './queries/read-case.ts';
import { contactShape, requestShape, unseal } from './sealed.ts';
import { slug } from './show-case.ts';

const fields: readonly Field[] = [
  {
    ...{ kind: 'text', name: 'wording', label: 'liaison.release.wording', hint: 'liaison.release.hint' },
    need: 'liaison.request.noText',
  },
];

const longest = 4000;

async function readRequest({ tx, params, tokens }: RequestAsk) {
  const row = await tx.db
    .selectFrom('victim.requested_condition')
    .select(['id', 'victim_id', 'sealed'])
    .where('id', '=', params.request)
    .where('case_id', '=', params.caseId)
    .executeTakeFirst();
  const { id, victim_id, sealed } = found(row);
  return { id, victimId: victim_id, asked: unseal(tokens, requestShape, sealed.toString()) };
}

/** The wording as those who decide will read it, to be put right first. */
export async function releasePage(ask: RequestAsk, again?: Again): Promise<Answer> {
  const { params } = ask;
  const request = await readRequest(ask);
  return victimForm(ask, {
    ...{ title: 'liaison.release.title', intro: 'liaison.release.intro' },
    backHref: liaisonPaths.victim(params.caseId, request.victimId),
    form: {
      ...{
        action: liaisonPaths.release(params.caseId, request.id),
        fields,
        button: 'liaison.release.button',
      },
      ...{ begins: { texts: { wording: request.asked?.text ?? '' } }, again },
    },
  });
}

/** Releases the wording, unless it tells of somebody. */
export async function release(ask: RequestAsk): Promise<Answer> {
  const { tx, params, body, t } = ask;
  const read = readFields(fields, body, t);
  const { wording = '' } = read.texts;
  const file = await readCase(tx, params.caseId);
  const problems = [...read.problems, ...unfit(wording, file, ask)];
  if (problems.length > 0) return releasePage(ask, { typed: read, problems });
  const request = await readRequest(ask);
  await releaseRequest(tx, { caseId: file.caseId, request: request.id, wording });
  return { goTo: liaisonPaths.victim(file.caseId, request.victimId), say: 'liaison.said.released' };
}

function unfit(wording: string, file: VictimCase, { t, tokens }: RequestAsk): FieldProblem[] {
  const known = file.registrations.flatMap(({ sealed }) => unseal(tokens, contactShape, sealed) ?? []);
  const telling = tellsOfSomebody(wording, known).map(way => textOf(t, `liaison.telling.${slug(way)}`));
  if (wording.length > longest) telling.push(t('liaison.problem.long', { max: longest }));
  return telling.length > 0 ? [{ field: 'wording', text: telling.join(' ') }] : [];
}
