import type { CreatorRole } from '../../record/kinds.ts';
import { addBody, addPerson, type Draft } from '../draft.ts';
import { isBody } from '../names.ts';
import { latexToText } from './latex.ts';

/** Adds the people of a list as BibTeX parts it: names by “and”, a name by its commas, a body in braces of its own. */
export function addPeople(draft: Draft, role: CreatorRole, latex: string): void {
  for (const name of splitOutside(latex.replace(/\s+/g, ' '), / and /iy)) addOne(draft, role, name.trim());
}

function addOne(draft: Draft, role: CreatorRole, given: string) {
  // DBLP tells people of the same name apart by a number.
  const name = given.replace(/ \d{4}$/, '');
  if (name === '' || /^(?:others|et al\.?)$/i.test(name)) return;
  const family = /\bfamily\s*=\s*\{?([^,}]+)/i.exec(name)?.[1];
  if (family !== undefined) return addExtended(draft, role, name, family);
  if (isOneGroup(name)) return addBody(draft, role, latexToText(name));
  const parts = splitOutside(name, /,\s*/y).map(part => part.trim());
  if (parts.length > 1) return addTurned(draft, role, parts);
  addStraight(
    draft,
    role,
    splitOutside(name, /[\s~]+/y).filter(part => part !== ''),
  );
}

/** BibLaTeX's extended names: “family=Example, given=Ash, prefix=van”. */
function addExtended(draft: Draft, role: CreatorRole, name: string, family: string) {
  const part = (key: string) =>
    new RegExp(`\\b${key}\\s*=\\s*\\{?([^,}]+)`, 'i').exec(name)?.[1]?.trim() ?? '';
  const whole = [part('prefix'), family.trim()].filter(Boolean).join(' ');
  const given = [part('given'), part('suffix')].filter(Boolean).join(', ');
  addPerson(draft, role, { family: latexToText(whole), given: latexToText(given) });
}

function addTurned(draft: Draft, role: CreatorRole, parts: readonly string[]) {
  const [family = '', second = '', third = ''] = parts.map(latexToText);
  const given = parts.length > 2 ? [third, second].filter(Boolean).join(', ') : second;
  if (given === '') addBody(draft, role, family);
  else addPerson(draft, role, { family, given });
}

/** “Ash van Example”: the family name begins with the first small word, or is the last one. */
function addStraight(draft: Draft, role: CreatorRole, words: readonly string[]) {
  // Whoever forgets the braces around “Home Office” means no Mr Office.
  const whole = latexToText(words.join(' '));
  if (isBody(whole)) return addBody(draft, role, whole);
  const areSmall = words.map(word => /^\p{Ll}/u.test(latexToText(word)));
  const isAllSmall = areSmall.every(Boolean);
  const small = areSmall.findIndex(
    (isSmall, at) => at > 0 && at < words.length - 1 && isSmall && !isAllSmall,
  );
  const leading = words.length > 1 && areSmall[0] && !isAllSmall ? 0 : -1;
  const from = leading === 0 ? 0 : small > 0 ? small : words.length - 1;
  const family = latexToText(words.slice(from).join(' '));
  const given = latexToText(words.slice(0, from).join(' '));
  if (given === '') addBody(draft, role, family);
  else addPerson(draft, role, { family, given });
}

/** Parts a text where the sign stands outside braces. */
function splitOutside(text: string, sign: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\\') at += 1;
    else if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    else if (depth <= 0) {
      sign.lastIndex = at;
      const found = sign.exec(text);
      if (found === null) continue;
      parts.push(text.slice(from, at));
      at = sign.lastIndex - 1;
      from = sign.lastIndex;
      // One space may end one “and” and begin the next.
      if (found[0].length > 2 && found[0].endsWith(' ')) at -= 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

function isOneGroup(text: string): boolean {
  if (!text.startsWith('{') || !text.endsWith('}') || text.startsWith('{\\')) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0 && at < text.length - 1) return false;
  }
  return true;
}
