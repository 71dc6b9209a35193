export { anonymise } from './anonymise.js';
export { createEmbedder } from './embedder.js';
export type { Embedder } from './embedder.js';
export { plainWords, readLabel } from './interface-words.js';
export { createKnowledge } from './knowledge.js';
export type { Contribution, Knowledge, KnowledgeDeps, KnownPattern } from './knowledge.js';
export { createKnowledgeStore } from './knowledge.store.js';
export type { KnowledgeStore, PatternCounts } from './knowledge.store.js';
export { Pattern } from './pattern.js';
