import { sql } from 'kysely';
import type { Answers } from '../../../platform/forms/index.ts';
import { found } from '../../../platform/web/index.ts';
import { readApplication } from '../../clinical/queries/read-application.ts';
import { askForBed } from '../../prison/commands/ask-for-bed.ts';
import { fillParts, sign } from '../in-parts.ts';
import { invite, type Started, say } from '../play.ts';
import { playing, type Stage } from '../stage.ts';
import { type Story, scene } from './story.ts';

/** Part A: why, and since when. */
async function refers(stage: Stage, of: Started): Promise<void> {
  const before = (days: number) => stage.today.subtract({ days }).toString();
  const answers: Answers = {
    ...{ custodyKind: 'prison-sentenced', requestedOn: before(6), discussed: 'yes', discussedOn: before(1) },
    releaseOn: stage.today.add({ years: 2 }).toString(),
    purpose: 'Rune hears voices, has stopped eating, and takes no medicine that healthcare here can give.',
    careNow: 'In the healthcare wing since the summer. A nurse sits with Rune at meals.',
    patientConcerns: 'Is afraid of losing the place in the print workshop.',
    bringingRisks: 'Panics in vans without a window. Calm with somebody who talks.',
    otherRisks: '',
  };
  await fillParts(stage, of, { by: 'wyn.latch', parts: ['A'], answers });
  await sign(stage, of, { by: 'wyn.latch', part: 'A' });
}

/** Larkmoor is asked for a bed, and its clinician for the second report. */
async function asksForBed(stage: Stage, of: Started): Promise<void> {
  await playing(await stage.as('wyn.latch'), async tx => {
    const { rows } = await sql<{ hospital: number; clinician: number }>`
      select (select id from people.unit where name = 'Larkmoor Hospital' and kind = 'hospital') as hospital,
        (select id from people.account where username = 'dr.vale') as clinician`.execute(tx.db);
    await askForBed(tx, { file: await readApplication(tx, of.id), ...found(rows[0]) });
  });
}

/** Part B: the first of the two reports. */
async function reports(stage: Stage, of: Started): Promise<void> {
  const answers: Answers = {
    ...{ doctor1Name: 'Dr Quinn Moss', doctor1Gmc: '7000001', doctor1Approved: 'yes' },
    doctor1Seen: stage.today.toString(),
    doctor1Findings: 'Schizophrenia, with voices that forbid food. Severe, and worse since August.',
    doctor1Why: 'Prison cannot treat without consent, and Rune is losing weight each week.',
    doctor1Treatment: 'Medicine and meals with somebody there, on a medium secure ward.',
  };
  await fillParts(stage, of, { by: 'dr.moss', parts: ['B'], answers });
  await sign(stage, of, { by: 'dr.moss', part: 'B' });
}

/** Somebody in prison who may go to hospital: the second doctor and the bed are waited for. */
export const prisonStories: readonly Story[] = [
  {
    patient: 'rune.tracing',
    kind: 'prison transfer',
    by: 'wyn.latch',
    daysAgo: 8,
    scenes: [
      refers,
      asksForBed,
      invite,
      scene(say, {
        progress: 'I would eat if they let me. The print workshop is the one quiet place here.',
        consider: 'Please keep my place in the workshop until I come back.',
      }),
    ],
    later: [{ daysAgo: 5, scenes: [reports] }],
  },
];
