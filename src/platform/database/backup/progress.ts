/** How far a backup or restore has come, in bytes. */
export type Progress = { step: 'copy' | 'check' | 'unpack'; done: number; total: number };

/** Gets told how far it has come, often. */
export type OnProgress = (progress: Progress) => void;
