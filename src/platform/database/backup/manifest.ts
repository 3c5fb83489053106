import { z } from 'zod';

/** How the backup was taken: a copy of our own cluster, or pg_dump's file of somebody else's database. */
export type BackupKind = 'cluster' | 'dump';

/** The last entry of every backup: without it the file is cut short, and it says what must be in it. */
export const manifestName = 'manifest.json';

const manifestShape = z.object({
  format: z.literal('ownwords-backup-1'),
  kind: z.enum(['cluster', 'dump']),
  postgresMajor: z.number(),
  takenAt: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
});

/** What a backup says of itself. */
export type Manifest = z.infer<typeof manifestShape>;

/** One file in a backup, with what was really written or read of it. */
export type FileSum = Manifest['files'][number];

/** Reads a manifest; `undefined` when it is none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return manifestShape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The first difference between what a backup says and what is in it, in words; `undefined` when it is whole. */
export function firstDifference(
  manifest: Manifest | undefined,
  found: readonly FileSum[],
): string | undefined {
  if (!manifest) return 'its list of contents is missing, so it is cut short or no backup of Ownwords';
  const left = new Map(found.map(file => [file.path, file]));
  for (const { path, size, sha256 } of manifest.files) {
    const file = left.get(path);
    if (!file) return `${path} is missing`;
    if (file.size !== size || file.sha256 !== sha256) return `${path} was altered`;
    left.delete(path);
  }
  const [extra] = left.keys();
  return extra === undefined ? undefined : `${extra} does not belong to it`;
}
