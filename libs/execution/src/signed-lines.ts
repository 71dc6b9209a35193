import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseJson } from './parse-json.js';
import { RunnerEvent } from './runner-event.js';

/** Reads the reporter's lines out of an output to which a stranger's tests may write too. */
export interface SignedLines {
  /** The event of a genuine line; null for everything else. */
  read(line: string): RunnerEvent | null;
  /** Whether a genuine line is missing in between or makes no sense: something swallowed or broke it. */
  hasGap(): boolean;
}

const form = /@testforge (\d{1,9}) ([0-9a-f]{64}) (\{.*\})$/;

/** A line counts when its signature is made with the run's key, which no test can know, and its number was not seen before. */
export function createSignedLines(key: string): SignedLines {
  let next = 0;
  let gap = false;
  return {
    read(line) {
      const [, number = '', signature = '', json = ''] = form.exec(line) ?? [];
      if (json === '' || Number(number) < next) return null;
      const genuine = createHmac('sha256', key).update(`${number}.${json}`).digest();
      if (!timingSafeEqual(genuine, Buffer.from(signature, 'hex'))) return null;
      const event = RunnerEvent.safeParse(parseJson(json));
      gap ||= Number(number) !== next || !event.success;
      next = Number(number) + 1;
      return event.success ? event.data : null;
    },
    hasGap: () => gap,
  };
}
