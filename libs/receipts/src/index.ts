export { KillReceipt, killsNothing, Perturbation, perturbations, Trial } from './kill-receipt.js';
export { perturbProject, type PerturbedProject } from './perturb-project.js';
export { createReceipts, type Receipts, type ReceiptsDeps, type ReceiptsRequest } from './receipts.js';
