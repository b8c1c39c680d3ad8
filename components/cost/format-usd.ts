/** `$83.95`, `$0.115`, `$0.00000012`: two digits after the point, more where there would be nothing to see. */
export function formatUsd(value: number): string {
  if (value === 0 || Math.abs(value) >= 1) {
    return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(value)
  }
  const digits = Math.min(12, Math.ceil(-Math.log10(Math.abs(value))) + 2)
  const [whole, part = ''] = value
    .toFixed(digits)
    .replace(/(?<!0)0+$/, '')
    .split('.')
  return `$${whole}.${part.padEnd(2, '0')}`
}

/** A month's bill is told in cents. */
export const formatMonth = (value: number): string => (value > 0 && value < 0.01 ? 'under $0.01' : formatUsd(value))
