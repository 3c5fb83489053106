import type { Role } from '../platform/web/index.ts';

/** The invented organisations, people and accounts of the small demonstration. Every name reads as invented. */

export const units = [
  { key: 'system', kind: 'system', name: 'Ownwords' },
  { key: 'larkmoor-care', kind: 'provider', name: 'Larkmoor Care', parent: 'system' },
  {
    key: 'larkmoor',
    kind: 'hospital',
    name: 'Larkmoor Hospital',
    parent: 'larkmoor-care',
    security: 'medium',
  },
  { key: 'heron', kind: 'ward', name: 'Heron Ward', parent: 'larkmoor' },
  { key: 'wren', kind: 'ward', name: 'Wren Ward', parent: 'larkmoor' },
  {
    key: 'brackenfield',
    kind: 'hospital',
    name: 'Brackenfield Hospital',
    parent: 'larkmoor-care',
    security: 'low',
  },
  { key: 'otter', kind: 'ward', name: 'Otter Ward', parent: 'brackenfield' },
  { key: 'badger', kind: 'ward', name: 'Badger Ward', parent: 'brackenfield' },
  { key: 'mhcs', kind: 'mhcs', name: 'Mental Health Casework Section', parent: 'system' },
  { key: 'team-one', kind: 'mhcs_team', name: 'Casework Team One', parent: 'mhcs' },
  { key: 'team-two', kind: 'mhcs_team', name: 'Casework Team Two', parent: 'mhcs' },
  { key: 'northmere', kind: 'probation_area', name: 'Northmere Probation Area', parent: 'system' },
  { key: 'plainly', kind: 'advocacy_service', name: 'Speak Plainly Advocacy', parent: 'system' },
  { key: 'fable', kind: 'solicitors_firm', name: 'Fable and Quill Solicitors', parent: 'system' },
  { key: 'fennmarsh', kind: 'prison', name: 'Fennmarsh Prison', parent: 'system' },
  { key: 'lantern', kind: 'library', name: 'Lantern Evidence Library', parent: 'system' },
  { key: 'custody-office', kind: 'addressee', name: 'Office for Custody Matters', parent: 'system' },
] as const satisfies readonly {
  key: string;
  kind: string;
  name: string;
  parent?: string;
  security?: string;
}[];
export type UnitKey = (typeof units)[number]['key'];

export type StaffMember = {
  username: string;
  name: string;
  job: string;
  role: Role;
  unit: UnitKey;
  level?: number;
};

