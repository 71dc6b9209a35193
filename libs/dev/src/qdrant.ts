import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@testforge/core';
import { findProgram } from './find-program.js';
import { probeQdrant } from './probes.js';
import { launchUntilReady } from './ready-or-stopped.js';
import type { EmbeddedService, StartOptions } from './service.js';

const serverPath = fileURLToPath(new URL('../qdrant/server.py', import.meta.url));

export interface LocalQdrant extends EmbeddedService {
  url: string;
  apiKey: string;
  pid: number;
}

/** Qdrant's embedded engine behind the part of its REST interface that the platform uses. */
export async function startQdrant({ stateDir, cacheDir, port, secrets }: StartOptions): Promise<LocalQdrant> {
  const dir = join(stateDir, 'qdrant');
  mkdirSync(dir, { recursive: true });
  const command = await findEngine(cacheDir);
  const keyFile = join(dir, 'api-key');
  writeFileSync(keyFile, secrets.qdrantApiKey, { mode: 0o600 });
  const url = `http://127.0.0.1:${port}`;
  const args = [serverPath, '--port', `${port}`, '--data', join(dir, 'collections'), '--api-key-file', keyFile];
  const server = await launchUntilReady({ name: 'qdrant', stateDir, command, args }, () => probeQdrant(url));
  return { url, apiKey: secrets.qdrantApiKey, dir, pid: server.pid, ended: server.ended, stop: () => server.stop() };
}

async function findEngine(cacheDir: string): Promise<string> {
  const python = join(cacheDir, 'qdrant-edge', 'bin', 'python');
  const remedy = 'run npm start once, or set QDRANT_URL';
  const found = await findProgram(python, [python], remedy);
  if (found !== python) throw new AppError('upstream', 'dev.program_missing', `${python} was not found: ${remedy}`);
  return found;
}
