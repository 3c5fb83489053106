import type { CreatorRole } from '../record/kinds.ts';
import { addBody, addPerson, type Draft } from './draft.ts';

/** Adds a name as catalogues turn it, “Family, Given, Jr.”; without a comma it is an organisation's, or cannot be parted. */
export function addNamed(draft: Draft, role: CreatorRole, name: string): void {
  const [family = '', ...rest] = name.split(',').map(part => part.trim());
  const given = rest.filter(part => part !== '').join(', ');
  if (given === '') addBody(draft, role, family);
  // “Department for Parks, Paths and Ponds” is no Paths of that family.
  else if (/^\p{Lu}\S* /u.test(family) && isBody(family)) addBody(draft, role, `${family}, ${given}`);
  else addPerson(draft, role, { family, given });
}

/** Words that name a body, not a person: “Home Office” is no Mr Office. */
const bodies =
  /\b(?:office|department|ministry|institut\w*|universi\w*|college|school|trust|council|committee|commission|agency|services?|association|society|centre|center|group|foundation|board|authority|inspectorate|network|alliance|team|company|inc|ltd|plc|press|library|academy|union|federation|nations|news|media|digital|consult\w*|research|health|justice|prisons?|probation|police|hospitals?|government|court|charity|forum|partnership|initiative|programme|project|unit|for|of|the|and)\b|[&\d/]/i;

/** Abbreviations at the end of a name that are no initials, and words that begin the name of a public body. */
const noPerson =
  /\b(?:UK|US|USA|EU|UN|NI|NHS|HMP|HMPPS|HM)\b|\b(?:England|Scotland|Wales|Cymru|Government|Parliament)$/;

/** Families are called so too: “W. H. Press”, whose initials say that it is one. */
const withInitial = /(?<=(?:^|\s)\p{Lu}\.\s(?:\S+\s){0,2})(?:press|justice|board|school|college)$/iu;

/** Whether a name without a comma is that of a body. */
export function isBody(name: string): boolean {
  const rest = name.length < 200 ? name.replace(withInitial, '') : name;
  return bodies.test(rest) || noPerson.test(rest);
}

/** “Example AB”, “van Example A. B.”: where databases leave out the comma, the initials stand last. */
const initialsLast =
  /^((?:\p{Ll}+ ){0,2}\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?) (\p{Lu}\.?(?:[ -]?\p{Lu}\.?){0,2})$/u;

/** “A. B. Example”. */
const initialsFirst = /^(?:(?:\p{Lu}\.[ -]?){1,3}|\p{Lu}{1,2} |\p{Lu} \p{Lu} )\p{Lu}[\p{L}'’-]+$/u;

const hasInitialsFirst = (name: string) => initialsFirst.test(name) && !isBody(name);
const hasInitialsLast = (name: string) => initialsLast.test(name) && !isBody(name);
/** “Example, Ash”. */
const isTurned = (name: string) => /^[^,]{1,60}, ?[^,]{1,60}$/.test(name) && !isBody(name);

/** The names of a list: parted by “;”, by “and” between names turned round, or by commas where each has its initials with it. */
function eachOf(names: string): string[] {
  const parts = names.split(/;(?<!&#?\w{1,31};)/).map(part => part.trim());
  return parts.flatMap(part => {
    const turned = part.split(/\s+and\s+/);
    if (turned.length > 1 && turned.every(isTurned)) return turned;
    const some = part.replace(/\.$/, '').split(/,\s*/);
    const areSeveral = some.length > 1 && (some.every(hasInitialsLast) || some.every(hasInitialsFirst));
    // The stop behind the last of them is the list's, unless the others have one too.
    const each = some[0]?.endsWith('.') ? part.split(/,\s*/) : some;
    return areSeveral ? each : [part];
  });
}

/** “Ash Example”, “Bo de Sample”: two words or more of a person's name. */
const given = /^\p{Lu}[\p{L}.'’-]*(?: (?:\p{Ll}{1,3} )?\p{Lu}[\p{L}.'’-]*){1,4}$/u;

/** The names of a list as people write it, “Ash Example, Bo Sample and Cy Third”; undefined where it is no such list. */
export function namesIn(list: string): string[] | undefined {
  const names = list.trim().split(/\s*,?\s+(?:and|und|et|&)\s+|\s*,\s*/);
  const isList = names.length > 2 || (names.length === 2 && !list.includes(','));
  return isList && names.every(name => given.test(name) && !isBody(name)) ? names : undefined;
}

function addShort(draft: Draft, role: CreatorRole, name: string): boolean {
  if (!hasInitialsLast(name)) return false;
  const [, family = '', given] = initialsLast.exec(name) ?? [];
  addPerson(draft, role, { family, given });
  return true;
}

/** Adds the names of a list as databases write them, each turned round; see `addNamed`. */
export function addAllNamed(draft: Draft, role: CreatorRole, names: string): void {
  for (const name of eachOf(names)) {
    if (hasInitialsFirst(name)) addWritten(draft, role, name);
    else if (!addShort(draft, role, name)) addNamed(draft, role, name);
  }
}

/** Adds the names of a list as people write them; see `addWritten`. */
export function addAllWritten(draft: Draft, role: CreatorRole, names: string): void {
  for (const name of eachOf(names)) addWritten(draft, role, name);
}

/** Adds a name as somebody wrote it: turned round by a comma, or a person's “Given Family”, or a body's. */
export function addWritten(draft: Draft, role: CreatorRole, name: string): void {
  const text = name.trim();
  // “Ash van der Example”: small words before the last one are part of the family name.
  const small = text.length < 200 ? /(?<=\S) (?:\p{Ll}+ )+\S+$/u.exec(text)?.index : undefined;
  const space = small ?? text.lastIndexOf(' ');
  if (addShort(draft, role, text)) return;
  if (text.includes(',') || space < 0 || isBody(text)) addNamed(draft, role, text);
  else addPerson(draft, role, { family: text.slice(space + 1), given: text.slice(0, space) });
}
