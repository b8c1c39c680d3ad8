/** Specs of tests, written in the flat form: a test names the field that it is about, and not the place of the field. */
import { type FlatSpec, flatSpec, nestedSpec } from './flat-spec'
import type { WiringSpec } from './spec'

/** Returns a spec with some fields changed; a field that is given as undefined is taken away. */
export const withFields = (spec: WiringSpec, change: Partial<FlatSpec>): WiringSpec =>
  specFrom({ ...flatSpec(spec), ...change })

/** Unchecked, so that a test can give a spec that the schema refuses. */
export const specFrom = (flat: FlatSpec): WiringSpec => nestedSpec(flat) as WiringSpec
