import { z } from 'zod';
import { recordTypes } from '../record/kinds.ts';

/** Why the protocol's question cannot be answered, by its own codes (OAI-PMH 2.0, section 3.6). */
export class OaiError extends Error {
  override readonly name = 'OaiError';
  readonly code: OaiCode;
  constructor(code: OaiCode, says: string) {
    super(says);
    this.code = code;
  }
}
export type OaiCode =
  | 'badVerb'
  | 'badArgument'
  | 'badResumptionToken'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch';

export const prefixes = ['oai_dc', 'marc21'] as const;
export type Prefix = (typeof prefixes)[number];

/** A set for each type of record: `type:lived-experience`. */
export const setOf = (type: string): string => `type:${type.replaceAll(' ', '-')}`;
/** What a colon divides is a path (section 2.6): all that is of a type stands in the set above. */
export const sets = [
  { type: undefined, spec: 'type', name: 'any type' },
  ...recordTypes.map(type => ({ type, spec: setOf(type), name: type })),
];

/** Where a list stands: what was asked for, and after which record it goes on. */
export type Place = {
  readonly prefix: Prefix;
  readonly type?: string | undefined;
  /** Moments, from and before. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  readonly afterAt?: string | undefined;
  readonly afterNumber?: number | undefined;
  /** How many records came before, and how many there were in all when the list began. */
  readonly given: number;
  readonly total?: number | undefined;
};

/** A moment that PostgreSQL can read as it is written here. */
const moment = z.iso.datetime({ offset: true }).regex(/^(?!0000)\d{4}-/);
const number = z.int32().min(0);
const place = z.strictObject({
  prefix: z.enum(prefixes),
  type: z.enum(recordTypes).optional(),
  from: moment.optional(),
  before: moment.optional(),
  afterAt: moment,
  afterNumber: number,
  given: number,
  total: number.optional(),
});

/** A resumption token holds all that the next question needs: it never grows old, and a record that changes meanwhile comes last. */
export const tokenOf = (where: Place): string => Buffer.from(JSON.stringify(where)).toString('base64url');

function placeFrom(token: string): Place {
  try {
    return place.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    throw new OaiError('badResumptionToken', 'This resumption token is not one of ours.');
  }
}

export type Asked =
  | { readonly verb: 'Identify' | 'ListSets' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier?: string | undefined }
  | { readonly verb: 'GetRecord'; readonly identifier: string; readonly prefix: Prefix }
  | { readonly verb: 'ListRecords' | 'ListIdentifiers'; readonly place: Place };

type Arguments = Readonly<Record<string, string>>;
type Allowed = { readonly needs: readonly string[]; readonly may: readonly string[] };
const listed: Allowed = { needs: ['metadataPrefix'], may: ['from', 'until', 'set'] };
const allowed: Readonly<Record<Asked['verb'], Allowed>> = {
  Identify: { needs: [], may: [] },
  ListSets: { needs: [], may: [] },
  ListMetadataFormats: { needs: [], may: ['identifier'] },
  GetRecord: { needs: ['identifier', 'metadataPrefix'], may: [] },
  ListRecords: listed,
  ListIdentifiers: listed,
};
const isVerb = (verb: string): verb is Asked['verb'] => Object.hasOwn(allowed, verb);

/**
 * Reads a question of the protocol.
 * @param sent the arguments; one that came twice is an array
 * @throws OaiError where the protocol has a code for it
 */
export function readAsked(sent: Readonly<Record<string, unknown>>): Asked {
  const { verb = '', ...rest } = sent;
  if (typeof verb !== 'string' || !isVerb(verb)) throw new OaiError('badVerb', 'There is no such verb.');
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (typeof value !== 'string') throw new OaiError('badArgument', `${name} may be given once.`);
    given[name] = value;
  }
  if (given.resumptionToken !== undefined && /^List(?:Records|Identifiers|Sets)$/.test(verb)) {
    if (Object.keys(given).length > 1) throw new OaiError('badArgument', 'A resumption token stands alone.');
    return goingOn(verb, given.resumptionToken);
  }
  checkArguments(given, allowed[verb]);
  return asked(verb, given);
}

