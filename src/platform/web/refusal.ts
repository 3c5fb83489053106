import { NotThisDoor } from '../database/index.ts';
import type { TextKey, TextValues } from '../language/index.ts';

/** Why a request was not done. `status` 404 for what one may not know exists, 403 for what one sees but may not do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: 400 | 403 | 404 | 409 | 422 | 429 | 503;
  readonly sentence: TextKey | undefined;
  readonly values: TextValues;

  constructor(status: Refusal['status'], sentence?: TextKey, values: TextValues = {}) {
    super(sentence ?? String(status));
    this.status = status;
    this.sentence = sentence;
    this.values = values;
  }
}

/** The thing does not exist, or must look as if it did not. */
export function notFound(): Refusal {
  return new Refusal(404);
}

/** The actor sees the thing, but this act is not theirs, or not now: `sentence` says so. */
export function notAllowed(sentence: TextKey, values?: TextValues): Refusal {
  return new Refusal(403, sentence, values);
}

/** Somebody or something was faster: the state is no longer what the page showed. */
export function tooLate(sentence: TextKey, values?: TextValues): Refusal {
  return new Refusal(409, sentence, values);
}

/** Answers `row`, or refuses with 404 when there is none: what row-level security hides does not exist. */
export function found<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw notFound();
  return row;
}

/** The database's own refusals (SQLSTATE class OW, see migrations/) and what a page says of each. */
const databaseRefusals: Record<string, TextKey> = {
  OW001: 'platform.refusal.decided',
  OW002: 'platform.refusal.alreadySent',
  OW003: 'platform.refusal.unanswered',
  OW004: 'platform.refusal.notInThisState',
  OW005: 'platform.refusal.submitted',
  OW006: 'platform.refusal.authorAuthoriser',
  OW007: 'platform.refusal.authorityLevel',
  OW008: 'platform.refusal.noAnswerToPerson',
  OW009: 'platform.refusal.noConsent',
  OW010: 'platform.refusal.mappaNotice',
  OW011: 'platform.refusal.ended',
  OW012: 'platform.refusal.unconfirmed',
  OW030: 'people.refusal.roleDoesNotFit',
  OW031: 'people.refusal.level',
  OW032: 'people.refusal.administratorAlone',
  OW033: 'people.refusal.otherDoor',
  OW034: 'people.refusal.unitPlace',
  OW035: 'people.refusal.unitInUse',
  OW036: 'people.refusal.worksElsewhere',
  OW040: 'register.refusal.closed',
  OW041: 'register.refusal.illegal',
  OW042: 'register.refusal.corrected',
  OW060: 'my.consent.refusal.notAHelper',
  OW061: 'my.consent.refusal.already',
  OW062: 'my.consent.refusal.takenBack',
  OW110: 'duplicates.refusal.secondPerson',
  OW111: 'duplicates.refusal.twoAccounts',
  OW112: 'duplicates.refusal.notSame',
  OW113: 'duplicates.refusal.joinedAlready',
  OW120: 'moves.refusal.other',
  OW121: 'moves.refusal.otherAuthority',
  OW122: 'moves.refusal.notThere',
  OW123: 'moves.refusal.consented',
  OW124: 'moves.refusal.consentWithdrawn',
  OW140: 'liaison.refusal.noOfficer',
  OW141: 'liaison.refusal.lastOfficer',
  OW142: 'liaison.refusal.notToBeTold',
  OW143: 'liaison.refusal.released',
  OW160: 'conditions.refusal.supervised',
  OW161: 'conditions.refusal.decision',
  OW162: 'conditions.refusal.ended',
  OW310: 'own.refusal.theirs',
  OW311: 'own.refusal.viewAwaited',
  OW230: 'parts.refusal.signed',
  OW231: 'parts.refusal.another',
  OW232: 'parts.refusal.tooEarly',
  OW233: 'parts.refusal.signedAfter',
  OW234: 'parts.refusal.notAllSigned',
  OW235: 'reporting.refusal.notDischarged',
  OW330: 'prison.refusal.onlyTransfer',
  OW331: 'prison.refusal.reports',
  OW332: 'prison.refusal.sameDoctor',
  OW333: 'prison.refusal.notApproved',
  OW334: 'prison.refusal.otherPrison',
  OW335: 'prison.refusal.noPrison',
  OW163: 'addresses.refusal.notDischarged',
  OW430: 'terms.refusal.name',
  OW431: 'terms.refusal.circle',
  OW432: 'terms.refusal.related',
  OW433: 'terms.refusal.merged',
  OW435: 'grades.refusal.again',
  OW436: 'grades.refusal.two',
  OW437: 'grades.refusal.settled',
  OW460: 'shelf.refusal.searches',
  OW461: 'shelf.refusal.lists',
  OW462: 'shelf.refusal.records',
  OW490: 'shelf.refusal.notYours',
  OW491: 'shelf.refusal.hands',
  OW492: 'careTeam.refusal.notTheirs',
  OW493: 'careTeam.refusal.ended',
  OW450: 'chains.refusal.self',
  OW451: 'chains.refusal.nothingDone',
  OW452: 'chains.refusal.completed',
  OW506: 'chains.refusal.name',
  OW507: 'chains.refusal.notTwo',
  OW220: 'attachments.refusal.handedOver',
  OW221: 'attachments.refusal.tooMany',
  OW222: 'received.refusal.struckOut',
  OW150: 'tribunal.refusal.open',
  OW151: 'tribunal.refusal.usedUp',
  OW152: 'tribunal.refusal.before',
  OW153: 'tribunal.refusal.isDecided',
  OW154: 'tribunal.refusal.recorded',
  OW155: 'tribunal.refusal.wordsNotAllowed',
  OW156: 'tribunal.refusal.register',
  OW157: 'tribunal.refusal.movementStands',
  OW158: 'tribunal.refusal.wordsGone',
  OW159: 'tribunal.refusal.withholding',
  OW164: 'flags.refusal.liberty',
  OW420: 'bring.refusal.workedOn',
  OW421: 'bring.refusal.apart',
  OW480: 'offers.refusal.address',
  OW481: 'offers.refusal.all',
  OW482: 'offers.refusal.answered',
  OW470: 'evidence-harvest.refusal.same',
  OW270: 'again.refusal.nothing',
  OW271: 'again.refusal.already',
  OW272: 'again.refusal.hadAHand',
  OW273: 'again.refusal.notTakenBack',
};

/** Turns an error that PostgreSQL gave into a refusal in words, if it is one that a person can cause or has to wait out. */
export function refusalFrom(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof NotThisDoor) return notFound();
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const sentence = databaseRefusals[code];
  if (sentence) return new Refusal(409, sentence);
  if (code === '42501') return new Refusal(403, 'platform.refusal.notYours');
  return isAway(code, error.message) ? new Refusal(503) : undefined;
}

/** Shut down, starting, cut off, with every place taken, or too slow; and what the network says when nobody is there. */
const codeOfAbsence =
  /^(08...|53300|57014|57P..|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** What the driver says of itself, without a code. */
const wordsOfAbsence =
  /^(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error)/;

// By a socket in a folder it is a file that is missing.
const isAway = (code: string, message: string) =>
  codeOfAbsence.test(code) ||
  (code === '' && wordsOfAbsence.test(message)) ||
  (code === 'ENOENT' && message.includes('.s.PGSQL.'));
