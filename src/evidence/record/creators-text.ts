import type { Creator } from './entry.ts';
import { type CreatorRole, creatorRoles } from './kinds.ts';

/**
 * Authors as lines of text: “Hayes, Sam” is a person, “Clinks” an organisation, “"Health, Care and Us"” an organisation
 * with a comma in its name, “Example,” a person of whom only the family name is known. What they did, where they are not
 * the author, stands behind: “Hayes, Sam [editor]”.
 */
export function writeCreators(creators: readonly Creator[], roleText: RoleText = role => role): string[] {
  return creators.map(creator => {
    const role = creator.role === 'author' ? '' : ` [${roleText(creator.role)}]`;
    if (!('name' in creator)) return `${creator.family}, ${creator.given ?? ''}`.trimEnd() + role;
    return (/[,;"“”[\]]/.test(creator.name) ? `"${creator.name}"` : creator.name) + role;
  });
}

/** What a reader calls a role. */
export type RoleText = (role: CreatorRole) => string;

/** Authors as they were typed, one in a line, in that order; a role by its own name or the reader's. */
export function readCreators(text: string, roleText: RoleText = role => role): Creator[] {
  return text.split(/\r\n?|\n/).flatMap((line): Creator[] => {
    // One step back for each sign at most: anybody may send a line that is long.
    const [, named = '', said] = /^(.*)\[([^[\]]*)\]$/su.exec(line.trim()) ?? [];
    const known =
      said === undefined
        ? undefined
        : creatorRoles.find(role => isSame(role, said) || isSame(roleText(role), said));
    const name = known ? named.trim() : line.trim();
    const role = known ?? 'author';
    if (name === '' || name === ',') return [];
    const quoted = /^["“”](.+)["“”]$/u.exec(name)?.[1];
    if (quoted !== undefined) return [{ role, name: quoted.trim() }];
    const comma = name.indexOf(',');
    if (comma < 1) return [{ role, name: name.replace(/^,\s*/, '') }];
    const [family, given] = [name.slice(0, comma).trim(), name.slice(comma + 1).trim()];
    return [given === '' ? { role, family } : { role, family, given }];
  });
}

const isSame = (role: string, said: string) => role.toLowerCase() === said.trim().toLowerCase();
