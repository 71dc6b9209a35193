import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Listener } from './egress.js';
import { lifelineFd } from './host-command.js';

/** Where the run's own files are shown inside. */
export const insideDir = '/run/testforge';
export const socketsFolder = 'egress';

const etcFiles: Record<string, string> = {
  passwd: 'root:x:0:0:root:/:/usr/sbin/nologin\ntester:x:1000:1000:tester:/home/tester:/bin/sh\n',
  group: 'root:x:0:\ntester:x:1000:\n',
  hosts: '127.0.0.1 localhost\n::1 localhost\n',
  'resolv.conf': '',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
};

/** Names of the generated files under `etc/`. */
export const generatedEtc: readonly string[] = Object.keys(etcFiles);

/** Writes the start script and the few system files of the inside, and makes the folder for the sockets. */
export async function writeInside(folder: string): Promise<void> {
  await mkdir(join(folder, 'etc'), { recursive: true });
  await mkdir(join(folder, socketsFolder));
  for (const [name, text] of Object.entries(etcFiles)) await writeFile(join(folder, 'etc', name), text);
  for (const path of [folder, join(folder, 'etc'), join(folder, socketsFolder)]) await chmod(path, 0o755);
}

/**
 * A shell script that opens the listeners, waits until each listens, and becomes the program in its arguments.
 * Bubblewrap ties the inside to our life without looking whether we still live: so the script asks, and goes on
 * only with an answer. It asks first, since with a listener running its own end would not be the inside's end.
 */
export function startScript(listeners: readonly Listener[]): string {
  const handshake = [`echo ready >&${lifelineFd}`, `read -r go <&${lifelineFd}`, `exec ${lifelineFd}>&-`];
  return [
    'set -eu',
    ...handshake,
    waitFunction,
    ...listeners.map(openListener),
    ...listeners.map(awaitListener),
    'exec "$@"',
    '',
  ].join('\n');
}

const waitFunction = `await_listener() {
  tries=0
  until grep -q "$1 0*:0000 0A" "$2"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 3000 ]; then echo "sandbox: $1 does not listen" >&2; exit 1; fi
    sleep 0.01
  done
}`;

/**
 * Without its listener the inside would go on with an app that refuses every connection, and tell that of the app. So it
 * ends with it, the way it does when something else ends it from outside.
 */
const endInside = 'kill -s KILL -- -1';

function openListener({ bind, port, socketName }: Listener): string {
  const options = 'reuseaddr,fork,backlog=128';
  const listen = isIpv6(bind)
    ? `TCP6-LISTEN:${port},bind=[${bind}],ipv6only=1,${options}`
    : `TCP4-LISTEN:${port},bind=${bind},${options}`;
  const target = `UNIX-CONNECT:${insideDir}/${socketsFolder}/${socketName}`;
  const carrier = `socat -t 10 '${listen}' ${target}`;
  return onlyWithIpv6(bind, `( ${carrier} || :; ${endInside} ) </dev/null >/dev/null 2>&1 &`);
}

function awaitListener({ bind, port }: Listener): string {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const command = isIpv6(bind)
    ? `await_listener 00000000000000000000000001000000:${hexPort} /proc/net/tcp6`
    : `await_listener ${littleEndianHex(bind)}:${hexPort} /proc/net/tcp`;
  return onlyWithIpv6(bind, command);
}

function onlyWithIpv6(bind: string, command: string): string {
  return isIpv6(bind) ? `if [ -s /proc/net/if_inet6 ]; then\n${command}\nfi` : command;
}

function isIpv6(address: string): boolean {
  return address.includes(':');
}

function littleEndianHex(ipv4: string): string {
  const bytes = ipv4.split('.').map((part) => Number(part).toString(16).toUpperCase().padStart(2, '0'));
  return bytes.reverse().join('');
}
