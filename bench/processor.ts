import { readdirSync, readFileSync } from 'node:fs';

const msPerTick = 10;

/** Fields of /proc/PID/stat behind the name, which may hold spaces; counted from the state. */
const at = { parent: 1, user: 11, system: 12, childrenUser: 13, childrenSystem: 14 } as const;

function fieldsOf(pid: number | string): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}

const sum = (fields: readonly number[], which: readonly number[]) =>
  which.reduce((all, field) => all + (fields[field] ?? 0), 0);

/**
 * The milliseconds of processor that a program has used, with its children, those that have ended too: what a page
 * costs is told by them however busy the machine is. Undefined where there is no /proc.
 */
export function processorMs(pid: number): number | undefined {
  const own = fieldsOf(pid);
  if (own.length === 0) return undefined;
  const children = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(fieldsOf)
    .filter(fields => fields[at.parent] === pid)
    .reduce((all, fields) => all + sum(fields, [at.user, at.system]), 0);
  const ended = sum(own, [at.user, at.system, at.childrenUser, at.childrenSystem]);
  return (children + ended) * msPerTick;
}
