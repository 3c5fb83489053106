/** One column of a register in a file. */
export type Field = {
  /** The end of its keys in locales: import.field.<name> and import.means.<name>. */
  name: FieldName;
  /** How our own export heads it, in every language, so that a file can always come back. */
  heading: string;
  /** How other registers head it; compared without signs and capitals. */
  alias: readonly string[];
  /** No row can do without it. */
  needed?: true;
};

export const fieldNames = [
  'reference',
  'familyName',
  'givenNames',
  'otherNames',
  'bornOn',
  'language',
  'nhs',
  'prison',
  'pnc',
  'cro',
  'hospital',
  'ward',
  'security',
  'clinician',
  'team',
  'namedPlace',
  'boundary',
  'authority',
  'orderOn',
  'receivedOn',
  'endedOn',
  'releaseOn',
  'expiresOn',
  'precedence',
  'court',
  'furtherAuthorities',
  'status',
  'statusOn',
  'movements',
  'mappaCategory',
  'mappaLevel',
  'noteworthy',
  'extremism',
  'longTermLeave',
  'supervisedDischarge',
  'technicalRecall',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** The columns in the order in which our export writes them. Aliases are the case system's words (design brief, 2.3). */
export const fields: readonly Field[] = [
  {
    name: 'reference',
    heading: 'MHCS reference',
    alias: ['file reference', 'MHCS ref', 'MHU reference', 'reference'],
    needed: true,
  },
  { name: 'familyName', heading: 'Family name', alias: ['surname', 'last name'], needed: true },
  {
    name: 'givenNames',
    heading: 'Given names',
    alias: ['first name', 'first names', 'forename', 'forenames', 'given name'],
  },
  { name: 'otherNames', heading: 'Other names', alias: ['alias', 'aliases', 'also known as'] },
  { name: 'bornOn', heading: 'Date of birth', alias: ['dob', 'born', 'birth date', 'born on'] },
  { name: 'language', heading: 'Language', alias: ['preferred language'] },
  { name: 'nhs', heading: 'NHS number', alias: ['NHS', 'NHS no'] },
  { name: 'prison', heading: 'Prison number', alias: ['NOMS id', 'NOMS number', 'NOMS', 'prison no'] },
  { name: 'pnc', heading: 'PNC number', alias: ['PNC', 'PNC id'] },
  { name: 'cro', heading: 'CRO number', alias: ['CRO', 'CRO id'] },
  {
    name: 'hospital',
    heading: 'Hospital',
    alias: ['detaining hospital', 'responsible hospital', 'current hospital'],
    needed: true,
  },
  { name: 'ward', heading: 'Ward', alias: ['unit', 'hospital unit', 'detaining unit'] },
  {
    name: 'security',
    heading: 'Security level',
    alias: ['security category', 'security', 'level of security'],
  },
  {
    name: 'clinician',
    heading: 'Responsible clinician',
    alias: ['RC', 'responsible clinician account', 'clinician'],
  },
  { name: 'team', heading: 'Casework team', alias: ['team', 'owning team'], needed: true },
  { name: 'namedPlace', heading: 'Named place', alias: ['named hospital', 'named unit'] },
  { name: 'boundary', heading: 'Boundary of the named place', alias: ['boundary'] },
  {
    name: 'authority',
    heading: 'Authority',
    alias: ['authority for detention', 'detention authority', 'section'],
    needed: true,
  },
  {
    name: 'orderOn',
    heading: 'Order made on',
    alias: ['date of hospital order', 'hospital order date', 'order date', 'date of order'],
  },
  {
    name: 'receivedOn',
    heading: 'Received on',
    alias: ['date received in MHU', 'date received', 'received date'],
  },
  { name: 'endedOn', heading: 'Ended on', alias: ['end date', 'date ended'] },
  { name: 'releaseOn', heading: 'Expected release date', alias: ['release date', 'earliest release date'] },
  { name: 'expiresOn', heading: 'Expires on', alias: ['expiry date', 'expires'] },
  { name: 'precedence', heading: 'Precedence', alias: [] },
  { name: 'court', heading: 'Court', alias: ['sentencing court', 'court name'] },
  { name: 'furtherAuthorities', heading: 'Further authorities', alias: ['other authorities'] },
  { name: 'status', heading: 'Status', alias: ['current status', 'case status'] },
  { name: 'statusOn', heading: 'Status since', alias: ['status date', 'status from'] },
  { name: 'movements', heading: 'Movements', alias: ['movement history'] },
  { name: 'mappaCategory', heading: 'MAPPA category', alias: ['MAPPA cat'] },
  { name: 'mappaLevel', heading: 'MAPPA level', alias: ['MAPPA management level'] },
  { name: 'noteworthy', heading: 'Noteworthy', alias: ['noteworthy flag'] },
  { name: 'extremism', heading: 'Extremism level', alias: ['extremism', 'extremism type'] },
  {
    name: 'longTermLeave',
    heading: 'Long-term leave',
    alias: ['LTLoA', 'LTLoA flag', 'long term leave of absence'],
  },
  { name: 'supervisedDischarge', heading: 'Supervised discharge', alias: ['supervised discharge flag'] },
  { name: 'technicalRecall', heading: 'Technical recall', alias: ['technical recall flag'] },
];

/** Which column of a file holds each field, the first being 0. */
export type Mapping = Partial<Record<FieldName, number>>;

/** Letters and digits alone, small: how words of other registers are compared with ours. */
export const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Guesses from the headings of a file which column is which; each column is taken once, our own headings first. */
export function guessMapping(headings: readonly string[]): Mapping {
  const heads = headings.map(plain);
  const taken = new Set<number>();
  const mapping: Mapping = {};
  const take = (field: FieldName, names: readonly string[]) => {
    if (mapping[field] !== undefined) return;
    const at = heads.findIndex((head, column) => !taken.has(column) && names.includes(head));
    if (at < 0) return;
    taken.add(at);
    mapping[field] = at;
  };
  for (const { name, heading } of fields) take(name, [plain(heading), plain(name)]);
  for (const { name, alias } of fields) take(name, alias.map(plain));
  return mapping;
}

/** The fields that no row can do without and that no column holds. */
export function missingFields(mapping: Mapping): FieldName[] {
  return fields.filter(({ name, needed }) => needed && mapping[name] === undefined).map(({ name }) => name);
}
