import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

export interface WebFile {
  body: Buffer;
  /** The same, compressed with Brotli. */
  compressed: Buffer;
  contentType: string;
  etag: string;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** The built dashboard, by path below its folder, read once. Empty when it was not built. */
export function readWebFiles(dir: string): Map<string, WebFile> {
  if (!existsSync(dir)) return new Map();
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const contentType = types[extname(entry.name)];
      // What has no known type is none of the dashboard's (the build's own stamp).
      return contentType ? [[relative(dir, path), readWebFile(path, contentType)] as const] : [];
    }),
  );
}

function readWebFile(path: string, contentType: string): WebFile {
  const body = readFileSync(path);
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  return { body, compressed: brotliCompressSync(body), contentType, etag };
}
