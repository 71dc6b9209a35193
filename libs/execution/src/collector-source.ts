import { cssPathBody, pageScript } from '@testforge/browser';

/** Source text of the in-page collector, for the fixture inside the sandbox. */
export const pageCollector = pageScript;

/** Source text of a function from an iframe's element to its CSS path. */
export const frameScript = `(element) => {\n${cssPathBody}\n}`;
