/** The table of answers, as the console reads it, by itself and through the normalised answer. */
import { stringify } from 'lossless-json'
import { describe, expect, it } from 'vitest'
import { responseCases } from '../../../cases/responses'
import { normalise } from '../../../lambda-template/src/response/normalise'
import type { FeatureContract } from '../contract/contract'
import { normalisedType } from '../requests/request-shape'
import { headlineOf } from './headline'
import { parsePrediction } from './parse'

describe('the table of answers', () => {
  it.each(responseCases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { body, contentType = 'application/json', rows = 1, sent = '', features } = one
    const output = one.output as FeatureContract['output']
    const given = { text: body, contentType, recordCount: rows, sent, features }
    const own = parsePrediction(given, output)
    expect(own).toMatchObject(one.prediction)
    expect(headlineOf(own)).toMatch(/\S/)
    const response = { body: new TextEncoder().encode(body), contentType }
    const request = { body: new TextEncoder().encode(sent), contentType: 'application/json', rows }
    const known = {
      task: output?.task,
      labels: output?.labels ?? [],
      unit: output?.unit,
      outputs: output?.outputs ?? [],
    }
    const read = normalise(response, request, known, 'model')
    const text = stringify(read.ok && read.normalised) ?? ''
    const through = parsePrediction({ ...given, text, contentType: normalisedType }, output)
    // A body without a normalised form is embedded in it as JSON, and read from there.
    if (own.kind !== 'raw') expect(through).toEqual(own)
  })
})
