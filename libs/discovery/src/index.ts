export {
  createDiscovery,
  DiscoveryProgress,
  type Discovery,
  type DiscoveryDeps,
  type DiscoverOptions,
} from './discovery.js';
export { findFlows, type FlowKind } from './flows.js';
export { showsValue } from './wanted-locators.js';
