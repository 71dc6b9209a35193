import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isAppError } from '@testforge/core';
import { createAnswers } from './decide-heals.js';
import { runHealsCommand } from './heals-command.js';
import { createStore } from './store.js';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: { dir: { type: 'string', default: '.testforge' } },
  });
  const store = createStore(resolve(String(values.dir)));
  const answers = createAnswers(store, () => new Date());
  const { lines, exitCode } = await runHealsCommand(positionals, { store, answers });
  for (const line of lines) console.log(line);
  return exitCode;
}

main()
  .catch((error: unknown) => {
    console.error(isAppError(error) ? error.message : error);
    return 1;
  })
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
