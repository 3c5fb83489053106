import type { z } from 'zod';
import { type Again, readFields } from '../../platform/small-forms/index.ts';
import { type Answer, type Ask, found, idParams, type Route, route } from '../../platform/web/index.ts';
import { mhcsRoles } from '../mhcs/roles.ts';
import type { Recorder } from '../rules/tribunal/steps.ts';
import { reportsToWithhold, withholdingStates } from '../rules/tribunal/withholding.ts';
import { recordWithholding } from './commands/record-withholding.ts';
import { withholdingFields } from './forms.ts';
import { tribunalPaths } from './paths.ts';
import { readTribunal, standing } from './queries/read-tribunals.ts';
import { recording, standsAs, tribunalPage } from './routes-care-team.ts';
import { sectionPage } from './routes-section.ts';
import { refusalInWords } from './words.ts';

type TribunalAsk = Ask<z.infer<typeof idParams>, unknown>;

/** Records it in the capacity of the reader; answers what was wrong, if anything. */
async function withhold(ask: TribunalAsk, as: Recorder | 'theirs'): Promise<Again | undefined> {
  const { tx, params, body, t, actor, today } = ask;
  const inFile = await readTribunal(tx, params.id);
  const capacity = found(as === 'theirs' ? standsAs(inFile.file)[0] : as);
  const sent = standing(inFile.tribunal.steps).map(({ kind }) => kind);
  const { problems, days, ...typed } = readFields(withholdingFields(sent), body, t);
  const report = reportsToWithhold.find(one => one === typed.texts.report);
  const state = withholdingStates.find(one => one === typed.texts.state);
  const onDay = days.withheld;
  if (problems.length > 0 || !report || !state || onDay === undefined) return { typed, problems };
  const about = { ...inFile, report, state, onDay, as: capacity, actor, today };
  const refusal = await recordWithholding(tx, about);
  return refusal && { typed, problems: [{ field: refusal.field, text: refusalInWords(refusal, t) }] };
}

async function bySection(ask: TribunalAsk): Promise<Answer> {
  const withheld = await withhold(ask, 'section');
  if (withheld) return sectionPage(ask, { withheld });
  return { goTo: tribunalPaths.section(ask.params.id), say: 'tribunal.said.withheld' };
}

async function byReporters(ask: TribunalAsk): Promise<Answer> {
  const withheld = await withhold(ask, 'theirs');
  if (withheld) return tribunalPage(ask, { withheld });
  return { goTo: tribunalPaths.careTeam(ask.params.id), say: 'tribunal.said.withheld' };
}

const posts = { method: 'POST', audit: 'by the command', params: idParams } as const;

/** That the tribunal keeps a report from the person: recorded by the section and by those who report. */
export const withheldRoutes: readonly Route[] = [
  route({ ...posts, path: tribunalPaths.sectionWithheld(':id'), access: mhcsRoles, handle: bySection }),
  route({ ...posts, path: tribunalPaths.careTeamWithheld(':id'), access: recording, handle: byReporters }),
];
