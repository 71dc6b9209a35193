import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
/** All local state of this checkout. */
export const stateDir = process.env.TESTFORGE_STATE_DIR || join(root, '.testforge');
/** What was downloaded or built, shared by all checkouts of a user. */
export const cacheDir = join(homedir(), '.cache', 'testforge');
export const cacheBin = join(cacheDir, 'bin');
