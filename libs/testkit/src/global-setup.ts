import type { TestProject } from 'vitest/node';
import { startServer } from './postgres.js';
import { prepareTemplate } from './test-database.js';

/** One PostgreSQL for all spec files of a Vitest run; each takes its own database with `createTestDatabase()`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  await prepareTemplate(server.superUrl);
  project.provide('postgresUrl', server.superUrl);
  return server.stop;
}
