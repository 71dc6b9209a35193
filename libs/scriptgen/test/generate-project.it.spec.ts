import type { TestCase } from '@testforge/core';
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

test('the main thread hardly works while the first project of a process is written', async () => {
  const sumOf = ({ user, system }: NodeJS.CpuUsage) => user + system;
  const before = { all: process.cpuUsage(), own: process.threadCpuUsage() };
  const project = await generateProject({ baseUrl, tests: [home] });
  const share = sumOf(process.threadCpuUsage(before.own)) / sumOf(process.cpuUsage(before.all));
  expect(project.gates.map(({ passed }) => passed)).toEqual([true, true, true]);
  expect(share).toBeLessThan(0.5);
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
