/** `$83.95`, `$0.0035`, `$0.00000012`: two digits after the point, more where there would be nothing to see. */
export function formatUsd(value: number): string {
  if (value === 0 || Math.abs(value) >= 0.1) {
    return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(value)
  }
  const digits = Math.min(12, Math.ceil(-Math.log10(Math.abs(value))) + 2)
  return `$${value.toFixed(digits).replace(/0+$/, '')}`
}
