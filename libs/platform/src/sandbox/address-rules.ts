import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

export type NetworkPolicy = 'local' | 'service';
export type AddressClass = 'public' | 'private' | 'loopback' | 'linkLocal' | 'metadata' | 'reserved';

export interface AddressRule {
  policy: NetworkPolicy;
  refusePorts: readonly number[];
  /** Addresses of this machine's interfaces. */
  ownAddresses: readonly string[];
}

/** First match wins, so single metadata addresses come before the ranges around them. */
const ranges: readonly [AddressClass, readonly string[]][] = [
  [
    'metadata',
    [
      '169.254.169.254/32',
      '169.254.170.2/32',
      '100.100.100.200/32',
      '168.63.129.16/32',
      '192.0.0.192/32',
      'fd00:ec2::254/128',
      'fd20:ce::254/128',
    ],
  ],
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['linkLocal', ['169.254.0.0/16', 'fe80::/10']],
  [
    'private',
    ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '198.18.0.0/15', 'fc00::/7', 'fec0::/10'],
  ],
  [
    'reserved',
    ['0.0.0.0/8', '192.0.0.0/24', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ],
  ['reserved', ['::/128', 'ff00::/8', '100::/64', '2001::/32', '2001:db8::/32', '3fff::/20', '64:ff9b:1::/48']],
];

const classes = ranges.map(([name, subnets]) => [name, toBlockList(subnets)] as const);

const permitted: Record<NetworkPolicy, readonly AddressClass[]> = {
  local: ['public', 'private', 'loopback'],
  service: ['public'],
};

/** The class of an IP address; IPv6 forms that carry an IPv4 address have the class of that address. */
export function classifyAddress(address: string): AddressClass {
  const plain = normaliseAddress(address);
  const family = isIPv4(plain) ? 'ipv4' : 'ipv6';
  return classes.find(([, list]) => list.check(plain, family))?.[0] ?? 'public';
}

/** Whether a job may connect to this address and port. Text that is no IP address is never permitted. */
export function isPermittedAddress(address: string, port: number, rule: AddressRule): boolean {
  if (isIP(withoutZone(address)) === 0) return false;
  const kind = classifyAddress(address);
  if (!permitted[rule.policy].includes(kind)) return false;
  const isOwn =
    kind === 'loopback' || rule.ownAddresses.some((own) => normaliseAddress(own) === normaliseAddress(address));
  return !(isOwn && rule.refusePorts.includes(port));
}

/** One spelling per address: no zone, shortest IPv6, embedded IPv4 (mapped, compatible, NAT64, 6to4) as IPv4. */
export function normaliseAddress(address: string): string {
  const bare = withoutZone(address);
  if (!isIPv6(bare)) return bare;
  const groups = toGroups(bare);
  return embeddedIpv4(groups) ?? groups.map((group) => group.toString(16)).join(':');
}

function embeddedIpv4(groups: readonly number[]): string | undefined {
  const head = groups.slice(0, 6).join(':');
  const low = dotted(groups[6] ?? 0, groups[7] ?? 0);
  if (head === '0:0:0:0:0:65535') return low;
  if (head === `${0x64}:${0xff9b}:0:0:0:0`) return low;
  if (head === '0:0:0:0:65535:0') return low;
  // `::` and `::1` share their first groups with the IPv4-compatible form but carry no address.
  if (head === '0:0:0:0:0:0' && groups[6] !== 0) return low;
  if (groups[0] === 0x2002) return dotted(groups[1] ?? 0, groups[2] ?? 0);
  return undefined;
}

function toGroups(ipv6: string): number[] {
  // The URL parser gives the one canonical spelling, without dotted tails.
  const canonical = new URL(`http://[${ipv6}]`).hostname.slice(1, -1);
  const [left = '', right = ''] = canonical.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === '' ? [] : right.split(':');
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function withoutZone(address: string): string {
  return address.split('%')[0] ?? '';
}

function toBlockList(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', bits] = subnet.split('/');
    list.addSubnet(network, Number(bits), isIPv4(network) ? 'ipv4' : 'ipv6');
  }
  return list;
}
