import { AppError, isTracePart } from '@testforge/core';
import { strFromU8, unzipSync } from 'fflate';

/** Entries a trace may hold, what is left aside included. */
const maxEntries = 10_000;
/** What the parts that are read may hold unpacked, all together. */
const maxUnpackedBytes = 256 * 1024 ** 2;

/** The parts of a trace that tell of its page, as text, by their name. */
export type TraceParts = ReadonlyMap<string, string>;

const refused = (why: string, cause?: unknown): AppError =>
  new AppError('invalid', 'heal.bad_trace', `The trace cannot be read: ${why}.`, { cause });

/**
 * Unpacks a trace that a stranger sent. Only its events, its network log and its style sheets are unpacked, into memory and
 * never to a path. Throws `heal.bad_trace` (invalid).
 */
export function openArchive(zip: Uint8Array): TraceParts {
  let [entries, unpackedBytes] = [0, 0];
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    if ((entries += 1) > maxEntries) throw refused(`it holds more than ${maxEntries} entries`);
    if (!isTracePart(name)) return false;
    unpackedBytes += originalSize;
    if (unpackedBytes > maxUnpackedBytes) throw refused(`it holds more than ${maxUnpackedBytes} bytes unpacked`);
    return true;
  };
  try {
    const parts = Object.entries(unzipSync(zip, { filter })).map(([name, bytes]) => [name, strFromU8(bytes)] as const);
    return new Map(parts);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refused('it is no zip archive, or a damaged one', error);
  }
}
