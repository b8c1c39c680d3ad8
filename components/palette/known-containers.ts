'use client'

/** The containers that this tab has read, by place and endpoint: SageMaker lists none, so the palette searches these alone. */
const known = new Map<string, Map<string, string>>()
const none: ReadonlyMap<string, string> = new Map()

/** @param base `/{account}/{region}` */
export function noteContainers(base: string, containers: Record<string, string | undefined>): void {
  const own = known.get(base) ?? new Map<string, string>()
  known.set(base, own)
  for (const [name, container] of Object.entries(containers)) if (container) own.set(name, container)
}

export const containersOf = (base: string): ReadonlyMap<string, string> => known.get(base) ?? none
