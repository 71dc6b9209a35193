export type { Sealed, Vault } from './vault.js';
export { createVault, openVault } from './vault.js';
