/** The words and limits of a contract. */

/** Ways in which containers take a missing value; `none`: the model takes none, as a person said. */
export const missingForms = ['empty', 'NaN', 'null', 'none'] as const

/** ImageNet's have up to 131: `great white shark, white shark, man-eater, …`. */
export const longestLabel = 256
export const mostLabels = 1000

export const tasks = [
  'classification',
  'regression',
  'clustering',
  'anomaly',
  'forecast',
  'detection',
  'tokens',
  'embedding',
  'generation',
] as const

/** The most characters of a feature's parts, and the most values of a choice. */
export const longest = { name: 64, unit: 24, choice: 128, default: 256, description: 256 } as const
export const mostChoices = 200

export const nameMissing = 'A feature needs a name'
export const nameTooLong = `At most ${longest.name} characters`
