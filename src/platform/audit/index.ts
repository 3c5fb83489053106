export { type AuditEnd, auditLines, checkpointLine } from './audit-lines.ts';
export { type Checkpoint, checkpointFile, readCheckpoint } from './checkpoint.ts';
export { AuditKeyFault, type AuditKeys, auditKeys, claimKey, publicKeyFile } from './keys.ts';
export { type RunningSealer, runSealer, type SealerSettings } from './run-sealer.ts';
export { sealNext } from './seal-rows.ts';
export { type Verdict, verifyExport, verifyLines } from './verify-export.ts';
