import type { CreatorRole } from '../record/kinds.ts';
import { addBody, addPerson, type Draft } from './draft.ts';

/** Adds a name as catalogues turn it, “Family, Given, Jr.”; without a comma it is an organisation's, or cannot be parted. */
export function addNamed(draft: Draft, role: CreatorRole, name: string): void {
  const [family = '', ...rest] = name.split(',').map(part => part.trim());
  const given = rest.filter(part => part !== '').join(', ');
  if (given === '') addBody(draft, role, family);
  else addPerson(draft, role, { family, given });
}

/** Words that name a body, not a person: “Home Office” is no Mr Office. */
const bodies =
  /\b(?:office|department|ministry|institut\w*|universi\w*|college|school|trust|council|committee|commission|agency|services?|association|society|centre|center|group|foundation|board|authority|inspectorate|network|alliance|team|company|inc|ltd|plc|press|library|academy|union|federation|nations|for|of|the|and)\b|[&\d/]/i;

/** Adds a name as somebody wrote it: turned round by a comma, or a person's “Given Family”, or a body's. */
export function addWritten(draft: Draft, role: CreatorRole, name: string): void {
  const text = name.trim();
  const space = text.lastIndexOf(' ');
  if (text.includes(',') || space < 0 || bodies.test(text)) addNamed(draft, role, text);
  else addPerson(draft, role, { family: text.slice(space + 1), given: text.slice(0, space) });
}
