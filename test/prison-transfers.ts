import { sql } from 'kysely';
import { saveSection, versionOf } from '../src/casework/clinical/commands/save-section.ts';
import { signPart } from '../src/casework/clinical/commands/sign-part.ts';
import { clinicalPaths } from '../src/casework/clinical/paths.ts';
import { readApplication } from '../src/casework/clinical/queries/read-application.ts';
import { playing } from '../src/casework/demonstration/stage.ts';
import { filledIn } from '../src/casework/forms/fill-in.ts';
import { formNamed } from '../src/casework/forms/forms.ts';
import { prisonPaths } from '../src/casework/prison/paths.ts';
import { asOwner } from '../src/platform/database/index.ts';
import type { Answers } from '../src/platform/forms/index.ts';
import { found } from '../src/platform/web/index.ts';
import type { TestSite, Visitor } from './browser-without-browser.ts';
import { dayBoxes, testDay } from './days.ts';

const ago = (days: number) => testDay.subtract({ days }).toString();

/** What the two doctors and the hospital of a transfer say, so that no gate is in the way. */
export const reported: Answers = {
  ...{ custodyKind: 'prison-sentenced', purpose: 'Care in prison does not help.', requestedOn: ago(9) },
  ...{ discussed: 'yes', discussedOn: ago(2), patientConcerns: 'Afraid of the move.' },
  ...{ doctor1Gmc: '7000001', doctor1Approved: 'yes', doctor1Seen: ago(4) },
  ...{ doctor2Gmc: '7000002', doctor2Approved: 'no', doctor2Seen: ago(3) },
  ...{ receivingHospital: 'Larkmoor Hospital', receivingWard: 'Heron Ward' },
  bedBy: testDay.add({ days: 5 }).toString(),
};

/** Somebody in prison, registered by its healthcare on the page; they have an account of their own. */
export async function aPrisoner(
  site: TestSite,
  who: Visitor,
  family: string,
): Promise<{ caseId: number; username: string }> {
  const typed = {
    family,
    given: 'Rowan',
    ...dayBoxes('born', testDay.subtract({ years: 30 })),
    nhs: '',
    pnc: '',
  };
  const seen = await who.post(
    prisonPaths.register(),
    { ...typed, prison: '', unit: '' },
    prisonPaths.register(),
  );
  const caseId = Number(/(\d+)$/.exec(seen.location ?? '')?.[1]);
  const username = `rowan.${family.toLowerCase()}`;
  await asOwner(site.database.adminUrl, async db => {
    await sql`with a as (insert into people.account (username, display_name, person_id, demonstration)
        select ${username}, p.given_names || ' ' || p.family_name, p.id, true from people.person p
        join people.case k on k.person_id = p.id where k.id = ${caseId} returning id)
      insert into people.circle (case_id, account_id, capacity, basis) select ${caseId}, id, 'subject', 'The person' from a`.execute(
      db,
    );
  });
  return { caseId, username };
}

/** Begins a transfer on the page, as the healthcare of the prison; answers the document. */
export async function begunTransfer(who: Visitor, caseId: number): Promise<number> {
  const seen = await who.post(
    clinicalPaths.start(caseId, 'prison-transfer'),
    {},
    clinicalPaths.patient(caseId),
  );
  return Number(/\/documents\/(\d+)/.exec(seen.location ?? '')?.[1]);
}

/** Writes a part of a transfer and, if wanted, signs it, as somebody whose part it is. */
export async function writePart(
  who: Visitor,
  id: number,
  { part, answers = reported, sign = true }: { part: string; answers?: Answers; sign?: boolean },
): Promise<void> {
  await playing(who, async (tx, actor) => {
    const file = await readApplication(tx, id);
    const form = formNamed(file.formVersion);
    const own = found(file.parts.find(each => each.part === part));
    const known = Object.assign({}, ...file.open.map(each => each.answers)) as Answers;
    const all = filledIn(
      { ...known, ...answers },
      {
        ...{ form, facts: { authorities: ['none'], extremismLevel: 'none' }, day: ago(20) },
        words: question => `Invented answer to ${question}.`,
      },
    );
    for (const section of form.sections.filter(each => own.sections.includes(each.id))) {
      const ids = new Set(section.questions.map(question => question.id));
      const mine = Object.fromEntries(Object.entries(all).filter(([question]) => ids.has(question)));
      await saveSection(tx, {
        ...{ file, section, actor, answers: mine, audience: 'closed', confirmed: true },
        ...{ version: versionOf(file, section.id), now: Temporal.Now.instant() },
      });
    }
  });
  if (!sign) return;
  await playing(who, async (tx, actor) => {
    const file = await readApplication(tx, id);
    await signPart(tx, {
      file,
      part: found(file.parts.find(each => each.part === part)),
      actor,
      today: testDay,
    });
  });
}
