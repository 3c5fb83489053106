import type { CreatorRole } from '../record/kinds.ts';
import { addBody, addPerson, type Draft } from './draft.ts';

/** Adds a name as catalogues turn it, “Family, Given, Jr.”; without a comma it is an organisation's, or cannot be parted. */
export function addNamed(draft: Draft, role: CreatorRole, name: string): void {
  const [family = '', ...rest] = name.split(',').map(part => part.trim());
  const given = rest.filter(part => part !== '').join(', ');
  if (given === '') addBody(draft, role, family);
  else addPerson(draft, role, { family, given });
}
