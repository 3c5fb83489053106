import type { Consultation, LeaveFacts } from './leave-facts.ts';
import { readyFacts, remissionAnswers, transferred } from './leave-facts-example.ts';
import { leaveFactsFrom } from './leave-facts-from.ts';
import type { GateId } from './leave-gates.ts';

const asked = (more: Partial<Consultation> = {}): Consultation => ({
  askedOn: '2026-11-02',
  remindedOn: [],
  ...more,
});
const twice = ['2026-11-09', '2026-11-16'];
export const silent = asked({ remindedOn: twice });
const answered = asked({
  answeredOn: '2026-11-12',
  answer: { victimConsulted: true, coversRemission: true },
});

const officer = (consultation: Consultation, answers = {}) =>
  readyFacts(
    { consultations: { victim_liaison_officer: consultation } },
    { victimStatus: 'active', ...answers },
  );
const mappa = (answers: Record<string, string>, consultation?: Consultation) =>
  readyFacts(consultation ? { consultations: { mappa_coordinator: consultation } } : {}, {
    mappaEligible: 'eligible',
    ...answers,
  });
const manager = (consultation: Consultation | undefined, answers = {}) =>
  readyFacts(
    { ...transferred, consultations: consultation ? { offender_manager: consultation } : {} },
    { ...remissionAnswers, ...answers },
  );
const flagged = (level: 'low' | 'high' | 'critical', consultation?: Consultation) =>
  readyFacts({
    extremismLevel: level,
    consultations: consultation ? { counter_terrorism_manager: consultation } : {},
  });
const zone = (answers: Record<string, string>) => readyFacts({}, { newZone: 'yes', ...answers });
const zoneDrawn = { newZoneWhy: 'Two streets', newZoneMap: 'Map 1 of the Larkmoor file' };

/** What a gate says: its state, or the reason when it is blocked, or the exception that let it pass. */
export type GateCase = [GateId, string, LeaveFacts, string];

