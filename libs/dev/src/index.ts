export { startServices, type GivenAddresses, type Services, type StartServicesOptions } from './services.js';
export type { ServiceHealth } from './health.js';
export type { ServiceName } from './ports.js';
export { waitUntil, type WaitOptions } from './wait-until.js';
export { registerProcess } from './child-process.js';
export { findPrograms } from './postgres.js';
export { postgresAccount, type PostgresAccount } from './postgres-account.js';
