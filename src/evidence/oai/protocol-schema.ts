/** An element of XML with what stands in it. */
export type Element = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly inside: readonly Element[];
};

type Content = {
  /** The names of the elements in it, in order, with a space after each. */
  readonly inside?: RegExp;
  readonly text?: RegExp;
  readonly attributes?: Readonly<Record<string, RegExp>>;
  /** The attributes that it cannot be without. */
  readonly needs?: readonly string[];
};

const address = /^[a-z][a-z0-9+.-]*:\S+$/i;
const words = /^[\s\S]*$/;
const said = /\S/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const dayOrMoment = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/;
const prefix = /^[\w.!~*'()-]+$/;
const setSpec = /^[\w.!~*'()-]+(:[\w.!~*'()-]+)*$/;
const verb = /^(Identify|ListMetadataFormats|ListSets|GetRecord|ListIdentifiers|ListRecords)$/;
const codes =
  /^(cannotDisseminateFormat|idDoesNotExist|badArgument|badVerb|noMetadataFormats|noRecordsMatch|badResumptionToken|noSetHierarchy)$/;
const asked = { from: dayOrMoment, until: dayOrMoment, set: setSpec, resumptionToken: words };

/** What each element of an answer holds, as the schemas of OAI-PMH 2.0 and of its Dublin Core have it. */
const contents: Readonly<Record<string, Content>> = {
  'OAI-PMH': {
    inside:
      /^responseDate request ((error )+|Identify |ListMetadataFormats |ListSets |GetRecord |ListIdentifiers |ListRecords )$/,
  },
  responseDate: { text: moment },
  request: {
    text: address,
    // What was asked for is said again even where it makes no identifier.
    attributes: { verb, identifier: words, metadataPrefix: prefix, ...asked },
  },
  error: { text: words, attributes: { code: codes }, needs: ['code'] },
  Identify: {
    inside:
      /^repositoryName baseURL protocolVersion (adminEmail )+earliestDatestamp deletedRecord granularity (compression )*(description )*$/,
  },
  repositoryName: { text: said },
  baseURL: { text: address },
  protocolVersion: { text: /^2\.0$/ },
  adminEmail: { text: /^\S+@(\S+\.)*\S+$/ },
  earliestDatestamp: { text: dayOrMoment },
  deletedRecord: { text: /^(no|persistent|transient)$/ },
  granularity: { text: /^YYYY-MM-DD(Thh:mm:ssZ)?$/ },
  ListMetadataFormats: { inside: /^(metadataFormat )+$/ },
  metadataFormat: { inside: /^metadataPrefix schema metadataNamespace $/ },
  metadataPrefix: { text: prefix },
  schema: { text: address },
  metadataNamespace: { text: address },
  ListSets: { inside: /^(set )+(resumptionToken )?$/ },
  set: { inside: /^setSpec setName (setDescription )*$/ },
  setSpec: { text: setSpec },
  setName: { text: said },
  GetRecord: { inside: /^record $/ },
  ListRecords: { inside: /^(record )+(resumptionToken )?$/ },
  ListIdentifiers: { inside: /^(header )+(resumptionToken )?$/ },
  record: { inside: /^header (metadata )?(about )*$/ },
  header: { inside: /^identifier datestamp (setSpec )*$/, attributes: { status: /^deleted$/ } },
  identifier: { text: address },
  datestamp: { text: dayOrMoment },
  resumptionToken: {
    text: words,
    attributes: { expirationDate: moment, completeListSize: /^[1-9]\d*$/, cursor: /^\d+$/ },
  },
  metadata: { inside: /^(oai_dc:dc|record|marc:record) $/ },
  'oai_dc:dc': {
    inside:
      /^(dc:(title|creator|subject|description|publisher|contributor|date|type|format|identifier|source|language|relation|coverage|rights) )*$/,
  },
};

/**
 * What in an answer is not as the protocol's schema wants it, each as a sentence; nothing where it is valid. What stands
 * in `metadata` is looked at where it is Dublin Core.
 */
export function faultsOf(element: Element): string[] {
  const content = contents[element.name];
  if (!content) return element.name.startsWith('dc:') ? [] : [`There is no element ${element.name}.`];
  const inside = element.inside.map(({ name }) => `${name} `).join('');
  return [
    ...((content.inside ?? /^$/).test(inside) ? [] : [`${element.name} holds ${inside}`]),
    ...((content.text ?? /^\s*$/).test(element.text) ? [] : [`${element.name} says ${element.text}`]),
    ...attributeFaults(element, content),
    ...element.inside.flatMap(one => (isOurs(one, element) ? faultsOf(one) : [])),
  ];
}

// A record of MARC has a schema of its own.
const isOurs = (element: Element, { name }: Element) => name !== 'metadata' || element.name === 'oai_dc:dc';

function attributeFaults({ name, attributes }: Element, { attributes: may = {}, needs = [] }: Content) {
  const given = Object.entries(attributes).filter(([key]) => !/^(xmlns|xsi)\b/.test(key));
  return [
    ...needs.filter(key => !Object.hasOwn(attributes, key)).map(key => `${name} has no ${key}`),
    ...given
      .filter(([key, text]) => !may[key]?.test(text))
      .map(([key, text]) => `${name} has ${key}=${text}`),
  ];
}