/** Each gate with a name for the case, the facts, and what it says. */
export const gateCases: readonly GateCase[] = [
  ['LG-1', 'a complete form passes', readyFacts(), 'passed'],
  [
    'LG-1',
    'a gap blocks',
    { ...readyFacts(), answers: { ...readyFacts().answers, purpose: ' ' } },
    'gates.lg1.gaps',
  ],

  ['LG-2', 'without a request there is no clock', readyFacts(), 'does not apply'],
  [
    'LG-2',
    'a request still in its time passes',
    readyFacts({ informationRequests: [{ askedOn: '2026-11-16' }] }),
    'passed',
  ],
  [
    'LG-2',
    'an answer on the last day passes',
    readyFacts({ informationRequests: [{ askedOn: '2026-11-02', answeredOn: '2026-11-09' }] }),
    'passed',
  ],
  [
    'LG-2',
    'no answer after the time blocks',
    readyFacts({ informationRequests: [{ askedOn: '2026-11-12' }] }),
    'gates.lg2.late',
  ],
  [
    'LG-2',
    'a late answer blocks',
    readyFacts({ informationRequests: [{ askedOn: '2026-11-02', answeredOn: '2026-11-10' }] }),
    'gates.lg2.late',
  ],
  [
    'LG-2',
    'a late answer that a caseworker took passes by exception',
    readyFacts({
      informationRequests: [
        { askedOn: '2026-11-02', answeredOn: '2026-11-10', lateAcceptedOn: '2026-11-11' },
      ],
    }),
    'late answer accepted',
  ],

  ['LG-3', 'no eligible offence, said, passes', readyFacts(), 'passed'],
  ['LG-3', 'all details at level 1 pass', mappa({ mappaLevel: '1' }), 'passed'],
  ['LG-3', 'nothing said blocks', leaveFactsFrom({ ...readyFacts(), answers: {} }), 'gates.lg3.eligible'],
  ['LG-3', 'no coordinator blocks', without('coordinatorGiven'), 'gates.lg3.coordinator'],
  ['LG-3', 'no category blocks', without('category'), 'gates.lg3.category'],
  ['LG-3', 'no level blocks', without('level'), 'gates.lg3.level'],
  ['LG-3', 'level 2 without its reason blocks', without('levelReasonGiven'), 'gates.lg3.levelReason'],
  ['LG-3', 'level 2 without conditions blocks', without('conditionsGiven'), 'gates.lg3.conditions'],
  [
    'LG-3',
    'a level other than the case record’s blocks',
    readyFacts({ recordedMappa: { level: 2 } }, { mappaEligible: 'eligible', mappaLevel: '1' }),
    'gates.lg3.differs',
  ],
  [
    'LG-3',
    'a category other than the case record’s blocks',
    readyFacts(
      { recordedMappa: { category: 2 } },
      { mappaEligible: 'eligible', mappaCategory: '3', mappaLevel: '1' },
    ),
    'gates.lg3.differs',
  ],
  [
    'LG-3',
    'the category of the case record passes',
    readyFacts(
      { recordedMappa: { category: 3 } },
      { mappaEligible: 'eligible', mappaCategory: '3', mappaLevel: '1' },
    ),
    'passed',
  ],
  [
    'LG-3',
    '“no eligible offence” against the case record blocks',
    readyFacts({ recordedMappa: { category: 2 } }),
    'gates.lg3.differs',
  ],

  ['LG-4', 'does not apply at level 2', mappa({ mappaLevel: '2' }), 'does not apply'],
  [
    'LG-4',
    'a notice that was sent passes',
    mappa({ mappaLevel: '1', mappaNotifiedOn: '2026-11-20' }),
    'passed',
  ],
  [
    'LG-4',
    'neither notice nor undertaking blocks',
    mappa({ mappaLevel: '1', mappaUndertaking: 'no' }),
    'gates.lg4.notNotified',
  ],
  [
    'LG-4',
    'a notice of tomorrow is none',
    mappa({ mappaLevel: '1', mappaNotifiedOn: '2026-11-22' }),
    'gates.lg4.notNotified',
  ],
  [
    'LG-4',
    'an undertaking passes by exception',
    mappa({ mappaLevel: '1', mappaUndertaking: 'yes' }),
    'undertaking to notify MAPPA',
  ],

  ['LG-5', 'does not apply at level 1', mappa({ mappaLevel: '1' }), 'does not apply'],
  ['LG-5', 'an answer passes at level 2', mappa({ mappaLevel: '2' }, answered), 'passed'],
  ['LG-5', 'an answer passes at level 3', mappa({ mappaLevel: '3' }, answered), 'passed'],
  ['LG-5', 'nobody told blocks', mappa({ mappaLevel: '3' }), 'gates.lg5.notNotified'],
  [
    'LG-5',
    'notice alone blocks',
    mappa({ mappaLevel: '2', mappaNotifiedOn: '2026-11-02' }),
    'gates.lg5.noticeAlone',
  ],
  [
    'LG-5',
    'no time to comment blocks',
    mappa({ mappaLevel: '2' }, asked({ askedOn: '2026-11-18' })),
    'gates.lg5.waiting',
  ],
  ['LG-5', 'time that was not claimed blocks', mappa({ mappaLevel: '2' }, asked()), 'gates.lg5.notClaimed'],
  [
    'LG-5',
    'time to comment, claimed, passes by exception',
    mappa({ mappaLevel: '2', mappaNoAnswer: 'yes' }, asked()),
    'time to comment was given',
  ],
  [
    'LG-5',
    'an answer by e-mail, with its words, passes',
    mappa({
      mappaLevel: '2',
      mappaAskedOn: '2026-11-02',
      mappaAnsweredOn: '2026-11-05',
      mappaResponse: 'We agree',
    }),
    'passed',
  ],
  [
    'LG-5',
    'an answer by e-mail without its words is none',
    mappa({ mappaLevel: '2', mappaAskedOn: '2026-11-02', mappaAnsweredOn: '2026-11-05' }),
    'gates.lg5.notClaimed',
  ],

  [
    'LG-6',
    'does not apply without active victims',
    readyFacts({}, { victimStatus: 'dormant' }),
    'does not apply',
  ],
  ['LG-6', 'having asked passes', officer(asked()), 'passed'],
  ['LG-6', 'not having asked blocks', readyFacts({}, { victimStatus: 'active' }), 'gates.lg6.notAsked'],
  [
    'LG-6',
    'asking tomorrow is not having asked',
    officer(asked({ askedOn: '2026-11-22' })),
    'gates.lg6.notAsked',
  ],

  [
    'LG-7',
    'does not apply without active victims',
    readyFacts({}, { victimStatus: 'optedOut' }),
    'does not apply',
  ],
  ['LG-7', 'an answer that the victim was consulted passes', officer(answered), 'passed'],
  ['LG-7', 'not informed blocks', readyFacts({}, { victimStatus: 'active' }), 'gates.lg7.notInformed'],
  [
    'LG-7',
    'an answer without the victim’s chance blocks',
    officer(asked({ answeredOn: '2026-11-12' })),
    'gates.lg7.notConsulted',
  ],
  [
    'LG-7',
    'one reminder is not several',
    officer(asked({ remindedOn: ['2026-11-09'] })),
    'gates.lg7.waiting',
  ],
  [
    'LG-7',
    'two reminders on one day are one',
    officer(asked({ remindedOn: ['2026-11-09', '2026-11-09'] }), { officerNoAnswer: 'yes' }),
    'gates.lg7.waiting',
  ],
  [
    'LG-7',
    'reminders in a hurry do not shorten the time',
    officer(asked({ askedOn: '2026-11-17', remindedOn: ['2026-11-18', '2026-11-19'] }), {
      officerNoAnswer: 'yes',
    }),
    'gates.lg7.waiting',
  ],
  ['LG-7', 'silence has to be claimed', officer(silent), 'gates.lg7.notClaimed'],
  [
    'LG-7',
    'silence, claimed, passes by exception',
    officer(silent, { officerNoAnswer: 'yes' }),
    'no answer after reminders',
  ],
  [
    'LG-7',
    'silence outside this service needs its trail',
    readyFacts({}, { victimStatus: 'active', officerAskedOn: '2026-11-02', officerNoAnswer: 'yes' }),
    'gates.trailMissing',
  ],
  [
    'LG-7',
    'silence outside this service, with its trail, passes by exception',
    readyFacts(
      {},
      {
        victimStatus: 'active',
        officerAskedOn: '2026-11-02',
        officerNoAnswer: 'yes',
        officerTrail: 'Letters of 9 and 16 November',
      },
    ),
    'no answer after reminders',
  ],

  ['LG-8', 'dormant, said, passes', readyFacts({}, { victimStatus: 'dormant' }), 'passed'],
  ['LG-8', 'opted out, said, passes', readyFacts({}, { victimStatus: 'optedOut' }), 'passed'],
  ['LG-8', 'blank blocks', { ...readyFacts(), victims: blankVictims() }, 'gates.lg8.notSaid'],

  ['LG-9', 'does not apply without a new zone', readyFacts(), 'does not apply'],
  ['LG-9', 'a zone with reason and map passes', zone({ ...zoneDrawn, zoneDispute: 'no' }), 'passed'],
  ['LG-9', 'no reason blocks', zone({ newZoneMap: 'Map 1' }), 'gates.lg9.reason'],
  ['LG-9', 'no map blocks', zone({ newZoneWhy: 'Two streets' }), 'gates.lg9.map'],
  ['LG-9', 'agreement left blank blocks', zone(zoneDrawn), 'gates.lg9.disputeNotSaid'],
  [
    'LG-9',
    'a dispute without its trail blocks',
    zone({ ...zoneDrawn, zoneDispute: 'yes' }),
    'gates.lg9.trail',
  ],
  [
    'LG-9',
    'a dispute with its trail goes to MHCS',
    zone({ ...zoneDrawn, zoneDispute: 'yes', zoneDisputeTrail: 'E-mails of 3 and 4 November' }),
    'dispute for MHCS to decide',
  ],

  ['LG-10', 'does not apply under a hospital order', readyFacts(), 'does not apply'],
  ['LG-10', 'an answer that covers remission passes', manager(answered), 'passed'],
  ['LG-10', 'nobody told blocks', manager(undefined), 'gates.lg10.notNotified'],
  [
    'LG-10',
    'an answer that leaves out remission blocks',
    manager(asked({ answeredOn: '2026-11-12' })),
    'gates.lg10.noRemission',
  ],
  ['LG-10', 'too few reminders block', manager(asked()), 'gates.lg10.waiting'],
  ['LG-10', 'silence has to be claimed', manager(silent), 'gates.lg10.notClaimed'],
  [
    'LG-10',
    'silence, claimed, passes by exception',
    manager(silent, { offenderManagerNoAnswer: 'yes' }),
    'no answer after reminders',
  ],

  ['LG-11', 'does not apply under a hospital order', readyFacts(), 'does not apply'],
  ['LG-11', 'all reasons pass', manager(answered), 'passed'],
  [
    'LG-11',
    'a second authority is enough to need them',
    readyFacts({ authorities: ['s37/41', 's45A'] }),
    'gates.lg11.considered',
  ],
  [
    'LG-11',
    '“not considered” blocks',
    manager(answered, { remissionConsidered: 'no' }),
    'gates.lg11.considered',
  ],
  ['LG-11', 'no prognosis blocks', manager(answered, { remissionPrognosis: '' }), 'gates.lg11.prognosis'],
  ['LG-11', 'no reasons against block', manager(answered, { remissionAgainst: ' ' }), 'gates.lg11.against'],
  ['LG-11', 'no outlook blocks', manager(answered, { remissionOutlookWhy: '' }), 'gates.lg11.outlook'],

  ['LG-12', 'does not apply at a low level', flagged('low'), 'does not apply'],
  ['LG-12', 'a view passes', flagged('critical', answered), 'passed'],
  ['LG-12', 'not asked blocks', flagged('high'), 'gates.lg12.notAsked'],
  [
    'LG-12',
    'silence blocks, however long',
    flagged('critical', asked({ askedOn: '2026-01-05', remindedOn: twice, noAnswerClaimed: true })),
    'gates.lg12.notAnswered',
  ],

  ['LG-13', 'signed and dated passes', readyFacts(), 'passed'],
  [
    'LG-13',
    'unsigned blocks',
    readyFacts({ signature: { name: ' ', on: '2026-11-20' } }),
    'gates.lg13.unsigned',
  ],
  [
    'LG-13',
    'undated blocks',
    readyFacts({ signature: { name: 'Dr Robin Example', on: '' } }),
    'gates.lg13.undated',
  ],
  [
    'LG-13',
    'dated ahead blocks',
    readyFacts({ signature: { name: 'Dr Robin Example', on: '2026-11-22' } }),
    'gates.lg13.ahead',
  ],

  ['LG-14', 'does not apply without earlier leave', readyFacts(), 'does not apply'],
  [
    'LG-14',
    'a report that MHCS asked for and is late blocks',
    readyFacts({ reportsAskedBy: ['2026-12-01', '2026-11-20'] }),
    'gates.lg14.askedFor',
  ],
  [
    'LG-14',
    'one that is not late yet does not',
    readyFacts({ reportsAskedBy: ['2026-11-21'] }),
    'does not apply',
  ],
  [
    'LG-14',
    'reported leave passes',
    readyFacts(
      { earlierLeave: [{ startedOn: '2026-03-02', endedOn: '2026-05-01', reportedUntil: '2026-05-01' }] },
      { leaveTaken: 'yes' },
    ),
    'passed',
  ],
  [
    'LG-14',
    'leave that still goes on and was reported from its beginning passes',
    readyFacts(
      { earlierLeave: [{ startedOn: '2026-11-02', reportedUntil: '2026-11-20' }] },
      { leaveTaken: 'yes' },
    ),
    'passed',
  ],
  [
    'LG-14',
    'a report that ends before the leave does blocks',
    readyFacts(
      { earlierLeave: [{ startedOn: '2026-03-02', endedOn: '2026-05-01', reportedUntil: '2026-04-30' }] },
      { leaveTaken: 'yes' },
    ),
    'gates.lg14.notReported',
  ],
  [
    'LG-14',
    'a history that leaves out recent leave blocks',
    readyFacts({
      earlierLeave: [{ startedOn: '2026-03-02', endedOn: '2026-05-01', reportedUntil: '2026-05-01' }],
    }),
    'gates.lg14.history',
  ],
  [
    'LG-14',
    'leave of more than two years ago need not stand in the history',
    readyFacts({
      earlierLeave: [{ startedOn: '2024-03-02', endedOn: '2024-11-20', reportedUntil: '2024-11-20' }],
    }),
    'passed',
  ],

  ['AX-1', 'said, after sight, passes', readyFacts(), 'passed'],
  [
    'AX-1',
    'declined, after sight, passes',
    readyFacts({ opportunity: { outcome: 'declined', sightConfirmedOn: '2026-11-19' } }),
    'passed',
  ],
  ['AX-1', 'never asked blocks', readyFacts({ opportunity: {} }), 'gates.ax1.notAsked'],
  ['AX-1', 'only invited blocks', readyFacts({ opportunity: { outcome: 'invited' } }), 'gates.ax1.notAsked'],
  ['AX-1', 'said without sight blocks', readyFacts({ opportunity: { outcome: 'said' } }), 'gates.ax1.sight'],
  [
    'AX-1',
    'unable without a reason blocks',
    readyFacts({ opportunity: { outcome: 'unable', askAgainOn: '2026-12-01' } }),
    'gates.ax1.reason',
  ],
  [
    'AX-1',
    'the day to ask again blocks until asked',
    readyFacts({
      opportunity: { outcome: 'not now', sightConfirmedOn: '2026-11-19', askAgainOn: '2026-11-21' },
    }),
    'gates.ax1.askAgain',
  ],
  [
    'AX-1',
    'unable, with the reason on record, passes by exception',
    readyFacts({ opportunity: { outcome: 'unable', reasonGiven: true, askAgainOn: '2026-12-01' } }),
    'nothing could be said',
  ],
  ['CP-1', 'nothing taken over passes', readyFacts(), 'passed'],
  ['CP-1', 'an unconfirmed section blocks', { ...readyFacts(), toConfirm: ['4c'] }, 'gates.as2.unconfirmed'],
];

function blankMappa(): LeaveFacts['mappa'] {
  return { coordinatorGiven: false, levelReasonGiven: false, conditionsGiven: false, undertaking: false };
}

function blankVictims(): LeaveFacts['victims'] {
  return { zoneReasonGiven: false, zoneMapGiven: false, zoneTrailGiven: false };
}

function without(part: keyof LeaveFacts['mappa']): LeaveFacts {
  const facts = mappa({ mappaLevel: '2' }, answered);
  const rest = Object.fromEntries(Object.entries(facts.mappa).filter(([name]) => name !== part));
  return { ...facts, mappa: { ...blankMappa(), ...rest } };
}
