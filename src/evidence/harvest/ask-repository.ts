import { sql } from 'kysely';
import { z } from 'zod';
import type { Json } from '../../platform/database/index.ts';
import { type Job, type JobContext, job } from '../../platform/jobs/index.ts';
import type { Outgoing } from '../../platform/outgoing/index.ts';
import { cleanLine } from '../formats/clean-text.ts';
import { at, inside, lineIn, type XmlElement } from '../formats/xml/tree.ts';
import { askVerb } from './ask.ts';
import type { OaiAnswer } from './read-answer.ts';
import { namespaces, type RepositoryAnswer, type Said } from './repository.ts';
import { Trouble, troubleOf } from './trouble.ts';

/** Asks another library what it is, before anything is harvested: what it says is shown to the librarian who added it. */
export const askRepository = (outgoing: Outgoing): Job =>
  job({
    task: 'evidence-ask-repository',
    payload: z.object({ repository: z.int().positive() }),
    run: (context, { repository }) => askAndKeep(context, outgoing, repository),
  });

async function askAndKeep(context: JobContext, outgoing: Outgoing, id: number): Promise<void> {
  const waiting = await context.transaction(tx =>
    tx.db
      .selectFrom('evidence.repository')
      .select('base_url')
      .where('id', '=', id)
      .where('state', '=', 'asking')
      .executeTakeFirst(),
  );
  if (!waiting) return;
  const asker = { outgoing, signal: context.signal, now: context.now };
  const found = await introduced(sent => askVerb(asker, waiting.base_url, sent));
  await context.transaction(async tx => {
    const moved = await tx.db
      .updateTable('evidence.repository')
      .set({
        state: 'answer' in found ? 'answered' : 'silent',
        answer: 'answer' in found ? asJson(found.answer) : null,
        problem: 'said' in found ? asJson(found.said) : null,
      })
      .where('id', '=', id)
      .where('state', '=', 'asking')
      .returning('state')
      .executeTakeFirst();
    if (moved) tx.record(`evidence.repository.${moved.state}`, { detail: { repository: id } });
  });
}

const asJson = (value: object) => sql<Json>`${JSON.stringify(value)}::jsonb`;

type Ask = (sent: Readonly<Record<string, string>>) => Promise<OaiAnswer>;

async function introduced(ask: Ask): Promise<{ answer: RepositoryAnswer } | { said: Said }> {
  try {
    const identify = good(await ask({ verb: 'Identify' }));
    const formats = formatsIn(good(await ask({ verb: 'ListMetadataFormats' })));
    if (formats.length === 0) throw new Trouble('evidence-harvest.problem.noFormat');
    return { answer: { ...identityIn(identify), formats, sets: await setsOf(ask) } };
  } catch (error) {
    return { said: troubleOf(error).said };
  }
}

function good(answer: OaiAnswer): XmlElement {
  if (answer.error) throw new Trouble('evidence-harvest.problem.said', answer.error);
  return answer.frame;
}

function identityIn(frame: XmlElement): Omit<RepositoryAnswer, 'formats' | 'sets'> {
  const said = (name: string) => cleanLine(lineIn(at(frame, 'Identify', name))).slice(0, 200);
  if (said('protocolVersion') !== '2.0') throw new Trouble('evidence-harvest.problem.version');
  const deleted = said('deletedRecord');
  return {
    ...{
      name: said('repositoryName') || '?',
      email: said('adminEmail'),
      earliest: said('earliestDatestamp'),
    },
    granularity: said('granularity').includes('T') ? 'second' : 'day',
    deleted: deleted === 'persistent' || deleted === 'transient' ? deleted : 'no',
  };
}

function formatsIn(frame: XmlElement): RepositoryAnswer['formats'] {
  return inside(at(frame, 'ListMetadataFormats'), 'metadataFormat').flatMap(one => {
    const namespace = lineIn(at(one, 'metadataNamespace'));
    const format = Object.hasOwn(namespaces, namespace) ? namespaces[namespace] : undefined;
    const prefix = cleanLine(lineIn(at(one, 'metadataPrefix')));
    return format && /^[\w\-.!~*'()]{1,100}$/.test(prefix) ? [{ prefix, format }] : [];
  });
}

/** More than anybody looks through in one list, and than an honest library needs to tell them. */
const [mostSets, mostParts] = [1000, 20];

/** The sets of a library, in as many parts as it gives them; one without sets answers with an error. */
async function setsOf(ask: Ask): Promise<RepositoryAnswer['sets']> {
  const sets = new Map<string, string>();
  let token: string | undefined;
  for (let part = 0; part < mostParts && sets.size < mostSets; part += 1) {
    const answer = await ask({ verb: 'ListSets', ...(token !== undefined && { resumptionToken: token }) });
    for (const { spec, name } of setsIn(answer)) sets.set(spec, name);
    if (answer.token === undefined || answer.token === token) break;
    token = answer.token;
  }
  return [...sets].slice(0, mostSets).map(([spec, name]) => ({ spec, name }));
}

function setsIn({ frame }: OaiAnswer): RepositoryAnswer['sets'] {
  return inside(at(frame, 'ListSets'), 'set').flatMap(one => {
    const spec = cleanLine(lineIn(at(one, 'setSpec')));
    const name = cleanLine(lineIn(at(one, 'setName'))).slice(0, 200);
    return spec === '' || spec.length > 500 ? [] : [{ spec, name: name || spec }];
  });
}
