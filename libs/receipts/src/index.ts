export { choosePerturbations } from './choose-perturbations.js';
export { expectForMs } from './expect-for.js';
export { perturbProject, type PerturbedProject } from './perturb-project.js';
export {
  createReceipts,
  type Receipts,
  type ReceiptsDeps,
  type ReceiptsRequest,
  type RecordedTrial,
} from './receipts.js';
export { selectToTry } from './select-to-try.js';
