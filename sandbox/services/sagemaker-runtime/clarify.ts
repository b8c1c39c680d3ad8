/**
 * Clarify's online explanations: the container's response in a wrapper, with how much each feature moved it from the baseline.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-online-explainability-invoke-endpoint.html
 *
 * Differs from AWS: takes CSV alone (AWS takes JSON Lines too), and goes through all combinations of the features instead of a
 * sample of them, so that at most 12 features are explained.
 */
import { search } from 'jmespath'
import type { Container, ContainerResponse } from '../../models/containers/container'
import { wholeBody } from '../../models/containers/container'
import type { Explainer } from '../sagemaker/state'

const mostFeatures = 12

interface Request {
  body: Buffer
  contentType: string
  accept: string
  /** Overrides the configuration's expression. */
  enableExplanations?: string
}

const cellsOf = (text: string): string[][] =>
  text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))

const numbersOf = (cells: string[]) => cells.map(Number)

const refuse = (message: string): ContainerResponse => ({
  status: 400,
  contentType: 'application/json',
  body: JSON.stringify({ message }),
})

/** @param response of the container to the request as it came */
export async function explain(
  { ClarifyExplainerConfig: { EnableExplanations, InferenceConfig = {}, ShapConfig } }: Explainer,
  container: Container,
  request: Request,
  response: ContainerResponse,
): Promise<ContainerResponse> {
  const data = (await wholeBody(response.body)).toString('utf8')
  const records = cellsOf(request.body.toString('utf8'))
  const baseline = numbersOf(cellsOf(ShapConfig.ShapBaselineConfig.ShapBaseline ?? '')[0] ?? [])
  if (request.contentType !== 'text/csv' || !response.contentType.startsWith('text/csv'))
    return refuse('The explainer needs text/csv as content type and as accept type.')
  if (records.some((record) => record.length !== baseline.length || record.length > mostFeatures))
    return refuse(`Each record needs the ${baseline.length} features of the SHAP baseline.`)
  const outputOf = async (rows: number[][]) => {
    const body = Buffer.from(rows.map((row) => row.join(',')).join('\n'))
    const { body: text } = await container({ body, contentType: 'text/csv', accept: 'text/csv' })
    return cellsOf((await wholeBody(text)).toString('utf8')).map(numbersOf)
  }
  const wanted = request.enableExplanations ?? EnableExplanations ?? '`true`'
  const outputs = cellsOf(data).map(numbersOf)
  const kernelShap = []
  for (const [index, record] of records.entries()) {
    const isWanted = search(outputs[index] ?? [], wanted) === true
    kernelShap.push(isWanted ? await attributions(numbersOf(record), baseline, outputOf) : null)
  }
  const explanations = kernelShap.map(
    (record) =>
      record?.map((attribution, feature) => ({
        ...(InferenceConfig.FeatureHeaders ? { feature_header: InferenceConfig.FeatureHeaders[feature] } : {}),
        ...(InferenceConfig.FeatureTypes ? { feature_type: InferenceConfig.FeatureTypes[feature] } : {}),
        attributions: [{ attribution }],
      })) ?? null,
  )
  const predictions = { content_type: response.contentType, data }
  return {
    status: 200,
    contentType: 'application/json',
    body: JSON.stringify({ version: '1.0', predictions, explanations: { kernel_shap: explanations } }),
  }
}

/** Returns Shapley's values: by feature, for each output of the model. */
async function attributions(
  record: number[],
  baseline: number[],
  outputOf: (rows: number[][]) => Promise<number[][]>,
): Promise<number[][]> {
  const count = record.length
  // Bit `feature` of a combination says that the record's own value is taken.
  const rows = Array.from({ length: 2 ** count }, (_, combination) =>
    record.map((value, feature) => ((combination >> feature) & 1 ? value : (baseline[feature] ?? 0))),
  )
  const outputs = await outputOf(rows)
  const sizes = rows.map((_, combination) => combination.toString(2).replaceAll('0', '').length)
  return record.map((_, feature) =>
    (outputs[0] ?? []).map((_, output) =>
      rows.reduce((sum, _, combination) => {
        if ((combination >> feature) & 1) return sum
        const size = sizes[combination] ?? 0
        const gain = (outputs[combination | (1 << feature)]?.[output] ?? 0) - (outputs[combination]?.[output] ?? 0)
        return sum + gain / (count * combinationsOf(count - 1, size))
      }, 0),
    ),
  )
}

/** Returns `count` over `chosen`. */
function combinationsOf(count: number, chosen: number): number {
  let all = 1
  for (let step = 1; step <= chosen; step += 1) all = (all * (count - chosen + step)) / step
  return all
}
