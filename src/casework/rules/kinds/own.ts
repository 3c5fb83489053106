import type { Role } from '../../../platform/web/index.ts';
import { dischargeKinds } from './discharge.ts';
import type { KindRules } from './kind-rules.ts';

const askers = ['subject', 'advocate', 'solicitor'] as const satisfies readonly Role[];
// Somebody in the community may have no responsible clinician any more; their clinical supervisor gives the view.
const clinicians = ['responsible_clinician', 'clinical_supervisor'] as const satisfies readonly Role[];

const clinicalPicture = ['4a', '4b', '4c', '4d', '4e', '4f', '4g', '4h', '4i', '4j'] as const;
const others = ['5', '6', '7', '8', '9a', '9b'] as const;

/** Begun on the person's own pages and nowhere else: it is theirs until they send it. */
const ofThePerson = {
  startedBy: [],
  ledBy: clinicians,
  filledBy: [...askers, ...clinicians, 'ward_staff', 'mha_office'],
  closedBy: [...clinicians, 'mha_office'],
  ofThePerson: true,
  toThinkAbout: ['viewAgrees', 'viewWhy'],
  takesPictureOver: true,
} as const satisfies Partial<KindRules>;

const parts = (proposal: readonly string[]) =>
  [
    { part: 'A', signedBy: askers, sections: ['A'] },
    {
      part: 'B',
      signedBy: clinicians,
      sections: ['1', '2', 'V', '3b', ...proposal, ...clinicalPicture, ...others],
    },
  ] as const;

/**
 * What a person asks for themselves. The patient, their solicitor or their advocate may use the section's discharge form,
 * and the view of the responsible clinician is then sought (discharge application, version 2.1; Mental Health Act 1983,
 * s42(2)); they may ask that the restriction order is lifted too (s42(1)).
 */
export const ownKinds = {
  'own discharge request': {
    ...dischargeKinds['discharge application'],
    ...ofThePerson,
    form: 'own-discharge',
    parts: parts(['3c', '3d', '3e', '3f', '3g', '3h']),
    outcomes: ['grant', 'grant in part', 'refuse'],
  },
  'own lifting request': {
    ...dischargeKinds['lifting of restrictions'],
    ...ofThePerson,
    form: 'own-lifting',
    parts: parts([]),
    outcomes: ['grant', 'refuse'],
  },
} as const satisfies Record<string, KindRules>;
