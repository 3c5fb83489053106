import {
  type FileKind,
  type FileRules,
  fileKinds,
  type Scan,
  whyNotServed,
} from '../../platform/files/index.ts';
import { type Answer, notAllowed, Refusal } from '../../platform/web/index.ts';

/** A kept file on its way out; `called` is what it is called where it lands, which names nobody. */
export type Going = { called: string; kind: FileKind; scan: Scan; bytes: Buffer };

/**
 * Lets a kept file out: to be saved, never to be run.
 * @throws a refusal with 403 when the scanner finds a virus in it, with 503 when it must be scanned first and cannot be
 */
export async function serveFile(
  going: Going,
  { files, about }: { files: FileRules; about: { caseId: number; detail: Record<string, number | string> } },
): Promise<Answer> {
  const says = await whyNotServed(going, files);
  if (says === 'files.problem.noScanner') throw new Refusal(503, says);
  if (says) throw notAllowed(says);
  const { kind, bytes, called } = going;
  const type = kind === 'text/plain' ? 'text/plain; charset=utf-8' : kind;
  return { send: bytes, type, fileName: `${called}.${fileKinds[kind].ending}`, untrusted: true, about };
}
