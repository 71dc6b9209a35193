#!/usr/bin/env node
// npm run doctor: what is here, what is missing, what runs. Changes nothing, and works before anything is installed.
import { diagnose } from './lib/diagnose.mjs';
import { runMain, say, table } from './lib/report.mjs';

await runMain(async () => {
  const rows = await diagnose();
  say(
    table([
      ['', 'part', 'version', 'where', 'health', 'disk'],
      ...rows.map(({ ok, cells }) => [ok ? '✓' : '✗', ...cells]),
    ]),
  );
  const troubled = rows.filter(({ ok }) => !ok);
  say(troubled.length === 0 ? '\nAll is well.' : `\n${troubled.length} to see to; npm start installs what is missing.`);
  return troubled.length === 0 ? 0 : 3;
});
