/** Amounts of money in words. Pure. */
import type { Currency } from '../aws/price-list-place'
import { formatNumber } from '../locale'

/** `$83.95`, `$0.115`, `CN¥0.00000012`: two digits after the point, more where there would be nothing to see. */
export function formatMoney(value: number, currency: Currency): string {
  const small = value !== 0 && Math.abs(value) < 1
  return formatNumber(value, {
    style: 'currency',
    currency,
    maximumFractionDigits: small ? Math.min(12, Math.ceil(-Math.log10(Math.abs(value))) + 2) : 2,
  })
}

/** Formats a month's bill in cents. */
export const formatMonth = (value: number, currency: Currency): string =>
  value > 0 && value < 0.01 ? `under ${formatMoney(0.01, currency)}` : formatMoney(value, currency)
