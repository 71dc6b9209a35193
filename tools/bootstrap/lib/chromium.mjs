import * as fs from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

// The programs themselves: Debian's wrapper in /usr/bin costs as much time as the browser.
const debian = ['/usr/lib/chromium/chromium-headless-shell', '/usr/lib/chromium/chromium'];
const downloads = process.env.PLAYWRIGHT_BROWSERS_PATH || join(homedir(), '.cache', 'ms-playwright');
const playwright = 'chromium*/*/{headless_shell,chrome-headless-shell,chrome}';

/** The browser there is: the one that was set, Debian's, or the one Playwright downloaded; else null. */
export function findChromium() {
  if (process.env.TESTFORGE_CHROMIUM) return process.env.TESTFORGE_CHROMIUM;
  return debian.find((path) => fs.existsSync(path)) ?? findDownloaded();
}

function findDownloaded() {
  // globSync came with Node 22; an older Node only looks, and then at Debian's.
  const [found] = fs.globSync === undefined ? [] : fs.globSync(playwright, { cwd: downloads });
  return found === undefined ? null : join(downloads, found);
}
