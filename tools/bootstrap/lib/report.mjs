import { performance } from 'node:perf_hooks';
const tickMs = 15_000;
const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);

/** Something a person must see to: says what is missing and what to do about it. */
export class Trouble extends Error {
  constructor(message, remedy = '', exitCode = 3) {
    super(message);
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}

export const say = (line) => console.log(line);
export const seconds = (startedAt) => `(${((performance.now() - startedAt) / 1000).toFixed(1)} s)`;
export const passed = (title, startedAt) => say(`${paint(32, '✓')} ${title}  ${paint(2, seconds(startedAt))}`);
export const failed = (title, startedAt) => say(`${paint(31, '✗')} ${title}  ${paint(2, seconds(startedAt))}`);

/** Says every 15 s that long work still goes on. */
export async function ticking(title, work) {
  const startedAt = performance.now();
  const timer = setInterval(() => say(`  … ${title} ${seconds(startedAt)}`), tickMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Runs a command's main function; trouble becomes two plain lines and its exit code. */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(`${paint(31, '✗')} ${error.message}`);
    if (error.remedy) console.error(`  ${error.remedy}`);
    if (!(error instanceof Trouble)) console.error(error.stack);
    process.exitCode = error.exitCode ?? 3;
  }
}

/** Rows as aligned columns. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
