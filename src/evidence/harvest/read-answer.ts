import { cleanLine } from '../formats/clean-text.ts';
import type { Problem } from '../formats/index.ts';
import { at, inside, lineIn, textIn, treeOf, type XmlElement } from '../formats/xml/tree.ts';
import { Trouble } from './trouble.ts';

/** A record as another library gave it. */
export type Item = {
  readonly identifier: string;
  readonly datestamp: string;
  readonly isDeleted: boolean;
  /** The whole record as it stood in the answer, and what of it describes the publication. */
  readonly raw: string;
  readonly metadata: string;
};
/** An answer of OAI-PMH 2.0. */
export type OaiAnswer = {
  readonly at: string;
  readonly error: { readonly code: string; readonly message: string } | undefined;
  readonly items: readonly Item[];
  /** How the next part is asked for; undefined at the end of a list. */
  readonly token: string | undefined;
  readonly size: number | undefined;
  /** The answer without its records. */
  readonly frame: XmlElement;
};

/** Around the records of an answer there is little; a list of sets may be longer. */
const longestFrame = 1024 * 1024;
const longestToken = 4000;

// A record begins with its header: what a record of MARC, which may stand inside, does not.
const start = /<((?:[\w.-]{1,40}:)?)record(?:\s[^<>]{0,2000})?>\s*<\1header[\s>/]/g;
const end = /<\/(?:[\w.-]{1,40}:)?OAI-PMH\s{0,100}>/;

/**
 * Reads an answer. Its records are cut out of it and looked at one by one, so that a fault in one harms no other; what an
 * answer declares (entities, other files) is never obeyed.
 * @throws Trouble where it is none of the protocol
 */
export function readAnswer(text: string): OaiAnswer {
  const starts = [...text.matchAll(start)];
  const chunks = starts.map((found, place) =>
    chunkOf(text.slice(found.index, starts[place + 1]?.index ?? text.length), found[1] ?? ''),
  );
  const last = chunks.at(-1);
  const rest = last ? text.slice(0, starts[0]?.index) + last.after : text;
  if (rest.length > longestFrame) throw new Trouble('evidence-harvest.problem.notOai', {}, 0);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(rest) && !/<html/i.test(rest))
    throw new Trouble('evidence-harvest.problem.declares');
  const frame = treeOf(rest, 1, [] as Problem[]);
  if (frame?.name !== 'OAI-PMH') throw new Trouble('evidence-harvest.problem.notOai', {}, 0);
  // A server that fails half way through says so nowhere: without its end, a part looks like the last one.
  if (!end.test(rest)) throw new Trouble('evidence-harvest.problem.broken', {}, 0);
  return { ...readFrame(frame), items: chunks.map(itemOf), frame };
}

type Chunk = { readonly raw: string; readonly prefix: string; readonly after: string };

function chunkOf(text: string, prefix: string): Chunk {
  const closing = text.lastIndexOf(`</${prefix}record`);
  const end = closing < 0 ? -1 : text.indexOf('>', closing);
  if (end < 0) return { raw: text, prefix, after: '' };
  return { raw: text.slice(0, end + 1), prefix, after: text.slice(end + 1) };
}

function readFrame(frame: XmlElement): Omit<OaiAnswer, 'items' | 'frame'> {
  const said = inside(frame, 'error')[0];
  const resumption = at(at(frame, 'ListRecords') ?? at(frame, 'ListSets'), 'resumptionToken');
  // It goes back sign by sign: what looks like an entity of HTML in it is none.
  const token = textIn(resumption).trim();
  if (token.length > longestToken) throw new Trouble('evidence-harvest.problem.notOai');
  const size = Number(resumption?.attributes.completeListSize);
  return {
    at: lineIn(at(frame, 'responseDate')),
    error: said && {
      code: cleanLine(said.attributes.code ?? '').slice(0, 50),
      message: cleanLine(lineIn(said)).slice(0, 300),
    },
    token: token === '' ? undefined : token,
    size: Number.isSafeInteger(size) && size > 0 && size < 2 ** 31 ? size : undefined,
  };
}

function itemOf({ raw, prefix }: Chunk): Item {
  const headed = raw.indexOf(`</${prefix}header`);
  const opening = raw.indexOf(`<${prefix}header`);
  const until = headed < 0 ? raw.indexOf('>', opening) + 1 : raw.indexOf('>', headed) + 1;
  const header = treeOf(raw.slice(opening, until).slice(0, 20_000), 1, []);
  const from = raw.indexOf(`<${prefix}metadata`, until);
  const to = raw.lastIndexOf(`</${prefix}metadata`);
  return {
    identifier: cleanLine(lineIn(at(header, 'identifier'))),
    datestamp: cleanLine(lineIn(at(header, 'datestamp'))).slice(0, 40),
    isDeleted: header?.attributes.status === 'deleted',
    raw,
    metadata: from < 0 || to < from ? '' : raw.slice(raw.indexOf('>', from) + 1, to),
  };
}
