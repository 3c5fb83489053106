import type { Answers } from '../../platform/forms/index.ts';

/** What the invented clinicians write into the form. Nobody here is real, and every text reads as invented. */
export const clinicianTexts: Answers = {
  manageBefore:
    'The nurse in charge sees the patient on the morning of each leave and checks mood, sleep and plans.',
  manageDuring: 'A telephone call to the ward half-way through. The mobile number is known to the ward.',
  manageAfter: 'A talk with the named nurse on return, written up the same day.',
  restraint: 'None. No restraint has been needed for three years.',
  escorts: 'None for this leave. Escorted leave had one member of staff.',
  transport: 'On foot or by the number 7 bus.',
  knownLimits: 'No alcohol. No visits to licensed premises. Back by the agreed time.',
  manageEnough: 'Nine months of escorted leave went by without one concern.',
  reviewPlan:
    'Each leave is reviewed by the team at its Tuesday meeting; the plan as a whole after eight weeks.',
  routineOrOwn: 'The checks before and after are routine on the ward. The call half-way is for this patient.',
  pastContact: 'Two short admissions to the invented Bellweather Unit before the index offence.',
  indexOffence: 'Arson, reckless as to whether life was endangered, at an empty boathouse.',
  diagnosis: 'Paranoid schizophrenia, first diagnosed eight years ago.',
  otherConditions: 'None.',
  atOffence: 'Acutely unwell, untreated, and sleeping badly for weeks.',
  mentalState:
    'Settled for fourteen months. No voices. Understands the illness and says so in their own words.',
  observation: 'General observation.',
  physicalHealth: 'Asthma, well controlled.',
  attitudeRules: 'Keeps to the rules of the ward and asks when one is not clear.',
  attitudePeople: 'Polite and warm with staff; keeps out of quarrels with other patients.',
  attitudeActivities: 'Gardens twice a week, cooks on Fridays, reads a great deal.',
  attitudeConflict: 'Walks away, then talks it over with a nurse.',
  attitudeFamily: 'Speaks with a sister every Sunday.',
  riskHistory: 'The index offence. No violence to people.',
  riskNow: 'Low while well and taking medication. No incident in the last twelve months.',
  warningSigns: 'Not sleeping; staying in the room; thinking that neighbours send messages.',
  stabilisers: 'Medication, the garden, the sister, sleep.',
  destabilisers: 'Cannabis, losing sleep, being alone for long.',
  medication: 'A long-acting injection every four weeks.',
  medicationResponse: 'Good. Symptoms went within three months.',
  medicationEffect: 'Calmer and clearer; risk has come down with the symptoms.',
  medicationInsight: 'Asks for the injection by its date and can say what it is for.',
  workOffending: 'The fire-setting group, finished in the spring, with a good closing report.',
  workOthers: 'Talked through who could have been hurt, and wrote about it.',
  workSelf: 'A staying-well plan, kept in the room and used.',
  workSubstances: 'Eight sessions. Has not used cannabis for three years.',
  workRelapse: 'Knows the early signs and whom to tell on the first night.',
  workOutstanding: 'Nothing before this leave. Money skills before discharge.',
  abscondRisk: 'Low.',
  abscondPlan: 'If not back within thirty minutes: telephone, then the police and MHCS at once.',
  abscondHistory: 'Never.',
  mappaCoordinator: 'Mo Parley, Northmere',
  mappaLevelWhy: 'More than one agency has work to do before leave.',
  mappaConditions: 'None beyond those above.',
  overnightAddress: 'Lantern House, an invented supported house in Larkmoor',
  overnightPlace: 'Supported housing with staff there day and night.',
  overnightSupport: 'A support worker in the house; a visit by the ward each evening.',
  overnightDischargeWhy: 'The discharge address is not settled yet.',
  escortedPathway: 'It tries out the supported house before a discharge with conditions.',
  compassionateWhy: 'The patient’s mother is very ill.',
  compassionateAlternatives:
    'Video calls have been made each day. The hospice says that a visit matters now.',
  compassionateOthers: 'The sister will be there and agrees.',
  offenderManager: 'Oz Harbour, Northmere',
  notFitWhy: 'The court’s findings still stand in the view of two doctors.',
  extremismConcern: 'Views held when unwell; not voiced for two years.',
  extremismContact: 'Cam Turnstile was asked and has answered.',
  extremismWork: 'A programme of twelve sessions, finished.',
};

/** What the invented patients say, by prompt. */
export const sayings = {
  ash: {
    progress:
      'I have done the whole relapse course. I water the beans at the allotment each Tuesday with Jo.',
    risk: 'I know my early signs now. When I do not sleep I tell Jo on the first night. I have done that twice and it worked.',
    consider: 'My mum is ill and I would like to see the sea again. Please say how long the answer takes.',
  },
  bryn: {
    progress: 'Dw i wedi bod yn dda ers blwyddyn. Dw i’n mynd i’r grŵp coginio bob wythnos.',
    risk: 'Dw i’n gwybod beth i’w wneud pan dw i’n teimlo’n wael. Dw i’n siarad â’r nyrs.',
    consider: 'Hoffwn siarad Cymraeg gyda rhywun y tu allan i’r ward.',
  },
  brynInEnglish: {
    progress: 'I have been well for a year. I go to the cooking group every week.',
    risk: 'I know what to do when I feel unwell. I talk to the nurse.',
    consider: 'I would like to speak Welsh with somebody outside the ward.',
  },
  cleo: {
    progress: 'I finished the thinking skills group. I have a job in the ward shop.',
    risk: 'I do not use anything now. I walk when I am angry.',
  },
  fen: {
    progress: 'I paint every day. Two of my paintings hang in the corridor.',
    risk: 'The medication keeps the voices away. I take it because I want to, not because I must.',
    consider: 'I have a place at the Saturday class if you say yes by spring.',
  },
  gale: {
    progress: 'I have been here eight years and the last four went well. Ask anybody.',
    risk: 'I am not the person in the newspaper. I was very ill. I take my injection and I sleep.',
    consider: 'Everyone reads the old story first. Please read this first.',
  },
  haven: {
    progress: 'I go to the gym with Sam and I help to set the tables.',
    risk: 'I have a plan on my wall and I look at it every morning.',
    consider: 'I wrote last time and nobody answered what I said. Please answer.',
  },
  kai: {
    progress:
      'I have looked after the ward’s tomatoes for three summers. They trust me with the keys of the shed.',
    risk: 'I have not hurt anybody for nine years. I tell people when I feel it coming.',
    consider: 'I would start with one hour. I do not need more at first.',
  },
} as const satisfies Record<string, Record<string, string>>;
