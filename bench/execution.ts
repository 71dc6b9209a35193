// How much longer our execution takes than plain Playwright on the same project. See README.md.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultChromium } from '@testforge/browser';
import { RunLimits, type TestProject } from '@testforge/core';
import { createShop } from '@testforge/demo-shop';
import { createExecution } from '@testforge/execution';
import { createSandbox, type Sandbox } from '@testforge/platform/sandbox';
import { layOutPlain } from './plain-playwright.js';
import { ctx, nowhere, silent, writeSampleProject } from './sample-project.js';

interface Round {
  durationMs: number;
  passed: number;
}

const rounds = 3;
const repositoryDir = fileURLToPath(new URL('..', import.meta.url));
const limits = RunLimits.parse({ retries: 0 });

const stagingDir = await mkdtemp('/var/tmp/tf-bench-');
await chmod(stagingDir, 0o755);
const shop = await createShop({ release: 1 });
const sandbox = createSandbox({ mode: 'bubblewrap', log: silent, stagingDir: join(stagingDir, 's') });
try {
  console.log('Writing the suite of the sample shop …');
  const project = await writeSampleProject(shop.url, sandbox, repositoryDir);
  process.exitCode = await compare(project, sandbox);
} finally {
  await shop.close();
  await rm(stagingDir, { recursive: true, force: true });
}

async function compare(project: TestProject, sandboxOfOurs: Sandbox): Promise<number> {
  const tests = project.tests.length;
  const { workers } = limits;
  console.log(
    `${tests} tests, ${workers} workers, ${availableParallelism()} cores, trace recorded, failures only kept`,
  );
  const plain = await layOutPlain(project, { repositoryDir, workers });
  const [theirs, ours]: [Round[], Round[]] = [[], []];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      theirs.push(await measured(`plain ${round}`, tests, plain.run));
      ours.push(await measured(`ours  ${round}`, tests, () => execute(project, sandboxOfOurs)));
    }
  } finally {
    await plain.remove();
  }
  const [plainMs, oursMs] = [median(theirs), median(ours)];
  console.log(`median: plain ${seconds(plainMs)} s, ours ${seconds(oursMs)} s, ratio ${(oursMs / plainMs).toFixed(2)}`);
  if ([...theirs, ...ours].every(({ passed }) => passed === tests)) return 0;
  console.log('Not every test passed in every round, so the ratio says nothing.');
  return 1;
}

async function execute(project: TestProject, sandboxOfOurs: Sandbox): Promise<Round> {
  const execution = createExecution({
    sandbox: sandboxOfOurs,
    objects: nowhere,
    repositoryDir,
    chromium: defaultChromium,
    refusePorts: [],
    policy: 'local',
    log: silent,
    stagingDir,
  });
  const { results, durationMs } = await execution.execute(ctx, {
    project,
    baseUrl: project.baseUrl,
    origins: [new URL(project.baseUrl).origin],
    phase: 'bench',
    limits,
  });
  return { durationMs, passed: results.filter(({ status }) => status === 'passed').length };
}

async function measured(name: string, tests: number, run: () => Promise<Round>): Promise<Round> {
  const load = loadavg()[0] ?? 0;
  const round = await run();
  console.log(
    `${name}: ${seconds(round.durationMs)} s, ${round.passed}/${tests} passed, load before ${load.toFixed(1)}`,
  );
  return round;
}

function median(all: readonly Round[]): number {
  const sorted = all.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function seconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(1);
}
