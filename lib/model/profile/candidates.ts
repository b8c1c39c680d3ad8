/** What a model could take, with what speaks for and against each kind: for a person who decides, or has it tested. Pure. */

import { capitalized } from '../../first-letter'
import { formatNumber } from '../../locale'
import type { FeatureContract } from '../contract/contract'
import { sampleFor } from '../requests/sample-body'
import type { Finding } from './finding'
import { contractOfProfile, type ModelProfile } from './profile'
import { kindNames, type ProfileKind } from './readings'

export interface Candidate {
  kind: ProfileKind
  /** `Rows of features`. */
  name: string
  /** What the deploy starts with if it is this one. */
  contract: FeatureContract
  sampleRow?: string
  /** The request that tests it; absent if nothing says what to send. */
  request?: { body: string; contentType: string }
  /** At most three lines each. */
  speaksFor: string[]
  speaksAgainst: string[]
}

const most = 3

export function candidatesOf(profile: ModelProfile, findings: Finding[]): Candidate[] {
  return profile.readings.map((reading) => {
    const contract = contractOfProfile({ ...profile, readings: [reading] })
    const sampleRow = reading.kind === 'rows' ? (profile.sampleRow ?? reading.sample) : undefined
    const sample = sampleFor(contract, sampleRow)
    const naming = findings.filter(({ readings }) => readings !== undefined && readings.length > 0)
    const holds = ({ readings = [] }: Finding) => readings.some(({ kind }) => kind === reading.kind)
    const against = naming
      .filter((one) => !holds(one))
      .map(({ source, readings = [] }) => `${capitalized(source)}: ${listed(readings)}`)
    return {
      kind: reading.kind,
      name: kindNames[reading.kind],
      contract,
      sampleRow,
      request: sample && {
        body: typeof sample.body === 'string' ? sample.body : `${formatNumber(sample.body.length)} bytes`,
        contentType: sample.contentType,
      },
      speaksFor: lines(naming.filter(holds).map(forWords)),
      speaksAgainst: lines([
        ...against,
        ...(naming.length === 0 ? ['Nothing that AWS shows names a kind of input'] : []),
      ]),
    }
  })
}

/** A source that leaves several kinds open speaks for none of them alone. */
const forWords = ({ source, readings = [] }: Finding): string =>
  readings.length > 1 ? `${capitalized(source)}: leaves ${readings.length} kinds open` : capitalized(source)

const lines = (all: string[]) => [...new Set(all)].slice(0, most)
const listed = (readings: { kind: ProfileKind }[]) =>
  readings.map(({ kind }) => kindNames[kind].toLowerCase()).join(' or ')
