import { performance } from 'node:perf_hooks';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, stateDir } from './paths.mjs';
import { failed, passed, say, ticking } from './report.mjs';
import { capture } from './run.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const offline = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', NO_COLOR: '1', FORCE_COLOR: '0' };
const answersDir = join(stateDir, 'test');

/** A program whose exit code is the answer: one test. */
const program = (name, command, args) => ({
  name,
  check: async () => {
    const { code, output } = await capture(bin(command), args, { env: offline });
    return { passed: Number(code === 0), failed: Number(code !== 0), output };
  },
});

const types = program('types', 'tsc', ['-p', 'tsconfig.json', '--noEmit']);
const format = program('format', 'prettier', ['--check', '--log-level=warn', '.']);

/** Without a kept project graph ESLint leaves the boundary rule out and still ends well, so the graph is made first. */
let graph;
const makeGraph = () => (graph ??= capture(bin('nx'), ['show', 'projects'], { env: offline }));

/** All projects in one process: in one each, as `nx lint` has it, loading the rules costs more than they do. */
const lint = {
  name: 'lint',
  check: async () => {
    const { code, output } = await makeGraph();
    return code === 0 ? program('lint', 'eslint', ['.']).check() : { passed: 0, failed: 1, output };
  },
};

/** Proves that the boundary rule bites: a room that imports another one must be refused. */
const canary = {
  name: 'boundary canary',
  check: async () => {
    await makeGraph();
    const args = ['--stdin', '--stdin-filename', 'libs/design/src/boundary-canary.ts', '--format', 'json'];
    const { stdout, stderr } = spawnSync(bin('eslint'), args, {
      cwd: root,
      input: "import '@testforge/healing';\n",
      encoding: 'utf8',
      env: { ...process.env, ...offline },
    });
    const bites = stdout.includes('@nx/enforce-module-boundaries');
    const output = `The boundary rule let a room import another one.\n${stdout}${stderr}`;
    return { passed: Number(bites), failed: Number(!bites), output };
  },
};

/** One project of vitest.config.ts; every test in it counts. */
const suite = (name) => ({
  name,
  check: async () => {
    const answer = join(answersDir, `${name}.json`);
    mkdirSync(answersDir, { recursive: true });
    rmSync(answer, { force: true });
    const args = [
      'run',
      '--project',
      name,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${answer}`,
    ];
    const { code, output } = await capture(bin('vitest'), args, { env: { NO_COLOR: '1' } });
    return { ...count(answer, code), output };
  },
});

/** A suite that broke outside of its tests (an import, a set-up) has no failed test, yet it failed. */
function count(answer, code) {
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
  } = existsSync(answer) ? JSON.parse(readFileSync(answer, 'utf8')) : {};
  const broke = Number(code !== 0 && numFailedTests === 0);
  return { passed: numPassedTests, failed: numFailedTests + broke, skipped: numPendingTests };
}

/** What needs the Node packages and nothing else. */
const quick = [types, lint, canary, format, suite('small')];
/** Two lanes side by side, about as long as each other; what both need they start for themselves. */
export const allChecks = [[...quick, ...['replay', 'database', 'flow', 'medium'].map(suite)], [suite('e2e')]];
export const quickChecks = [quick];

/**
 * Runs the checks whose names hold one of the words (all without a word), each lane one after another; true when some
 * ran and none failed. All but the quick ones wait until `ready`, and fail with it.
 */
export async function runChecks(lanes, words, ready = Promise.resolve()) {
  const sum = { passed: 0, failed: 0 };
  const failures = [];
  const runLane = async (lane) => {
    for (const one of lane) {
      const { name, check } = one;
      if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
      if (!quick.includes(one)) await ready;
      const startedAt = performance.now();
      const result = await ticking(name, check);
      const skipped = result.skipped ? `, ${result.skipped} skipped` : '';
      const title = `${name}: ${result.passed} passed, ${result.failed} failed${skipped}`;
      (result.failed === 0 ? passed : failed)(title, startedAt);
      if (result.failed > 0) failures.push(`\n── ${name} ──\n${result.output.trim()}`);
      sum.passed += result.passed;
      sum.failed += result.failed;
    }
  };
  await Promise.all([ready, ...lanes.map(runLane)]);
  for (const failure of failures) say(failure);
  say(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 && sum.passed > 0;
}