export const staff: readonly StaffMember[] = [
  {
    username: 'dr.vale',
    name: 'Dr Morgan Vale',
    job: 'Consultant forensic psychiatrist',
    role: 'responsible_clinician',
    unit: 'larkmoor',
  },
  {
    username: 'dr.finch',
    name: 'Dr Avery Finch',
    job: 'Consultant forensic psychiatrist',
    role: 'responsible_clinician',
    unit: 'brackenfield',
  },
  { username: 'jo.thimble', name: 'Jo Thimble', job: 'Charge nurse', role: 'ward_staff', unit: 'heron' },
  { username: 'kit.button', name: 'Kit Button', job: 'Staff nurse', role: 'ward_staff', unit: 'wren' },
  { username: 'sam.tinder', name: 'Sam Tinder', job: 'Charge nurse', role: 'ward_staff', unit: 'otter' },
  { username: 'max.spool', name: 'Max Spool', job: 'Staff nurse', role: 'ward_staff', unit: 'badger' },
  {
    username: 'pat.ledger',
    name: 'Pat Ledger',
    job: 'Mental Health Act administrator',
    role: 'mha_office',
    unit: 'larkmoor',
  },
  {
    username: 'fran.folio',
    name: 'Fran Folio',
    job: 'Mental Health Act administrator',
    role: 'mha_office',
    unit: 'brackenfield',
  },
  {
    username: 'indy.marrow',
    name: 'Indy Marrow',
    job: 'Independent mental health advocate',
    role: 'advocate',
    unit: 'plainly',
  },
  { username: 'ola.fable', name: 'Ola Fable', job: 'Solicitor', role: 'solicitor', unit: 'fable' },
  {
    username: 'vic.lantern',
    name: 'Vic Lantern',
    job: 'Victim liaison officer',
    role: 'victim_liaison_officer',
    unit: 'northmere',
  },
  {
    username: 'mo.parley',
    name: 'Mo Parley',
    job: 'MAPPA coordinator',
    role: 'mappa_coordinator',
    unit: 'northmere',
  },
  {
    username: 'oz.harbour',
    name: 'Oz Harbour',
    job: 'Offender manager',
    role: 'offender_manager',
    unit: 'northmere',
  },
  {
    username: 'cam.turnstile',
    name: 'Cam Turnstile',
    job: 'Counter-terrorism nominal manager',
    role: 'counter_terrorism_manager',
    unit: 'northmere',
  },
  {
    username: 'robin.quill',
    name: 'Robin Quill',
    job: 'Caseworker',
    role: 'caseworker',
    unit: 'team-one',
    level: 1,
  },
  {
    username: 'sky.inkwell',
    name: 'Sky Inkwell',
    job: 'Caseworker',
    role: 'caseworker',
    unit: 'team-one',
    level: 1,
  },
  {
    username: 'bay.notary',
    name: 'Bay Notary',
    job: 'Caseworker',
    role: 'caseworker',
    unit: 'team-two',
    level: 1,
  },
  {
    username: 'drew.sealing',
    name: 'Drew Sealing',
    job: 'Casework team manager',
    role: 'team_manager',
    unit: 'team-one',
    level: 2,
  },
  {
    username: 'lee.warrant',
    name: 'Lee Warrant',
    job: 'Deputy head of casework team',
    role: 'deputy_head',
    unit: 'mhcs',
    level: 3,
  },
  {
    username: 'nat.charter',
    name: 'Nat Charter',
    job: 'Head of casework team',
    role: 'head_of_casework',
    unit: 'mhcs',
    level: 4,
  },
  {
    username: 'ezra.watch',
    name: 'Ezra Watch',
    job: 'Head of extremism casework',
    role: 'extremism_head',
    unit: 'mhcs',
    level: 5,
  },
  { username: 'ada.tally', name: 'Ada Tally', job: 'Auditor', role: 'auditor', unit: 'mhcs' },
  {
    username: 'wyn.latch',
    name: 'Wyn Latch',
    job: 'Head of prison healthcare',
    role: 'prison_healthcare',
    unit: 'fennmarsh',
  },
  {
    username: 'dr.moss',
    name: 'Dr Quinn Moss',
    job: 'Prison psychiatrist',
    role: 'prison_healthcare',
    unit: 'fennmarsh',
  },
  { username: 'lib.page', name: 'Perry Page', job: 'Librarian', role: 'librarian', unit: 'lantern' },
  { username: 'lib.shelf', name: 'Shelley Stack', job: 'Librarian', role: 'librarian', unit: 'lantern' },
  {
    username: 'grade.one',
    name: 'Gray Balance',
    job: 'Reviewer of evidence',
    role: 'evidence_grader',
    unit: 'lantern',
  },
  {
    username: 'grade.two',
    name: 'Wei Measure',
    job: 'Reviewer of evidence',
    role: 'evidence_grader',
    unit: 'lantern',
  },
  {
    username: 'custody.reply',
    name: 'Ansel Reply',
    job: 'Head of recommendations',
    role: 'respondent',
    unit: 'custody-office',
  },
  {
    username: 'admin.larkmoor',
    name: 'Lou Keyring',
    job: 'Accounts administrator',
    role: 'administrator',
    unit: 'larkmoor-care',
  },
  {
    username: 'admin.system',
    name: 'Uma Keystone',
    job: 'System administrator',
    role: 'administrator',
    unit: 'system',
  },
];

export type Patient = {
  username: string;
  family: string;
  given: string;
  born: string;
  reference: string;
  authority: string;
  orderYearsAgo: number;
  ward: UnitKey;
  hospital: UnitKey;
  clinician: string;
  team: UnitKey;
  language?: 'cy';
  easyRead?: true;
  advocate?: true;
  solicitor?: true;
  /** Two supervisors stand in the case: they are discharged on conditions, or were. */
  supervised?: true;
  /** In prison, and no restricted patient: `hospital` and `ward` name the prison, `clinician` its healthcare. */
  inPrison?: true;
  flags?: { noteworthy?: true; extremism?: string; mappa?: [category: number, level: number] };
};

