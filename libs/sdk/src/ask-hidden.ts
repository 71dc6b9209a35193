import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { FlagSource } from './run-flags.js';

/** Asks on the terminal for what must not be seen. Null where standard input or error is no terminal. */
export function terminalAsk({ input, output }: { input: NodeJS.ReadStream; output: NodeJS.WriteStream }) {
  if (!input.isTTY || !output.isTTY) return null;
  const ask: NonNullable<FlagSource['askHidden']> = async (question) => {
    output.write(question);
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input, output: silent, terminal: true });
    try {
      return await lines.question('');
    } finally {
      lines.close();
      output.write('\n');
    }
  };
  return ask;
}
