import { keepDraft } from '../../src/voice/commands/keep-draft.ts';
import { recordOpportunity } from '../../src/voice/commands/record-opportunity.ts';
import { sealStatement } from '../../src/voice/commands/seal-statement.ts';
import { withdrawStatement } from '../../src/voice/commands/withdraw-statement.ts';
import type { TestSite } from '../browser-without-browser.ts';
import { testDay } from '../days.ts';
import { type Application, actorOf } from '../leave-applications.ts';
import { canaries } from './canaries.ts';

/** What the person says, takes back and has not said yet, and what stands beside it. */

export type Spoken = Application & { statementId: number };

/** The person takes back what they said first. */
export async function takeBackWords({ person, caseId, statementId }: Application): Promise<void> {
  if (statementId === undefined) throw new Error('Nothing was said yet.');
  await person.transaction(async tx =>
    withdrawStatement(tx, { caseId, statementId, actor: await actorOf(tx) }),
  );
}

/** The person says more; they answer for the version that they were shown last. */
export async function sayMore(application: Application, words: Record<string, string>): Promise<Spoken> {
  const { person, caseId, occasionId } = application;
  const { id } = await person.transaction(async tx => {
    const shown = await tx.db
      .selectFrom('voice.shown')
      .select('id')
      .where('occasion_id', '=', occasionId)
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow();
    const parts = Object.entries(words).map(([prompt, text]) => ({ prompt, text }));
    return sealStatement(tx, {
      ...{ caseId, occasionId, shownId: shown.id, actor: await actorOf(tx) },
      ...{ parts, route: 'typed', language: 'en' },
    });
  });
  return { ...application, statementId: id };
}

/** A nurse’s comment and translation beside a statement. */
export async function writeBeside(site: TestSite, { caseId, statementId }: Spoken): Promise<void> {
  const nurse = await site.as('jo.thimble');
  await nurse.transaction(async tx => {
    const actor = await actorOf(tx);
    const beside = { case_id: caseId, statement_id: statementId };
    await tx.db
      .insertInto('voice.comment')
      .values({ ...beside, text: `I was there. ${canaries.comment.word}`, written_by: actor.accountId })
      .execute();
    await tx.db
      .insertInto('voice.translation')
      .values({
        ...{ ...beside, language: 'cy', translator: 'Pat Trosi', entered_by: actor.accountId },
        parts: JSON.stringify([{ prompt: 'progress', text: `Da iawn. ${canaries.translation.word}` }]),
      })
      .execute();
    tx.record('voice.comment.written', { caseId, detail: { statement: statementId } });
  });
}

/** Words that their writers have not sealed: the person's own, and those a nurse is writing down. */
export async function writeDrafts(
  site: TestSite,
  { person, caseId, occasionId }: Application,
): Promise<void> {
  const nurse = await site.as('jo.thimble');
  const writers = [
    { who: person, text: canaries.draft.word },
    { who: nurse, text: canaries.scribeDraft.word },
  ];
  for (const { who, text } of writers) {
    await who.transaction(async tx =>
      keepDraft(tx, {
        ...{ caseId, occasionId, actor: await actorOf(tx) },
        parts: [{ prompt: 'risk', text, base: '' }],
      }),
    );
  }
}

/** A nurse records that the person cannot speak today, and why. */
export async function recordUnable(site: TestSite, { caseId, occasionId }: Application): Promise<void> {
  const nurse = await site.as('jo.thimble');
  await nurse.transaction(async tx =>
    recordOpportunity(tx, {
      ...{ caseId, occasionId, actor: await actorOf(tx), outcome: 'unable' },
      askAgainOn: testDay.add({ days: 8 }).toString(),
      why: `Too unwell. ${canaries.why.word}`,
    }),
  );
}
