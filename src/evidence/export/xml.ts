const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
// Most text has nothing to write otherwise: one look is cheaper than two replacements.
const isPlain = /^[\t\n\r -%'-;=?-\ufffd]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text for XML 1.0: its signs as entities, and without the characters that no document of it may hold. */
const inXml = (text: string): string =>
  isPlain.test(text) ? text : text.replace(forbidden, '').replace(/[&<>]/g, sign => signs[sign] ?? sign);

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

function attributesOf(attributes: Attributes): string {
  let written = '';
  for (const name in attributes)
    written += ` ${name}="${inXml(attributes[name] ?? '').replaceAll('"', '&quot;')}"`;
  return written;
}
