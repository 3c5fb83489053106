import type { Kysely } from 'kysely';
import type { DB } from '../platform/database/index.ts';
import { hashPassphrase, newSalt } from '../platform/session/passphrase.ts';
import { type Patient, patients, type StaffMember, staff, units } from './small-world.ts';

const nationalRoles = new Set([
  'caseworker',
  'team_manager',
  'deputy_head',
  'head_of_casework',
  'extremism_head',
  'auditor',
]);

/** The passphrase of every demonstration account, printed at start. Such accounts exist in a demonstration only. */
export const demonstrationPassphrase = 'nine calm herons at dawn';

type Ids = Map<string, number>;

/** People who come beside those of the small world. */
export type More = { staff: readonly StaffMember[]; patients: readonly Patient[] };

/**
 * Loads the invented organisations, accounts, patients and their circles. Nothing is loaded twice.
 * @param today orders were made some years before it
 */
export async function loadSmallWorld(
  db: Kysely<DB>,
  today: Temporal.PlainDate,
  more: More = { staff: [], patients: [] },
): Promise<void> {
  const there = await db
    .selectFrom('people.unit')
    .select('id')
    .where('kind', '=', 'system')
    .executeTakeFirst();
  if (there) return;
  await db.insertInto('platform.setting').values({ key: 'demonstration', value: 'true' }).execute();
  const unitIds = await loadUnits(db);
  const accountIds = await loadStaff(db, [...staff, ...more.staff], unitIds);
  for (const patient of [...patients, ...more.patients])
    await loadPatient(db, { patient, unitIds, accountIds, today });
  await loadPassphrases(db);
}

async function loadUnits(db: Kysely<DB>): Promise<Ids> {
  const ids: Ids = new Map();
  for (const unit of units) {
    const parent = 'parent' in unit ? idOf(ids, unit.parent) : null;
    const security = 'security' in unit ? unit.security : null;
    const { id } = await db
      .insertInto('people.unit')
      .values({ kind: unit.kind, name: unit.name, parent_id: parent, security_level: security })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(unit.key, id);
  }
  return ids;
}

