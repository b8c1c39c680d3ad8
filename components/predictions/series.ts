/** Three colours that repeat, so a label or a number always stands beside them. */
const fills = ['bg-c1', 'bg-c2', 'bg-c3'] as const
const softs = ['bg-c1/15 border-c1', 'bg-c2/15 border-c2', 'bg-c3/15 border-c3'] as const
const borders = ['border-c1', 'border-c2', 'border-c3'] as const

export const fillAt = (index: number) => fills[index % fills.length]
/** A tint with its edge. */
export const softAt = (index: number) => softs[index % softs.length]
export const borderAt = (index: number) => borders[index % borders.length]
