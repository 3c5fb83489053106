import { decodeHTML } from 'entities';
import { SaxesParser } from 'saxes';
import type { Problem } from '../problem.ts';

/** An element without the prefix of its name, what stands in it in its order, and the line where it begins. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inside: (XmlElement | string)[];
  readonly line: number;
};

/** No format of these goes deeper than ten; a file that does is no file of records. */
const deepest = 60;

/**
 * A small piece of XML as a tree; faults go to `problems` and what can be read stays. Entities that the file declares
 * are unknown here, so none is ever opened and no other file is looked at.
 */
export function treeOf(xml: string, firstLine: number, problems: Problem[]): XmlElement | undefined {
  const open: XmlElement[] = [];
  let root: XmlElement | undefined = undefined as XmlElement | undefined;
  let tooDeep = 0;
  const parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false });
  const tellOnce = (text: Problem['text']) => {
    if (!problems.some(problem => problem.text === text))
      problems.push({ line: firstLine + parser.line - 1, text });
  };
  parser.on('error', fault => {
    if (/undefined entity/.test(fault.message)) tellOnce('formats.problem.xml.entity');
    else tellOnce('formats.problem.xml.fault');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= deepest) {
      tooDeep += 1;
      return tellOnce('formats.problem.xml.deep');
    }
    const element: XmlElement = {
      name: bare(name),
      attributes,
      inside: [],
      line: firstLine + parser.line - 1,
    };
    open.at(-1)?.inside.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    if (tooDeep > 0) tooDeep -= 1;
    else open.pop();
  });
  const takeText = (text: string) => open.at(-1)?.inside.push(text);
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  try {
    parser.write(xml).close();
  } catch {
    tellOnce('formats.problem.xml.fault');
  }
  return root;
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1);

/** The elements of a name right inside another. */
export function inside(element: XmlElement | undefined, name: string): XmlElement[] {
  return (element?.inside ?? []).filter(
    (one): one is XmlElement => typeof one !== 'string' && one.name === name,
  );
}

/** The first element at the end of a path of names. */
export function at(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((found, name) => inside(found, name)[0], element);
}

/** All the text in an element, whatever markup stands in it. */
export function textIn(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  return element.inside.map(one => (typeof one === 'string' ? one : textIn(one))).join('');
}

/** Text of one line, with the entities that HTML knows. */
export const lineIn = (element: XmlElement | undefined): string =>
  decodeHTML(textIn(element)).replace(/\s+/gu, ' ').trim();
