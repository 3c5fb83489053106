import type { Condition, Section } from '../../platform/forms/index.ts';

const is = (answer: string, value: string): Condition => ({ answer, is: value });
const yes = (answer: string): Condition => is(answer, 'yes');
const atLevel2Or3: Condition = { any: [is('mappaLevel', '2'), is('mappaLevel', '3')] };

/** Any concern at all opens section 4h; only the upper levels need the counter-terrorism manager (gate LG-12). */
export const extremismLevels = ['none', 'low', 'medium', 'high', 'critical'] as const;
export type ExtremismLevel = (typeof extremismLevels)[number];

/** Section 4h. Closed: it carries what counter-terrorism officers told the clinician. */
export const extremism: Section = {
  id: '4h',
  audience: 'closed',
  intro: true,
  shownWhen: { fact: 'extremismLevel', in: extremismLevels.filter(level => level !== 'none') },
  questions: [
    { id: 'extremismConcern', kind: 'long-text', required: true },
    { id: 'extremismContact', kind: 'long-text', required: true },
    { id: 'preventReferred', kind: 'yes-no', required: true },
    { id: 'preventOutcome', kind: 'long-text', required: true, shownWhen: yes('preventReferred') },
    { id: 'extremismConditions', kind: 'long-text' },
    { id: 'extremismWork', kind: 'long-text', required: true, hint: true },
    { id: 'counterTerrorismAskedOn', kind: 'date', notAfterToday: true, hint: true },
    { id: 'counterTerrorismAnsweredOn', kind: 'date', notAfterToday: true },
    { id: 'counterTerrorismView', kind: 'long-text', hint: true },
  ],
};

/** Section 5. Closed: the person may not see MAPPA concerns unless the MAPPA chair agrees. */
export const mappa: Section = {
  id: '5',
  audience: 'closed',
  intro: true,
  questions: [
    { id: 'mappaEligible', kind: 'choice', options: ['eligible', 'notEligible'], required: true },
    {
      id: 'mappaCoordinator',
      kind: 'long-text',
      required: true,
      hint: true,
      shownWhen: is('mappaEligible', 'eligible'),
    },
    {
      id: 'mappaCategory',
      kind: 'choice',
      options: ['1', '2', '3', '4'],
      required: true,
      shownWhen: is('mappaEligible', 'eligible'),
    },
    {
      id: 'mappaLevel',
      kind: 'choice',
      options: ['1', '2', '3'],
      required: true,
      shownWhen: is('mappaEligible', 'eligible'),
    },
    {
      id: 'mappaNotifiedOn',
      kind: 'date',
      notAfterToday: true,
      hint: true,
      shownWhen: is('mappaEligible', 'eligible'),
    },
    // Gate LG-4 takes the notice or the undertaking.
    { id: 'mappaUndertaking', kind: 'yes-no', required: 'by rule', shownWhen: is('mappaLevel', '1') },
    { id: 'mappaLevelWhy', kind: 'long-text', required: true, shownWhen: atLevel2Or3 },
    { id: 'mappaAskedOn', kind: 'date', notAfterToday: true, hint: true, shownWhen: atLevel2Or3 },
    { id: 'mappaAnsweredOn', kind: 'date', notAfterToday: true, shownWhen: atLevel2Or3 },
    { id: 'mappaResponse', kind: 'long-text', hint: true, shownWhen: atLevel2Or3 },
    { id: 'mappaConditions', kind: 'long-text', required: true, hint: true, shownWhen: atLevel2Or3 },
    { id: 'mappaNoAnswer', kind: 'yes-no', hint: true, shownWhen: atLevel2Or3 },
    { id: 'mappaTrail', kind: 'long-text', hint: true, shownWhen: yes('mappaNoAnswer') },
  ],
};

/** What section 6 needs one of, so that "nothing to say" is always said (gate LG-8). */
export const victimStatuses = ['active', 'dormant', 'optedOut', 'noOfficer'] as const;
export type VictimStatus = (typeof victimStatuses)[number];

/** Section 6. Closed: even that a victim is known to anybody is not for the person to learn here. */
export const victims: Section = {
  id: '6',
  audience: 'closed',
  intro: true,
  questions: [
    { id: 'victimStatus', kind: 'choice', options: victimStatuses, required: true, hint: true },
    {
      id: 'officerContact',
      kind: 'long-text',
      required: true,
      hint: true,
      shownWhen: is('victimStatus', 'active'),
    },
    {
      id: 'officerAskedOn',
      kind: 'date',
      notAfterToday: true,
      hint: true,
      shownWhen: is('victimStatus', 'active'),
    },
    { id: 'officerAnsweredOn', kind: 'date', notAfterToday: true, shownWhen: is('victimStatus', 'active') },
    { id: 'victimConsulted', kind: 'yes-no', hint: true, shownWhen: is('victimStatus', 'active') },
    { id: 'victimConditions', kind: 'long-text', hint: true, shownWhen: is('victimStatus', 'active') },
    { id: 'officerNoAnswer', kind: 'yes-no', hint: true, shownWhen: is('victimStatus', 'active') },
    { id: 'officerTrail', kind: 'long-text', hint: true, shownWhen: yes('officerNoAnswer') },
    { id: 'victimRisk', kind: 'long-text', required: true, shownWhen: is('victimStatus', 'noOfficer') },
    { id: 'victimClinical', kind: 'long-text', required: true, shownWhen: is('victimStatus', 'noOfficer') },
    { id: 'newZone', kind: 'yes-no', required: true },
    // Gate LG-9 says what a new zone lacks.
    { id: 'newZoneWhy', kind: 'long-text', required: 'by rule', shownWhen: yes('newZone'), hint: true },
    { id: 'newZoneMap', kind: 'long-text', required: 'by rule', shownWhen: yes('newZone'), hint: true },
    { id: 'zoneDispute', kind: 'yes-no', required: 'by rule', shownWhen: yes('newZone') },
    {
      id: 'zoneDisputeTrail',
      kind: 'long-text',
      required: 'by rule',
      shownWhen: yes('zoneDispute'),
      hint: true,
    },
  ],
};
