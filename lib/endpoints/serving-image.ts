/** The image of the container that answers, as far as variants show it. Pure. */
import type { Target } from '../spec/route-parts/target'
import type { VariantDetail } from './types'

export const servingImage = (variants: VariantDetail[], target?: Target): string | undefined =>
  (target?.kind === 'variant' ? variants.find(({ name }) => name === target.variant) : variants[0])?.image
