import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { openPlatform, type TestPlatform } from '../../apps/e2e/src/platform.js';

/** A whole platform in a folder of its own, as the specs of the whole product start it; removed when it is closed. */
export const openLocal = (): Promise<TestPlatform> =>
  openPlatform({
    PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: homedir(),
  });
