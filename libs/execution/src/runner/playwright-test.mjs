// The same for projects written as ECMAScript modules.
import test from './index.js';

export const {
  chromium,
  firefox,
  webkit,
  selectors,
  devices,
  errors,
  request,
  expect,
  defineConfig,
  mergeTests,
  mergeExpects,
} = test;
export { test };
export default test;
