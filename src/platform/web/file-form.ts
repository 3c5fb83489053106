import { finished } from 'node:stream/promises';
import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ComingFile } from '../files/index.ts';
import type { Body } from './body.ts';
import { Refusal } from './refusal.ts';

/** A form with a file: what stands before the file, and the file, which nobody has read yet. */
export type Parts = {
  body: Body;
  file: ComingFile | undefined;
  /** Lets the rest of the request run by, or the browser would never come to hear the answer. */
  leave(): Promise<void>;
};

// The handler says how much of the file it takes; what is too long is read past, so that a sentence can say so.
const limits = {
  fields: 20,
  fieldNameSize: 100,
  fieldSize: 20_000,
  files: 1,
  fileSize: Number.POSITIVE_INFINITY,
};

/** Registers routes whose forms may carry a file, in a scope of their own: no other route understands one. */
export function acceptFiles(app: FastifyInstance, registerIn: (scope: FastifyInstance) => void): void {
  app.register(async scope => {
    await scope.register(multipart, { limits });
    registerIn(scope);
  });
}

/** What came is no form, whoever made it. */
function notUnderstood(): never {
  throw new Refusal(400, 'platform.refusal.noKey');
}

/**
 * Reads a form up to its file; undefined when it came as text alone.
 * @throws Refusal 400 for what is no form
 */
export async function readParts(request: FastifyRequest): Promise<Parts | undefined> {
  if (!request.isMultipart()) return undefined;
  const parts = request.parts({ limits });
  const body: Record<string, string> = Object.create(null);
  const next = () => parts.next().catch(notUnderstood);
  let part: IteratorResult<Multipart, unknown> = await next();
  for (; !part.done && part.value.type === 'field'; part = await next())
    body[part.value.fieldname] = String(part.value.value);
  const came = part.done ? undefined : (part.value as MultipartFile);
  // A form whose picker was left empty carries a file without a name and without a byte.
  const file = came?.filename ? { name: came.filename, content: came.file } : undefined;
  return {
    body,
    file,
    leave: async () => {
      if (!came || came.file.readableEnded || came.file.destroyed) return;
      came.file.resume();
      // A browser that hangs up is no fault of ours.
      await finished(came.file).catch(() => {});
    },
  };
}