async function loadStaff(db: Kysely<DB>, members: readonly StaffMember[], unitIds: Ids): Promise<Ids> {
  const ids: Ids = new Map();
  for (const member of members) {
    const { id } = await db
      .insertInto('people.account')
      .values({
        username: member.username,
        email: `${member.username}@example.invalid`,
        display_name: member.name,
        job_title: member.job,
        door: nationalRoles.has(member.role) ? 'national' : 'circle',
        demonstration: true,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(member.username, id);
    await db
      .insertInto('people.membership')
      .values({
        account_id: id,
        unit_id: idOf(unitIds, member.unit),
        role: member.role,
        authority_level: member.level ?? null,
        from_on: '2020-01-01',
      })
      .execute();
  }
  return ids;
}

type PatientLoad = {
  patient: Patient;
  unitIds: Ids;
  accountIds: Ids;
  today: Temporal.PlainDate;
};

async function loadPatient(
  db: Kysely<DB>,
  { patient, unitIds, accountIds, today }: PatientLoad,
): Promise<void> {
  const orderOn = today.subtract({ years: patient.orderYearsAgo, days: 40 }).toString();
  const language = patient.language ?? 'en';
  const person = await db
    .insertInto('people.person')
    .values({ family_name: patient.family, given_names: patient.given, born_on: patient.born, language })
    .returning('id')
    .executeTakeFirstOrThrow();
  const account = await db
    .insertInto('people.account')
    .values({
      username: patient.username,
      display_name: `${patient.given} ${patient.family}`,
      person_id: person.id,
      language,
      easy_read: patient.easyRead ?? false,
      demonstration: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id: caseId } = await db
    .insertInto('people.case')
    .values({
      person_id: person.id,
      room: 'casework',
      opened_on: orderOn,
      // Even national readers need a row in the circle.
      readers: patient.flags?.extremism ? 'circle' : 'room',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { inPrison = false } = patient;
  const hospitalName = units.find(unit => unit.key === patient.hospital)?.name ?? '';
  await db
    .insertInto('casework.patient')
    .values({
      case_id: caseId,
      mhcs_reference: patient.reference,
      authority: patient.authority,
      ...(inPrison
        ? { status: 'before', prison_id: idOf(unitIds, patient.hospital) }
        : { order_on: orderOn }),
      hospital_id: idOf(unitIds, patient.hospital),
      ward_id: inPrison ? null : idOf(unitIds, patient.ward),
      team_id: idOf(unitIds, patient.team),
      named_place: inPrison ? '' : hospitalName,
      family_key: patient.family.toLowerCase(),
      given_key: patient.given.toLowerCase(),
    })
    .execute();
  await db
    .insertInto('casework.patient_flags')
    .values({
      case_id: caseId,
      noteworthy: patient.flags?.noteworthy ?? false,
      extremism_level: patient.flags?.extremism ?? 'none',
      mappa_category: patient.flags?.mappa?.[0] ?? null,
      mappa_level: patient.flags?.mappa?.[1] ?? null,
    })
    .execute();
  const circle = [
    { capacity: 'subject', account_id: account.id, basis: 'The person' },
    ...(inPrison ? prisonOf({ patient, unitIds, accountIds }) : hospitalOf({ patient, unitIds, accountIds })),
    ...(patient.advocate
      ? [
          {
            capacity: 'advocate',
            account_id: idOf(accountIds, 'indy.marrow'),
            basis: 'Asked for by the person',
          },
        ]
      : []),
    ...(patient.flags?.extremism
      ? [
          {
            capacity: 'extremism_head',
            account_id: idOf(accountIds, 'ezra.watch'),
            basis: 'Extremism casework',
          },
        ]
      : []),
    ...(patient.supervised ? supervisorsOf(accountIds) : []),
    ...(patient.solicitor
      ? [{ capacity: 'solicitor', account_id: idOf(accountIds, 'ola.fable'), basis: 'Signed authority' }]
      : []),
  ];
  await db
    .insertInto('people.circle')
    .values(circle.map(row => ({ ...row, case_id: caseId, from_on: orderOn })))
    .execute();
}

type Around = Pick<PatientLoad, 'patient' | 'unitIds' | 'accountIds'>;

const hospitalOf = ({ patient, unitIds, accountIds }: Around) => [
  {
    capacity: 'responsible_clinician',
    account_id: idOf(accountIds, patient.clinician),
    basis: 'Responsible clinician',
  },
  { capacity: 'ward_staff', unit_id: idOf(unitIds, patient.ward), basis: 'Ward' },
  { capacity: 'mha_office', unit_id: idOf(unitIds, patient.hospital), basis: 'Detaining hospital' },
];

const prisonOf = ({ patient, unitIds, accountIds }: Around) => [
  {
    capacity: 'prison_healthcare',
    account_id: idOf(accountIds, patient.clinician),
    basis: 'Head of healthcare',
  },
  { capacity: 'prison_healthcare', unit_id: idOf(unitIds, patient.hospital), basis: 'In prison' },
];

const supervisorsOf = (accountIds: Ids) =>
  (
    [
      ['social_supervisor', 'sol.bridge'],
      ['clinical_supervisor', 'cass.anchor'],
    ] as const
  ).map(([capacity, username]) => ({
    ...{ capacity, account_id: idOf(accountIds, username), basis: 'Named in the discharge' },
  }));

/** One passphrase for all, so one hash is enough. */
async function loadPassphrases(db: Kysely<DB>): Promise<void> {
  const salt = newSalt();
  const hash = await hashPassphrase(demonstrationPassphrase, salt);
  const accounts = await db.selectFrom('people.account').select('id').execute();
  await db
    .insertInto('people.credential')
    .values(accounts.map(({ id }) => ({ account_id: id, salt, passphrase_hash: hash })))
    .execute();
}

function idOf(ids: Ids, key: string | undefined): number {
  const id = ids.get(key ?? '');
  if (id === undefined) throw new Error(`The demonstration has no "${key}".`);
  return id;
}
