/** What a site asks of programs (RFC 9309), as far as it concerns us. */
export type Robots = {
  /** Beginnings of paths with what may be done there. */
  readonly rules: readonly { readonly path: string; readonly allow: boolean }[];
  /** Seconds between two questions, where it says so. */
  readonly delay: number | null;
};
export const noRobots: Robots = { rules: [], delay: null };

const ourName = 'ownwords-library';
const mostRules = 500;
const longestPath = 500;

type Group = { names: string[]; rules: { path: string; allow: boolean }[]; delay: number | null };

/** Reads a robots.txt: the group for us, or else the one for everybody. */
export function readRobots(text: string): Robots {
  const groups: Group[] = [];
  let isNaming = false;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, name = '', value = ''] = /^\s*([a-z-]{1,30})\s*:\s*([^#]*)/i.exec(line.slice(0, 2000)) ?? [];
    const said = value.trim();
    if (name.toLowerCase() === 'user-agent') {
      if (!isNaming) groups.push({ names: [], rules: [], delay: null });
      groups.at(-1)?.names.push(said.toLowerCase());
      isNaming = true;
    } else if (name !== '') {
      isNaming = false;
      addRule(groups.at(-1), name.toLowerCase(), said);
    }
  }
  const of = (wanted: string) => groups.filter(({ names }) => names.includes(wanted));
  const ours = of(ourName).length > 0 ? of(ourName) : of('*');
  return {
    rules: ours.flatMap(({ rules }) => rules).slice(0, mostRules),
    delay: ours.reduce<number | null>((delay, group) => group.delay ?? delay, null),
  };
}

function addRule(group: Group | undefined, name: string, said: string): void {
  if (!group) return;
  if (name === 'crawl-delay' && /^\d{1,6}(\.\d+)?$/.test(said)) group.delay = Math.ceil(Number(said));
  else if ((name === 'allow' || name === 'disallow') && said.startsWith('/') && said.length <= longestPath)
    group.rules.push({ path: said, allow: name === 'allow' });
}

/** Whether an address may be asked for: the longest rule that fits counts, and between two the one that allows. */
export function mayAsk({ rules }: Robots, address: URL): boolean {
  const path = address.pathname + address.search;
  const fitting = rules.filter(rule => fits(path, rule.path));
  const longest = Math.max(0, ...fitting.map(rule => rule.path.length));
  const deciding = fitting.filter(rule => rule.path.length === longest);
  return deciding.length === 0 || deciding.some(({ allow }) => allow);
}

/** `*` stands for anything and `$` for the end. Piece by piece, so that no pattern can be slow. */
function fits(path: string, rule: string): boolean {
  const atEnd = rule.endsWith('$');
  const [first = '', ...pieces] = (atEnd ? rule.slice(0, -1) : rule).split('*');
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  if (!atEnd) return true;
  const last = pieces.at(-1);
  return last === undefined ? at === path.length : path.endsWith(last);
}
