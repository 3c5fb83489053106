import type { TextKey, TextValues } from '../language/index.ts';
import { cleanName } from './clean-name.ts';
import { cleanPicture } from './clean-picture.ts';
import { kindOf } from './kind-of.ts';
import { type FileKind, fileKinds } from './kinds.ts';
import type { Scanner } from './scanner.ts';
import { type ComingFile, takeFile } from './take-file.ts';

/** How this installation takes files in. */
export type FileRules = {
  /** In bytes. */
  readonly largest: number;
  /** Absent: nobody looks for viruses, and every file says so. */
  readonly scanner: Scanner | undefined;
};

/** As much as most reports with pictures have, and one that is scanned page by page. */
export const defaultFileRules: FileRules = { largest: 10 * 1024 * 1024, scanner: undefined };

export type Scan = 'clean' | 'not scanned';

/** A file that may be kept, with what is known of it. */
export type ReceivedFile = { name: string; kind: FileKind; scan: Scan; bytes: Buffer };
export type Received = { ok: true; file: ReceivedFile } | { ok: false; says: TextKey; values?: TextValues };

type Receiving = { file: ComingFile | undefined; rules: FileRules; kinds: readonly FileKind[] };

const refused = (says: TextKey, values: TextValues = {}): Received => ({ ok: false, says, values });

const sentences = {
  unknown: 'files.problem.kind',
  'two files': 'files.problem.twoFiles',
  program: 'files.problem.program',
} as const satisfies Record<string, TextKey>;

/**
 * Takes a file in: whole or not at all, known by its content, pictures made anew, looked through for viruses where a
 * scanner is set. A scanner that does not answer keeps nobody from handing in what is due: the file is “not scanned”,
 * and is not let out before it is (`whyNotServed`).
 * @returns the file, or the sentence that says what is wrong with it
 */
export async function receiveFile({ file, rules, kinds }: Receiving): Promise<Received> {
  if (!file) return refused('files.problem.choose');
  const came = await takeFile(file, rules.largest);
  if (came === 'cut') return refused('files.problem.cut');
  if (came === 'too big') return refused('files.problem.tooBig', { mebibytes: mebibytes(rules.largest) });
  if (came.length === 0) return refused('files.problem.empty');
  const looked = await kindOf(came);
  if ('refused' in looked) return refused(sentences[looked.refused]);
  if (!kinds.includes(looked.kind)) return refused('files.problem.kind');
  const bytes = await madeSafe(came, looked.kind);
  if (!bytes) return refused('files.problem.broken');
  const verdict = await rules.scanner?.(came);
  if (verdict === 'infected') return refused('files.problem.infected');
  const name = cleanName(file.name) || `file.${fileKinds[looked.kind].ending}`;
  return {
    ok: true,
    file: { name, bytes, kind: looked.kind, scan: verdict === 'clean' ? 'clean' : 'not scanned' },
  };
}

const mebibytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);

async function madeSafe(bytes: Buffer, kind: FileKind): Promise<Buffer | undefined> {
  return kind === 'image/png' || kind === 'image/jpeg' ? cleanPicture(bytes, kind) : bytes;
}

/**
 * Whether a kept file may go out now. One that nobody could look through when it came is looked through first wherever
 * there is a scanner.
 * @returns the sentence that says why not
 */
export async function whyNotServed(
  { scan, bytes }: { scan: Scan; bytes: Uint8Array },
  { scanner }: FileRules,
): Promise<TextKey | undefined> {
  if (scan === 'clean' || !scanner) return undefined;
  const verdict = await scanner(bytes);
  if (verdict === 'clean') return undefined;
  return verdict === 'infected' ? 'files.problem.infectedKept' : 'files.problem.noScanner';
}
