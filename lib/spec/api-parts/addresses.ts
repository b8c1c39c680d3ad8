/** Addresses and blocks as people write them, compared as API Gateway compares them. Pure, for the browser too. */

/** 32 or 128 bits, or undefined where it is no address. */
function bitsOf(address: string): { size: 32 | 128; value: bigint } | undefined {
  const mapped = address.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)?.[1]
  const four = (mapped ?? address)
    .match(/^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/)
    ?.slice(1)
    .map(Number)
  if (four) return four.every((part) => part < 256) ? { size: 32, value: joined(four, 8n) } : undefined
  const halves = address.split('::')
  if (!/^[0-9a-f:]+$/i.test(address) || halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half ? half.split(':') : []))
  const gap = 8 - head.length - tail.length
  if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined
  const groups = [...head, ...Array<string>(halves.length === 2 ? gap : 0).fill('0'), ...tail]
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? {
        size: 128,
        value: joined(
          groups.map((group) => Number.parseInt(group, 16)),
          16n,
        ),
      }
    : undefined
}

const joined = (parts: number[], width: bigint): bigint =>
  parts.reduce((sum, part) => (sum << width) | BigInt(part), 0n)

/** @param block `203.0.113.0/24`, `2001:db8::/32` or one address */
export function isWithin(address: string, block: string): boolean {
  const [net = '', length] = block.split('/')
  const [own, other] = [bitsOf(address), bitsOf(net)]
  if (!own || own.size !== other?.size) return false
  const rest = BigInt(own.size - Number(length ?? own.size))
  return own.value >> rest === other.value >> rest
}

const privateBlocks = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
]

/** Behind such an address stands another one, which the internet sees. */
export const isPrivate = (address: string): boolean => privateBlocks.some((block) => isWithin(address, block))
