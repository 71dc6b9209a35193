export type { ObjectInfo, ObjectStore } from './object-store.js';
export { createFileObjects } from './file-objects.js';
export type { S3Options } from './s3-objects.js';
export { createS3Objects } from './s3-objects.js';
export { objectsPath, verifySignature } from './signature.js';
export { openObjects, type ObjectSettings } from './open-objects.js';
