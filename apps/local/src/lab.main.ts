import { parseArgs } from 'node:util';
import { exitCodes, isAppError } from '@testforge/core';
import { healingLab } from './lab.js';
import { findChromium } from './settings.js';

const { values } = parseArgs({ options: { cases: { type: 'string' }, out: { type: 'string' } } });

const say = (stream: NodeJS.WriteStream) => (line: string) => void stream.write(`${line}\n`);

process.exitCode = await healingLab(
  {
    cases: values.cases ?? '',
    ...(values.out ? { out: values.out } : {}),
    chromium: process.env['TESTFORGE_CHROMIUM'] || findChromium(),
  },
  { out: say(process.stdout), error: say(process.stderr) },
).catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (isAppError(error) ? error.message : error.stack) : String(error)}\n`,
  );
  return isAppError(error) && error.kind === 'invalid' ? exitCodes.wrongUse : exitCodes.trouble;
});
