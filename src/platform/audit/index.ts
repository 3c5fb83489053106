export { auditSize, checkAudit, exportAudit } from './check.ts';
export { type Checkpoint, CheckpointFault, checkpointFile, readCheckpoint } from './checkpoint.ts';
export { AuditKeyFault, auditKeys, claimKey, knownPublicKey, publicKeyFile } from './keys.ts';
export { runSealer } from './run-sealer.ts';
export { sealNext } from './seal-rows.ts';
export { type Verdict, verifyExport } from './verify-export.ts';
