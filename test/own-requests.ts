import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { beginView } from '../src/casework/clinical/commands/begin-view.ts';
import { saveSection, versionOf } from '../src/casework/clinical/commands/save-section.ts';
import { readApplication } from '../src/casework/clinical/queries/read-application.ts';
import { completeAnswers } from '../src/casework/demonstration/complete-answers.ts';
import { submit } from '../src/casework/demonstration/play.ts';
import { playing } from '../src/casework/demonstration/stage.ts';
import { formNamed } from '../src/casework/forms/forms.ts';
import { ownPaths } from '../src/casework/own/index.ts';
import type { Wish } from '../src/casework/own/wishes.ts';
import { consentPaths } from '../src/casework/person/consent/paths.ts';
import { asOwner } from '../src/platform/database/index.ts';
import type { Answers } from '../src/platform/forms/index.ts';
import type { TestSite, Visitor } from './browser-without-browser.ts';
import { dayBoxes, testDay } from './days.ts';
import { stageOf } from './leave-applications.ts';

type Asking = {
  caseId: number;
  wish?: Wish;
  what?: string[];
  words?: Record<string, string>;
};

/** Writes what somebody asks for on its pages, as the person or a helper. Answers the number of the draft. */
export async function writesRequest(
  who: Visitor,
  { caseId, wish = 'discharge', what = ['conditional-discharge'], words = {} }: Asking,
): Promise<number> {
  const begin = ownPaths.wish(caseId, wish);
  const begun = await who.post(begin, {}, begin);
  let path = begun.location ?? '';
  const id = Number(/\/my\/asking\/(\d+)\//.exec(path)?.[1]);
  while (!path.endsWith('/send')) {
    const step = path.split('/').at(-1) ?? '';
    const typed = step === 'what' ? { what } : { text: words[step] ?? '' };
    const next = await who.fill(path, { ...typed, go: 'on' }, path);
    assert.equal(next.status, 303, `${path} ${next.text()}`);
    path = next.location ?? '';
  }
  return id;
}

/** Reads it back, signs and sends it. Answers the number of the document. */
export async function sendsRequest(who: Visitor, draft: number, name: string): Promise<number> {
  const path = ownPaths.send(draft);
  const sent = await who.fill(path, { name, agreed: 'yes' }, path);
  assert.equal(sent.status, 303, sent.text());
  return Number(/\/my\/documents\/(\d+)/.exec(sent.location ?? '')?.[1]);
}

/** The clinician begins their part, fills every section that applies and sends it. */
export async function givesView(
  site: TestSite,
  id: number,
  { by = 'dr.vale', answers = {} }: { by?: string; answers?: Answers } = {},
): Promise<void> {
  const stage = stageOf(site);
  const clinician = await stage.as(by);
  const file = await playing(clinician, async (tx, actor) => {
    await beginView(tx, { file: await readApplication(tx, id), actor, today: stage.today });
    return readApplication(tx, id);
  });
  await playing(clinician, async (tx, actor) => {
    const form = formNamed(file.formVersion);
    const known = Object.assign({}, ...[...file.open, ...file.closed].map(kept => kept.answers)) as Answers;
    const about = { form, on: stage.today, authority: file.authority, known };
    const flags = file.flags ? { extremismLevel: file.flags.extremismLevel } : {};
    const all = completeAnswers({ ...about, ...flags }, { viewAgrees: 'agrees', ...answers });
    for (const section of form.sections.filter(({ id: name }) => name !== 'A')) {
      const ids = new Set(section.questions.map(question => question.id));
      const mine = Object.fromEntries(Object.entries(all).filter(([name]) => ids.has(name)));
      const version = versionOf(file, section.id);
      const save = { file, section, actor, answers: mine, audience: 'closed', version } as const;
      await saveSection(tx, { ...save, now: stage.now, confirmed: true });
    }
  });
  const { caseId, occasionId } = file;
  await submit(stage, { id, caseId, occasionId, patient: '', clinician: by });
}

/** The person lets somebody ask for them, until next month. Answers the number of the consent. */
export async function letsAsk(person: Visitor, helper: { account: number; role: string; called: string }) {
  const given = await person.post(
    consentPaths.give(),
    {
      ...{ for: helper.called, helper: `${helper.account} ${helper.role}`, write: 'ask' },
      ...dayBoxes('until', testDay.add({ days: 30 })),
    },
    consentPaths.helpers(),
  );
  assert.equal(given.status, 303, given.text());
}

/** What was sent so many days ago: as if it had been, since nobody waits in a test. */
export async function sentDaysAgo(site: TestSite, id: number, days: number): Promise<void> {
  await asOwner(site.database.adminUrl, db =>
    sql`update casework.document set created_at = created_at - ${days}::int * interval '1 day',
      view_due_on = view_due_on - ${days}::int where id = ${id}`.execute(db),
  );
}
