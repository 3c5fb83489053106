import type { TextKey, Translate } from '../../platform/language/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { kindRules } from '../rules/document-kinds.ts';
import { carriedIn } from './carried.ts';
import { clinicalPaths } from './paths.ts';
import type { ApplicationFile, KeptPart } from './queries/read-application.ts';
import { gapsFor, tasksFor } from './walked.ts';

type WithParts = Pick<ApplicationFile, 'parts'>;

/** The part to which a section belongs; none in a document that all of its hands write together. */
export function partOf({ parts }: WithParts, section: string): KeptPart | undefined {
  return parts.find(({ sections }) => sections.includes(section));
}

/** The part whose turn it is: the first that nobody has signed. */
export function turnOf({ parts }: WithParts): KeptPart | undefined {
  return parts.find(({ signature }) => signature === null);
}

/** Whether the reader may write in a section now: it is in no part, or in one of theirs that is not signed. */
export function mayWrite(file: WithParts, section: string): boolean {
  const part = partOf(file, section);
  return part === undefined || (part.isMine && part.signature === null);
}

/** Whether a submission signs a part: the last one, where the reader is a hand of it and it was not signed before. */
export function isSignedBySending(
  { parts, leads }: Pick<ApplicationFile, 'parts' | 'leads'>,
  part: KeptPart,
) {
  return leads && part.isMine && part.signature === null && part.part === parts.at(-1)?.part;
}

/** The parts that have to be signed by somebody before the reader can send the document. */
export function toSignBefore(file: Pick<ApplicationFile, 'parts' | 'leads'>): readonly string[] {
  return file.parts
    .filter(part => part.signature === null && !isSignedBySending(file, part))
    .map(({ part }) => part);
}

/** Whether the reader may take their signature back: nothing was signed after it, and nothing was sent. */
export function mayTakeBack(file: Pick<ApplicationFile, 'parts' | 'state'>, part: KeptPart): boolean {
  const later = file.parts.slice(file.parts.indexOf(part) + 1);
  return (
    file.state === 'draft' &&
    part.signature?.isMine === true &&
    later.every(({ signature }) => signature === null)
  );
}

/** What keeps a part from being signed: answers that are missing, and sections that nobody has confirmed. */
export function openIn(file: ApplicationFile, { sections }: KeptPart) {
  const applying = tasksFor(file).filter(({ state }) => state !== 'not needed');
  return {
    gaps: gapsFor(file).filter(({ section }) => sections.includes(section)),
    toConfirm: applying
      .map(({ section }) => section)
      .filter(id => sections.includes(id) && carriedIn(file, id).length > 0),
  };
}

/** The title of a part, as its kind of document names it. */
export function partTitle({ kind }: Pick<ApplicationFile, 'kind'>, part: string, t: Translate): string {
  return t(`parts.${kindRules[kind].form}.${part}` as TextKey);
}

/** Whose a part is, in words: "Social supervisor". */
export function handsInWords({ signedBy }: Pick<KeptPart, 'signedBy'>, t: Translate): string {
  const names = signedBy.map(role => t(`people.role.${role}` as TextKey));
  return new Intl.ListFormat(t.language === 'cy' ? 'cy' : 'en-GB', { type: 'disjunction' }).format(names);
}

/** A part as the task list shows it over its sections. */
export function shownPart(file: ApplicationFile, part: KeptPart, t: Translate) {
  return {
    title: partTitle(file, part.part, t),
    hand: t('parts.hand', { who: handsInWords(part, t) }),
    stands: standsAs(file, part, t),
    sign: file.state === 'draft' ? signLink(file, part) : '',
    takeBack: mayTakeBack(file, part) ? clinicalPaths.takePartBack(file.id, part.part) : '',
  };
}

function signLink(file: ApplicationFile, part: KeptPart): string {
  if (!part.isMine || turnOf(file) !== part) return '';
  return isSignedBySending(file, part) ? '' : clinicalPaths.part(file.id, part.part);
}

function standsAs(file: ApplicationFile, part: KeptPart, t: Translate): { text: string; colour: string } {
  if (part.signature) {
    const { name, on, for: person } = part.signature;
    const day = showDay(on, t);
    const text = person ? t('parts.signedFor', { name, person, day }) : t('parts.signedBy', { name, day });
    return { text, colour: 'green' };
  }
  if (turnOf(file) !== part) return { text: t('parts.later'), colour: 'grey' };
  return part.isMine
    ? { text: t('parts.yourTurn'), colour: 'blue' }
    : { text: t('parts.theirTurn'), colour: 'yellow' };
}
