import { answerCondition } from '../conditions/commands/keep-condition.ts';
import { readConditions } from '../conditions/queries/read-conditions.ts';
import type { Summarised, Tellable } from '../rules/victims/may-be-told.ts';
import { issueSummary, writeSummary } from '../summaries/commands/keep-summary.ts';
import { readSummaries } from '../summaries/queries/read-summaries.ts';
import { registerVictim } from '../victim-liaison/commands/keep-registration.ts';
import { keepRepresentation } from '../victim-liaison/commands/keep-words.ts';
import { keepRequest, releaseRequest } from '../victim-liaison/commands/requests.ts';
import { takeOn } from '../victim-liaison/commands/take-on.ts';
import { seal } from '../victim-liaison/sealed.ts';
import type { OfCase } from './case-scenes.ts';
import { playing, type Stage } from './stage.ts';

/** What somebody tells the liaison officer: who they are, what they say, what they ask for and may be put forward of it. */
export type Told = {
  reference: string;
  bornOn: string;
  contact: { name: string; address: string; telephone: string; email: string; how: string };
  wants: readonly Tellable[];
  says: string;
  asks: { text: string; why: string };
  released: string;
};

/** The officer takes the case on, registers somebody who was harmed, and writes down all of it. */
export async function officerComes(stage: Stage, { caseId }: OfCase, told: Told): Promise<void> {
  const side = stage.victimSide;
  if (!side) throw new Error('This stage has no victim side.');
  const { tokens } = side;
  const givenOn = stage.today.toString();
  const officer = await side.as('vic.lantern');
  await playing(officer, tx => takeOn(tx, told));
  await playing(officer, async (tx, actor) => {
    const sealed = seal(tokens, told.contact);
    const kept = { sealed, basis: 'statutory', standing: 'active', wants: told.wants } as const;
    const victimId = await registerVictim(tx, { caseId, kept, actor });
    const words = seal(tokens, { words: told.says });
    await keepRepresentation(tx, {
      ...{ caseId, victimId, about: 'conditions', sealed: words, givenOn, actor },
    });
    const asked = seal(tokens, { ...told.asks, corners: '' });
    const request = await keepRequest(tx, { caseId, victimId, kind: 'condition', sealed: asked, actor });
    await releaseRequest(tx, { caseId, request, wording: told.released });
  });
}

/** The section answers a condition that was put forward. */
export async function putForwardIsIncluded(stage: Stage, { caseId }: OfCase): Promise<void> {
  await playing(await stage.as('robin.quill'), async (tx, actor) => {
    const { conditions } = await readConditions(tx, caseId);
    const open = conditions.find(({ outcome }) => outcome === null);
    if (!open) throw new Error('No condition was put forward.');
    const answer = { outcome: 'included', changedText: null, reason: null } as const;
    await answerCondition(tx, { caseId, condition: open.id, ...answer, actor, today: stage.today });
  });
}

/** The decision is told in two versions: one for the person, one for those who may be told of it. */
export async function toldInTwoVersions(
  stage: Stage,
  { caseId }: OfCase,
  { what, text, outsideText }: { what: Summarised; text: string; outsideText: string },
): Promise<void> {
  const decidedOn = stage.today.toString();
  await playing(await stage.as('robin.quill'), (tx, actor) =>
    writeSummary(tx, { caseId, summary: { what, decidedOn, text, outsideText }, actor }),
  );
  await playing(await stage.as('sky.inkwell'), async tx => {
    const [summary] = (await readSummaries(tx, caseId)).summaries;
    if (!summary) throw new Error('There is no summary.');
    await issueSummary(tx, caseId, summary);
  });
}
