/** How a container takes missing numbers, laid into features of which nobody said so. */
import type { Feature } from '../contract/contract'

export const withMissing = (features: Feature[], missing: Feature['missing']): Feature[] =>
  missing === undefined
    ? features
    : features.map((one) => (one.type === 'text' || one.missing !== undefined ? one : { ...one, missing }))
