export { ensureDatabase } from './create-database.ts';
export { isMigrated, MigrationFault, type MigrationReport, migrate, prepareRoles } from './migrate.ts';
export { asOwner, holdingOwner } from './owner.ts';
export { closePools, openPools, type Pools } from './pools.ts';
export { openReplica } from './replica.ts';
export { type Door, ownerRole } from './roles.ts';
export {
  type Actor,
  type AuditDetail,
  asActor,
  asWorker,
  type Entry,
  NotThisDoor,
  type Tx,
  writesSoFar,
} from './transaction.ts';
export type { DB, Json } from './types.ts';
