import { cssPathBody, snapshotExpression } from '@testforge/browser';

const maxElements = 3_000;

/** Source text of the expression that reads a frame, for the fixture inside the sandbox; its value is JSON text or, on odd pages, the snapshot. */
export const snapshotSource = snapshotExpression({ maxElements });

/** Source text of a function from an iframe's element to its CSS path. */
export const frameScript = `(element) => {\n${cssPathBody}\n}`;
