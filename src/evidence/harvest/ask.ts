import {
  type Answered,
  askFollowing,
  type Outgoing,
  retryAfter,
  sameServer,
} from '../../platform/outgoing/index.ts';
import { decode } from '../formats/decode.ts';
import { isPacked } from '../formats/index.ts';
import { type OaiAnswer, readAnswer } from './read-answer.ts';
import { Trouble } from './trouble.ts';

/** One answer is a hundred records or a thousand, and no more than this. */
export const mostBytes = 16 * 1024 * 1024;
const patience = 60_000;

type Asker = { readonly outgoing: Outgoing; readonly signal: AbortSignal; readonly now: Temporal.Instant };

/**
 * Asks a question of OAI-PMH 2.0.
 * @param sent the verb and its arguments; what is undefined is left out
 * @throws Trouble where no answer of the protocol comes; Unreachable where nothing does
 */
export async function askVerb(
  { outgoing, signal, now }: Asker,
  baseUrl: string,
  sent: Readonly<Record<string, string | undefined>>,
): Promise<OaiAnswer> {
  const address = new URL(baseUrl);
  for (const [name, value] of Object.entries(sent))
    if (value !== undefined) address.searchParams.set(name, value);
  const asking = { mostBytes, patience, signal, headers: { accept: 'text/xml, application/xml' } };
  const { answered } = await askFollowing(outgoing, { address: address.href, mayGo: sameServer }, asking);
  const refusal = await refusalIn(answered);
  if (refusal) return refusal;
  checkStatus(answered, now);
  if (answered.isCut)
    throw new Trouble('evidence-harvest.problem.tooLarge', { mebibytes: mostBytes / 1024 / 1024 });
  if (isPacked(answered.body)) throw new Trouble('evidence-harvest.problem.notOai', {}, 0);
  return readAnswer(await textOf(answered.body));
}

/** Some refuse as the protocol does, and with a status that it has no use for: that nothing changed is then still said. */
async function refusalIn({ status, body, isCut }: Answered): Promise<OaiAnswer | undefined> {
  if (status < 400 || status >= 500 || isCut || isPacked(body)) return undefined;
  const text = await textOf(body);
  if (!/<(?:[\w.-]{1,40}:)?OAI-PMH[\s>]/.test(text)) return undefined;
  const answer = readAnswer(text);
  return answer.error && answer;
}

/** What passes is worth another try; 503 is how the protocol asks for patience (section 3.1.2.2). */
function checkStatus(answered: Answered, now: Temporal.Instant): void {
  const { status } = answered;
  if (status === 200) return;
  const passes = status >= 500 || status === 429 || status === 408;
  throw new Trouble(
    'evidence-harvest.problem.status',
    { status: String(status) },
    passes ? (retryAfter(answered, now) ?? 0) : undefined,
  );
}

async function textOf(body: Buffer): Promise<string> {
  const once = (async function* () {
    yield body;
  })();
  let text = '';
  for await (const piece of decode(once)) text += piece.text;
  return text;
}
