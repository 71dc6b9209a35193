import { lstat, readlink } from 'node:fs/promises';
import { ifPresent } from './if-present.js';

/** How the host lays out what every program needs: merged `/usr` links, real folders, and optional parts of `/etc`. */
export interface HostLayout {
  folders: string[];
  links: { path: string; target: string }[];
  etc: string[];
}

const systemPaths = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
/** Dynamic linker, fonts, certificates, time zone, alternatives behind `/usr/bin` names, Chromium's defaults. */
const etcPaths = [
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'fonts',
  'ssl/certs',
  'pki/tls/certs',
  'pki/ca-trust/extracted',
  'ca-certificates',
  'alternatives',
  'localtime',
  'chromium',
  'chromium.d',
  'mime.types',
];

export async function readHostLayout(): Promise<HostLayout> {
  const layout: HostLayout = { folders: ['/usr'], links: [], etc: [] };
  for (const path of systemPaths) {
    const found = await ifPresent(() => lstat(path));
    if (found?.isSymbolicLink()) layout.links.push({ path, target: await readlink(path) });
    else if (found?.isDirectory()) layout.folders.push(path);
  }
  for (const name of etcPaths) {
    if (await ifPresent(() => lstat(`/etc/${name}`))) layout.etc.push(`/etc/${name}`);
  }
  return layout;
}
