export { createIdentity } from './identity.js';
export { covers, permissions } from './permissions.js';
export type { Identity, Principal } from './identity.js';
export type { Permission } from './permissions.js';
