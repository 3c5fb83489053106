import { cast } from './cast.ts';

/**
 * One word in each protected field that stands nowhere else, and the usernames whose pages may show it. Short, so
 * that no paper breaks it over two lines; lower case inside, so that no page changes it.
 */
export type Canary = { word: string; in: string; for: readonly string[] };

const inMhcs = cast
  .filter(({ door, username }) => door === 'national' && username !== 'ada.tally')
  .flatMap(({ username }) => username ?? []);
const team = ['dr.vale', 'jo.thimble', 'pat.ledger', 'social.mentor', 'clinical.mentor', 'wyn.latch'];
const helpers = ['ash.example', 'indy.marrow', 'ola.fable'];
const openReaders = [...helpers, ...team, ...inMhcs];
const closedReaders = ['dr.vale', 'pat.ledger', ...inMhcs];
const inClosedCase = ['dr.finch', 'sam.tinder', 'fran.folio', 'ezra.watch', 'bay.notary'];

const canary = (word: string, where: string, readers: readonly string[]): Canary => ({
  word,
  in: where,
  for: readers,
});

export const canaries = {
  words: canary('Zqspoken', 'a sealed statement', openReaders),
  earlierWords: canary('Zqearlier', 'a sealed statement of a decided application', openReaders),
  withdrawn: canary('Zqregret', 'a statement that was taken back', ['ash.example']),
  draft: canary('Zqunsaid', 'what the person has not sealed yet', ['ash.example']),
  scribeDraft: canary('Zqscribe', 'what a nurse is writing down for the person', ['jo.thimble']),
  comment: canary('Zqbeside', 'a comment beside a statement', openReaders),
  translation: canary('Zqenglish', 'a translation beside a statement', openReaders),
  why: canary('Zqtired', 'why the person could not speak', openReaders),
  open: canary('Zqallotment', 'an open answer', openReaders),
  closed: canary('Zqofficer', 'a closed answer about victims', closedReaders),
  openFile: canary('Zqscanned', 'a file with the open part', openReaders),
  closedFile: canary('Zqdossier', 'a file with the closed part', closedReaders),
  laterFile: canary('Zqunshown', 'a file of a draft that nobody was shown yet', team),
  closedView: canary('Zqwithheld', 'a closed view of others', closedReaders),
  victimAsked: canary('Zqaskvictim', 'what the victim liaison officer was asked', [
    ...closedReaders,
    'vic.lantern',
  ]),
  victimSaid: canary('Zqharbour', 'what the victim liaison officer answered', [
    ...closedReaders,
    'vic.lantern',
  ]),
  mappaAsked: canary('Zqaskmappa', 'what the MAPPA coordinator was asked', [...closedReaders, 'mo.parley']),
  mappaSaid: canary('Zqpanel', 'what the MAPPA coordinator answered', [...closedReaders, 'mo.parley']),
  managerAsked: canary('Zqaskmanager', 'what the offender manager was asked', [
    ...closedReaders,
    'oz.harbour',
  ]),
  managerSaid: canary('Zqlicence', 'what the offender manager answered', [...closedReaders, 'oz.harbour']),
  terrorismAsked: canary('Zqaskterror', 'what the counter-terrorism manager was asked', [
    ...closedReaders,
    'cam.turnstile',
  ]),
  terrorismSaid: canary('Zqmindset', 'what the counter-terrorism manager answered', [
    ...closedReaders,
    'cam.turnstile',
  ]),
  informationAsked: canary('Zqwhyfor', 'a request for information', closedReaders),
  informationSaid: canary('Zqbecause', 'an answer to a request for information', closedReaders),
  letterDraft: canary('Zqreasons', 'the reasons of a decision not issued', inMhcs),
  answerDraft: canary('Zqsoon', 'an answer to the person not issued', inMhcs),
  replyDraft: canary('Zqreplying', 'a reply not issued', inMhcs),
  letter: canary('Zqletter', 'the reasons of an issued decision', [...team, ...inMhcs]),
  answer: canary('Zqgranted', 'an issued answer to the person', openReaders),
  reply: canary('Zqheard', 'an issued reply', openReaders),
  leaveNote: canary('Zqoutside', 'a note on leave that was taken', openReaders),
  victimNote: canary('Zqneighbour', 'a note of the liaison officer', ['vic.lantern']),
  victimName: canary('Zqregistered', 'a registered victim', ['vic.lantern']),
  victimWords: canary('Zqafraid', 'a representation', ['vic.lantern']),
  victimStatement: canary('Zqlifelong', 'a personal statement', ['vic.lantern']),
  victimWhy: canary('Zqmotive', 'why a condition was asked for', ['vic.lantern']),
  unreleased: canary('Zqunreleased', 'a requested condition not released', ['vic.lantern']),
  released: canary('Zqwording', 'a condition put forward', ['vic.lantern', ...inMhcs]),
  ownCondition: canary('Zqbehave', 'a condition of the section’s own', inMhcs),
  conditionReason: canary('Zqgrounds', 'why a condition was declined', inMhcs),
  heldCondition: canary('Zqbound', 'a condition of a discharge', openReaders),
  agency: canary('Zqpolice', 'what an agency said', [...closedReaders, 'mo.parley']),
  chairWhy: canary('Zqchair', 'why the Chair keeps it closed', [...closedReaders, 'mo.parley']),
  personSummary: canary('Zqfreed', 'a summary for the person', [...helpers, ...inMhcs]),
  outsideSummary: canary('Zqstranger', 'a summary without medical detail', ['vic.lantern', ...inMhcs]),
  draftSummary: canary('Zqpending', 'a summary not issued', inMhcs),
  otherWords: canary('Zqelsewhere', 'another person’s statement', [
    ...['gale.placeholder', 'dr.finch', 'sam.tinder', 'fran.folio', 'indy.marrow'],
    ...inMhcs,
  ]),
  shutWords: canary('Zqsilent', 'a statement in a case closed to national readers', [
    'indigo.demo',
    ...inClosedCase,
  ]),
  shutClosed: canary('Zqcause', 'a closed answer in a case closed to national readers', [
    ...['dr.finch', 'fran.folio', 'ezra.watch', 'bay.notary'],
  ]),
} as const satisfies Record<string, Canary>;

/** The canaries in a text that its reader may not have. */
export function strayIn(text: string, reader: string | undefined): string[] {
  return Object.values<Canary>(canaries)
    .filter(({ word, for: readers }) => text.includes(word) && !(reader && readers.includes(reader)))
    .map(({ in: where, word }) => `${where} (${word})`);
}
