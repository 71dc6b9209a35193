export { createSandbox } from './sandbox.js';
export { defaultSandboxLimits, type SandboxLimits } from './limits.js';
export {
  classifyAddress,
  isPermittedAddress,
  type AddressClass,
  type AddressRule,
  type NetworkPolicy,
} from './address-rules.js';
export type * from './types.js';