function goingOn(verb: Asked['verb'], token: string): Asked {
  if (verb === 'ListRecords' || verb === 'ListIdentifiers') return { verb, place: placeFrom(token) };
  throw new OaiError('badResumptionToken', 'The list of sets is given at once.');
}

/** What the protocol’s schema takes for the name of a format, and of a set. */
const written: Readonly<Record<string, RegExp>> = {
  metadataPrefix: /^[\w.!~*'()-]+$/,
  set: /^[\w.!~*'()-]+(?::[\w.!~*'()-]+)*$/,
};

function checkArguments(given: Arguments, { needs, may }: Allowed): void {
  for (const name of needs)
    if (given[name] === undefined) throw new OaiError('badArgument', `${name} is missing.`);
  for (const [name, value] of Object.entries(given)) {
    if (!needs.includes(name) && !may.includes(name))
      throw new OaiError('badArgument', `${name} does not belong to this verb.`);
    if (written[name]?.test(value) === false)
      throw new OaiError('badArgument', `${name} has signs that it cannot have.`);
  }
}

function asked(verb: Asked['verb'], given: Arguments): Asked {
  switch (verb) {
    case 'Identify':
    case 'ListSets':
      return { verb };
    case 'ListMetadataFormats':
      return { verb, identifier: given.identifier };
    case 'GetRecord':
      return { verb, identifier: given.identifier ?? '', prefix: prefixFrom(given) };
    case 'ListRecords':
    case 'ListIdentifiers':
      return { verb, place: firstPlace(given) };
  }
}

function prefixFrom({ metadataPrefix }: Arguments): Prefix {
  const prefix = prefixes.find(each => each === metadataPrefix);
  if (!prefix) throw new OaiError('cannotDisseminateFormat', 'There is no such format.');
  return prefix;
}

function firstPlace(given: Arguments): Place {
  const [from, until] = [momentFrom(given.from), momentFrom(given.until)];
  if (given.from !== undefined && given.until !== undefined && given.from.length !== given.until.length)
    throw new OaiError('badArgument', 'from and until have the same granularity.');
  // A day or a second is meant as a whole.
  const before = until?.add(given.until?.length === 10 ? { hours: 24 } : { seconds: 1 });
  if (from && before && Temporal.Instant.compare(from, before) >= 0)
    throw new OaiError('badArgument', 'from is after until.');
  // How it is asked comes before what is there: an answer says back what was asked, which must be the protocol’s to hold.
  const prefix = prefixFrom(given);
  const set = sets.find(({ spec }) => spec === given.set);
  if (given.set !== undefined && !set) throw new OaiError('noRecordsMatch', 'There is no such set.');
  return { prefix, type: set?.type, from: boundOf(from), before: boundOf(before), given: 0 };
}

const [first, last] = [
  Temporal.Instant.from('0001-01-01T00:00:00Z'),
  Temporal.Instant.from('9999-12-31T23:59:59Z'),
];

/** As PostgreSQL reads it: no year nought, and none of five digits. Nothing was ever changed beyond. */
function boundOf(moment: Temporal.Instant | undefined): string | undefined {
  if (moment === undefined) return undefined;
  const isBefore = Temporal.Instant.compare(moment, first) < 0;
  return (isBefore ? first : Temporal.Instant.compare(moment, last) > 0 ? last : moment).toString();
}

function momentFrom(text: string | undefined): Temporal.Instant | undefined {
  if (text === undefined) return undefined;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  if (!isDay && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\dZ$/.test(text))
    throw new OaiError('badArgument', 'A date is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.');
  try {
    return Temporal.Instant.from(isDay ? `${text}T00:00:00Z` : text);
  } catch {
    throw new OaiError('badArgument', 'There is no such day.');
  }
}
