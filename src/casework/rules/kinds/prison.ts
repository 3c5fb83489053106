import type { AskedMatter, KindRules } from './kind-rules.ts';

const sentenced = {
  ...{ matter: 'prison transfer', movement: 'admission', authority: 's47/49' },
  test: 'transfer of a sentenced prisoner',
} as const satisfies AskedMatter;
const unsentenced = {
  ...{ matter: 'prison transfer', movement: 'admission' },
  test: 'transfer of an unsentenced prisoner',
} as const satisfies Omit<AskedMatter, 'authority'>;

/** Section 47 for whoever serves a sentence; section 48 for four kinds of others, who must need treatment urgently. */
const matters = {
  'prison-sentenced': sentenced,
  'prison-remand': { ...unsentenced, authority: 's48/49 remand' },
  'prison-magistrates': { ...unsentenced, authority: 's48/49 magistrates' },
  'prison-civil': { ...unsentenced, authority: 's48/49 civil' },
  'prison-immigration': { ...unsentenced, authority: 's48/49 immigration' },
} as const satisfies Record<string, AskedMatter>;

/** What can be asked for, as the form has it. */
export const custodyKinds = Object.keys(matters) as (keyof typeof matters)[];

/** From prison to hospital, with restrictions (sections 47 to 49): asked for by the healthcare of the prison. */
export const prisonKinds = {
  'prison transfer': {
    form: 'prison-transfer',
    startedBy: ['prison_healthcare'],
    ledBy: ['prison_healthcare'],
    filledBy: ['prison_healthcare', 'responsible_clinician', 'mha_office'],
    closedBy: ['prison_healthcare', 'responsible_clinician', 'mha_office'],
    parts: [
      { part: 'A', signedBy: ['prison_healthcare'], sections: ['A1', 'A2', 'A3', 'A4'] },
      { part: 'B', signedBy: ['prison_healthcare', 'responsible_clinician'], sections: ['B1'] },
      // Two doctors are two people (sections 47(1) and 48(1)).
      {
        ...{ part: 'C', signedBy: ['prison_healthcare', 'responsible_clinician'], sections: ['C1'] },
        byAnother: true,
      },
      // A hospital that is not here says it on paper, and the prison writes it down.
      {
        ...{ part: 'D', signedBy: ['mha_office', 'responsible_clinician', 'prison_healthcare'] },
        sections: ['D1'],
      },
    ],
    asks: { question: 'custodyKind', matters, oneOfThem: true },
    placeIn: ['receivingHospital', 'receivingWard'],
    // Somebody discharged who was sentenced since stands in custody; everybody else is no restricted patient yet.
    onlyOf: ['before', 'in custody'],
    toThinkAbout: ['custodyKind', 'purpose'],
    oneAtATime: true,
    takesPictureOver: false,
    outcomes: ['grant', 'refuse', 'return'],
    matter: 'prison transfer',
    secondPerson: true,
    begunBySection: true,
    consults: false,
    decisionClock: false,
  },
} as const satisfies Record<string, KindRules>;
