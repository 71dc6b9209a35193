export type { Sealed, Vault } from './vault.js';
export { createVault } from './vault.js';
