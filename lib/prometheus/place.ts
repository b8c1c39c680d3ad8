/** What all bundles of this process know of its metrics: the route and `/api/ready` are others than the one that starts them. */
import { processWide } from '../process-wide'

export interface Exposition {
  contentType: string
  text(): Promise<string>
}

export const metricsPlace = processWide('metrics', () => ({
  exposition: undefined as Exposition | undefined,
  problem: undefined as string | undefined,
}))

/** For `/api/ready`: why nobody can read the metrics; empty if they can be read, or are off. */
export const metricsWarnings = (): string[] => (metricsPlace.problem === undefined ? [] : [metricsPlace.problem])
