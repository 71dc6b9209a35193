import type { TestCase } from '@testforge/core';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { generateProject } from '../src/index.js';
import { writeProject } from '../src/write-project.js';

const home: TestCase = {
  key: 'home',
  title: 'The front page opens',
  designer: 'smoke',
  priority: 'P0',
  reason: '',
  category: 'smoke',
  tags: [],
  flow: 'Home',
  pages: ['/'],
  steps: [{ key: 's1', phase: 'given', kind: 'goto', title: 'Open /', path: '/' }],
};
const baseUrl = 'http://localhost:3000';

test('the event loop stays free while the first project of a process is written', async () => {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const project = await generateProject({ baseUrl, tests: [home] });
  delay.disable();
  expect(project.gates.map(({ passed }) => passed)).toEqual([true, true, true]);
  // Compiling alone blocks for longer than this; a busy machine by itself does not.
  expect(delay.percentile(99) / 1e6).toBeLessThan(500);
});

test('the thread writes the very same project, also for several callers at once', async () => {
  const requests = ['a', 'b', 'c'].map((key) => ({ baseUrl, tests: [{ ...home, key, title: `${key} opens` }] }));
  const projects = await Promise.all(requests.map(generateProject));
  expect(projects).toEqual(await Promise.all(requests.map(writeProject)));
});

test('a refusal keeps its kind, code and details, and the next call is answered', async () => {
  await expect(generateProject({ baseUrl, tests: [home, home] })).rejects.toMatchObject({
    kind: 'invalid',
    code: 'scriptgen.duplicate_key',
    details: { key: 'home' },
  });
  expect((await generateProject({ baseUrl, tests: [home] })).tests).toHaveLength(1);
});
