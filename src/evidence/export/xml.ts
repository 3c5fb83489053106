import { escapeUTF8 } from 'entities';

/** Text for XML 1.0: its signs as entities, and without the characters that no document of it may hold. */
export const inXml = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
  escapeUTF8(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));

type Attributes = Readonly<Record<string, string>>;

/** An element with text in it. */
export const element = (name: string, text: string, attributes: Attributes = {}): string =>
  around(name, inXml(text), attributes);

/** An element with elements in it; nothing where there are none. */
export const around = (name: string, inside: string, attributes: Attributes = {}): string =>
  inside === '' ? '' : `<${name}${attributesOf(attributes)}>${inside}</${name}>`;

/** An element with nothing in it but its attributes. */
export const alone = (name: string, attributes: Attributes): string =>
  `<${name}${attributesOf(attributes)}/>`;

const attributesOf = (attributes: Attributes) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${inXml(value)}"`)
    .join('');
