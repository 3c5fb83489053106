import { remissionAuthorities } from '../../forms/leave-2024-legal.ts';
import { byClinician, request } from './hands.ts';
import type { AskedMatter, KindRules } from './kind-rules.ts';

/** Section 19 with section 41(3)(c)(ii); trial leave in another hospital is section 17 with section 41(3)(c)(i). */
const transferMatters = {
  'level-transfer': { matter: 'level transfer', movement: 'transfer' },
  'hospital-transfer': { matter: 'hospital transfer', movement: 'transfer' },
  'trial-leave': { matter: 'trial leave', movement: 'trial leave' },
} as const satisfies Record<string, AskedMatter>;

/** Section 50(1); for those who were on remand, in civil custody or immigration detention sections 51(3) and 53(2). */
const remissionMatters = {
  'remission-prison': { matter: 'remission', movement: 'remitted to prison' },
  'remission-remand': { matter: 'remission', movement: 'remitted to remand centre' },
  'remission-licence': { matter: 'remission', movement: 'on licence' },
} as const satisfies Record<string, AskedMatter>;

/** To another hospital (s19 with s41(3)(c)(ii)), or back to prison (s50(1)). */
export const moveKinds = {
  transfer: {
    form: 'transfer',
    startedBy: ['responsible_clinician'],
    ...byClinician,
    asks: { question: 'transferKind', matters: transferMatters },
    placeIn: ['receivingHospital', 'receivingWard'],
    ...request,
    toThinkAbout: ['transferKind', 'purpose'],
    matter: 'hospital transfer',
    consults: false,
  },
  remission: {
    form: 'remission',
    startedBy: ['responsible_clinician'],
    ...byClinician,
    asks: { question: 'remissionWay', matters: remissionMatters },
    placeIn: ['prisonName'],
    onlyUnder: remissionAuthorities,
    ...request,
    toThinkAbout: ['remissionWay', 'purpose'],
    matter: 'remission',
    consults: true,
  },
} as const satisfies Record<string, KindRules>;
