import { cast } from './cast.ts';

/** Short names for people who come together again and again, so that a line of the matrix can be read. */

const signedIn = cast.filter(({ username, door }) => username && door !== 'victim').map(({ who }) => who);
const deciders = ['caseworker', 'caseworker (other team)', 'team manager', 'deputy head', 'head of casework'];
const groups: readonly { name: string; members: readonly string[] }[] = [
  {
    name: '**MHCS, those in the closed case too**',
    members: [...deciders, 'caseworker in the closed case', 'extremism head in the closed case'],
  },
  { name: '**MHCS**', members: deciders },
  {
    name: '**everybody with a role but in no case**',
    members: signedIn.filter(name => name.endsWith('(of nobody)') || name.endsWith('(not consulted)')),
  },
];

/** Names people of the cast, in its order, in as few words as there are. */
export function nameThem(people: readonly string[]): string {
  if (people.length === cast.length) return '**everybody**';
  const out = signedIn.filter(name => !people.includes(name));
  const others = people.filter(name => !signedIn.includes(name));
  if (out.length < signedIn.length / 3) {
    const but = out.length > 0 ? ` but ${inGroups(out)}` : '';
    return [`**everybody signed in**${but}`, ...others].join('; ');
  }
  return inGroups(people);
}

function inGroups(people: readonly string[]): string {
  let rest = [...people];
  const said: string[] = [];
  for (const { name, members } of groups) {
    if (!members.every(member => rest.includes(member))) continue;
    rest = rest.filter(one => !members.includes(one));
    said.push(name);
  }
  return [...rest, ...said].join(', ');
}