export const atLarkmoor = { hospital: 'larkmoor', clinician: 'dr.vale', team: 'team-one' } as const;
const atBrackenfield = { hospital: 'brackenfield', clinician: 'dr.finch', team: 'team-two' } as const;

export const patients: readonly Patient[] = [
  {
    username: 'ash.example',
    family: 'Example',
    given: 'Ash',
    born: '1984-03-02',
    reference: 'EX/0001',
    authority: 's37/41',
    orderYearsAgo: 5,
    ward: 'heron',
    ...atLarkmoor,
    advocate: true,
    flags: { mappa: [3, 1] },
  },
  {
    username: 'bryn.sample',
    family: 'Sample',
    given: 'Bryn',
    born: '1990-07-19',
    reference: 'EX/0002',
    authority: 's37/41',
    orderYearsAgo: 4,
    ward: 'heron',
    ...atLarkmoor,
    language: 'cy',
    flags: { mappa: [3, 2] },
  },
  {
    username: 'cleo.pattern',
    family: 'Pattern',
    given: 'Cleo',
    born: '1978-11-30',
    reference: 'EX/0003',
    authority: 's47/49',
    orderYearsAgo: 3,
    ward: 'heron',
    ...atLarkmoor,
    solicitor: true,
    flags: { mappa: [2, 1] },
  },
  {
    username: 'dale.mockup',
    family: 'Mockup',
    given: 'Dale',
    born: '1969-01-11',
    reference: 'EX/0004',
    authority: 's37/41',
    orderYearsAgo: 12,
    ward: 'wren',
    ...atLarkmoor,
    easyRead: true,
    flags: { mappa: [3, 1] },
  },
  {
    username: 'eden.specimen',
    family: 'Specimen',
    given: 'Eden',
    born: '1995-05-23',
    reference: 'EX/0005',
    authority: 'CPIA s5',
    orderYearsAgo: 2,
    ward: 'wren',
    ...atLarkmoor,
    flags: {},
  },
  {
    username: 'fen.trial',
    family: 'Trial',
    given: 'Fen',
    born: '1988-09-08',
    reference: 'EX/0006',
    authority: 's45A',
    orderYearsAgo: 3,
    ward: 'wren',
    ...atLarkmoor,
    flags: { mappa: [2, 2] },
  },
  {
    username: 'gale.placeholder',
    family: 'Placeholder',
    given: 'Gale',
    born: '1973-12-25',
    reference: 'EX/0007',
    authority: 's37/41',
    orderYearsAgo: 8,
    ward: 'otter',
    ...atBrackenfield,
    advocate: true,
    flags: { noteworthy: true, mappa: [3, 1] },
  },
  {
    username: 'haven.model',
    family: 'Model',
    given: 'Haven',
    born: '1981-04-04',
    reference: 'EX/0008',
    authority: 's37/41',
    orderYearsAgo: 6,
    ward: 'otter',
    ...atBrackenfield,
    flags: { mappa: [3, 1] },
  },
  {
    username: 'indigo.demo',
    family: 'Demo',
    given: 'Indigo',
    born: '1992-02-29',
    reference: 'EX/0009',
    authority: 's37/41',
    orderYearsAgo: 4,
    ward: 'otter',
    ...atBrackenfield,
    flags: { extremism: 'high', mappa: [4, 2] },
  },
  {
    username: 'jules.dummy',
    family: 'Dummy',
    given: 'Jules',
    born: '1986-08-15',
    reference: 'EX/0010',
    authority: 's48/49',
    orderYearsAgo: 1,
    ward: 'badger',
    ...atBrackenfield,
    flags: {},
  },
  {
    username: 'kai.fixture',
    family: 'Fixture',
    given: 'Kai',
    born: '1977-06-06',
    reference: 'EX/0011',
    authority: 's37/41',
    orderYearsAgo: 10,
    ward: 'badger',
    ...atBrackenfield,
    flags: { mappa: [3, 1] },
  },
  {
    username: 'lark.draft',
    family: 'Draft',
    given: 'Lark',
    born: '1999-10-01',
    reference: 'EX/0012',
    authority: 's37/41',
    orderYearsAgo: 2,
    ward: 'badger',
    ...atBrackenfield,
    flags: { mappa: [1, 1] },
  },
];
