import type { Readable } from 'node:stream';
import { z } from 'zod';

const Report = z.object({ 'child-pid': z.number().optional(), 'exit-code': z.number().optional() });

/** What bubblewrap reports, a JSON document a line: the first process, and an exit code only if the program ran. */
export function readStatus(stream: Readable): { firstPid(): number | undefined; programRan(): boolean } {
  let firstPid: number | undefined;
  let programRan = false;
  let unfinished = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (unfinished + text).split('\n');
    // Killed while writing, bubblewrap leaves half a document, which is never read.
    unfinished = lines.pop() ?? '';
    for (const line of lines) {
      const report = Report.parse(JSON.parse(line));
      firstPid ??= report['child-pid'];
      programRan ||= report['exit-code'] !== undefined;
    }
  });
  return { firstPid: () => firstPid, programRan: () => programRan };
}
