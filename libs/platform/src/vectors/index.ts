export {
  createVectors,
  type CollectionSpec,
  type VectorHit,
  type VectorPayload,
  type VectorPoint,
  type Vectors,
  type VectorSearch,
  type VectorsOptions,
} from './vectors.js';
export { toQdrantFilter, type PayloadValue, type VectorFilter, type VectorScope } from './vector-filter.js';
