import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

const tailChars = 16 * 1024;

/** Follows a stream of text: keeps its tail, hands on its lines. The last line counts without a line end too. */
export function followOutput(
  stream: Readable,
  { onLine, onBytes }: { onLine?: (line: string) => void; onBytes: (count: number) => void },
): () => string {
  const decoder = new StringDecoder('utf8');
  let tail = '';
  let pending: string[] = [];
  stream.on('data', (chunk: Buffer) => {
    onBytes(chunk.length);
    const text = decoder.write(chunk);
    tail = (tail + text).slice(-tailChars);
    if (!onLine) return;
    pending.push(text);
    // Joined only at a line end: an endless line must not be copied with every chunk.
    if (!text.includes('\n')) return;
    const lines = pending.join('').split('\n');
    pending = lines.splice(-1);
    lines.forEach(onLine);
  });
  stream.on('end', () => {
    const last = pending.join('');
    if (last !== '') onLine?.(last);
  });
  return () => tail;
}
