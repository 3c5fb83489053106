import { BlockList, isIP } from 'node:net';

// IANA special-purpose address registries: what is not reached from everywhere, or is one's own.
const closedIpv4 = [
  ...(['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'] as const),
  ...(['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16'] as const),
  ...(['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'] as const),
];
// Of what is given out to the world: protocols that carry an address of IPv4 inside, and documentation.
const closedIpv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function listOf(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

const ipv4 = listOf(closedIpv4, 'ipv4');
const ipv6 = listOf(closedIpv6, 'ipv6');
const world = listOf(['2000::/3'], 'ipv6');

/**
 * True for an address of the public internet: none of this machine, of the network it stands in, of a cloud's own services.
 * @param address an IP address; anything else is none
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !ipv4.check(address, 'ipv4');
  return family === 6 && world.check(address, 'ipv6') && !ipv6.check(address, 'ipv6');
}
