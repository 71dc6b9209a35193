export type { RunningPostgres } from './postgres.js';
export { freePort, startServer } from './postgres.js';
export type { TestDatabase } from './test-database.js';
export { createTestDatabase } from './test-database.js';
export { createMemoryCache } from './memory-cache.js';
