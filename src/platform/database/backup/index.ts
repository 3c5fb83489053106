export { type Backup, type BackupOptions, backup } from './backup.ts';
export type { OnProgress, Progress } from './progress.ts';
export { type Restored, type RestoreOptions, restore } from './restore.ts';
