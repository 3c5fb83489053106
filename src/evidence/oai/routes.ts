import { z } from 'zod';
import { type Answer, type Ask, type Route, route } from '../../platform/web/index.ts';
import { element } from '../export/xml.ts';
import { evidencePaths } from '../paths.ts';
import { publicReading } from '../public-reading.ts';
import { answerTo, type Repository } from './answer.ts';
import { OaiError, readAsked } from './ask.ts';

type Sent = Readonly<Record<string, unknown>>;
/** What was asked as `readAsked` takes it: each argument once. */
type Arguments = Readonly<Record<string, string>>;

// A record is stamped when its transaction begins and seen when it ends, and a replica may lag. Harvesters go on from the
// moment of our answer: it is told so much earlier that they ask again for what was still on its way.
const settling = 1;

/** A question of OAI-PMH 2.0, answered or refused as the protocol says: always with 200, in its own frame. */
async function answer({ tx, baseUrl, contact, now }: Ask<unknown, unknown>, sent: Sent): Promise<Answer> {
  const repository: Repository = { baseUrl, adminEmail: contact };
  let asked: Sent = sent;
  let inside: string;
  try {
    inside = await answerTo(tx, readAsked(sent), repository);
  } catch (error) {
    if (!(error instanceof OaiError)) throw error;
    // What was asked is said back with every other error, and not where it made no sense (section 3.2): not even the names
    // of its arguments may then be XML’s to hold.
    if (error.code === 'badVerb' || error.code === 'badArgument') asked = {};
    inside = element('error', error.message, { code: error.code });
  }
  const at = now.subtract({ minutes: settling }).toString({ smallestUnit: 'second' });
  return {
    send: `${frame}<responseDate>${at}</responseDate>${element('request', new URL(evidencePaths.oai(), baseUrl).href, asked as Arguments)}${inside}</OAI-PMH>\n`,
    type: 'text/xml; charset=utf-8',
  };
}

const frame = `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">`;

const { method, mayLag, ...reading } = publicReading;
// The protocol knows one way to ask for patience (section 3.1.2.2), and harvesters know no other.
const open = {
  ...{ ...reading, path: evidencePaths.oai() },
  forMachines: { perMinute: 120, tooMany: 503 },
} as const;

/** The library for harvesters. The protocol asks for both methods. */
export const oaiRoutes: readonly Route[] = [
  route({
    ...{ ...open, method, mayLag },
    query: z.record(z.string(), z.unknown()),
    handle: (ask: Ask<unknown, Sent>) => answer(ask, ask.query),
  }),
  route({
    ...open,
    method: 'POST',
    onlyReads: true,
    once: false,
    handle: ask => answer(ask, ask.body),
  }),
];
