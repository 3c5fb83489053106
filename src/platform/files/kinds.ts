import type { TextKey } from '../language/index.ts';

/** The kinds of files that are taken in, each by the media type by which it is served again. */
export const fileKinds = {
  'application/pdf': { ending: 'pdf', text: 'files.kind.pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    ending: 'docx',
    text: 'files.kind.word',
  },
  'application/msword': { ending: 'doc', text: 'files.kind.word' },
  'image/png': { ending: 'png', text: 'files.kind.picture' },
  'image/jpeg': { ending: 'jpg', text: 'files.kind.picture' },
  'text/plain': { ending: 'txt', text: 'files.kind.text' },
} as const satisfies Record<string, { ending: string; text: TextKey }>;

export type FileKind = keyof typeof fileKinds;

export const allFileKinds = Object.keys(fileKinds) as FileKind[];
export const pictureKinds: readonly FileKind[] = ['image/png', 'image/jpeg'];

/** What a file picker offers: endings, since browsers know those best. Nothing is decided by them. */
export function acceptOf(kinds: readonly FileKind[]): string {
  return kinds.flatMap(kind => [`.${fileKinds[kind].ending}`, kind]).join(',');
}
