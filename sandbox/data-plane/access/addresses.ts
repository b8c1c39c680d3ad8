/** Addresses and blocks of them, as `aws:SourceIp` compares them. */
import { BlockList, isIP } from 'node:net'

/** `::ffff:127.0.0.1` is an IPv4 address that came by an IPv6 socket, and `::1` is this machine, as `127.0.0.1` is. */
export function plainAddress(address: string): string {
  const plain = address.replace(/^::ffff:/i, '')
  return plain === '::1' ? '127.0.0.1' : plain
}

/** False where the block is none. */
export function isWithin(address: string, block: string): boolean {
  const [net = '', bits] = block.split('/')
  const family = isIP(net)
  const own = isIP(address)
  if (!family || family !== own) return false
  const prefix = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits)
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (family === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(net, prefix, family === 4 ? 'ipv4' : 'ipv6')
  return list.check(address, own === 4 ? 'ipv4' : 'ipv6')
}
