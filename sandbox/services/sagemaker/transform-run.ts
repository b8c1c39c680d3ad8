/**
 * The work of a transform job: each object below the prefix, split into records, sent to the model in mini-batches, put
 * together again and written as `{input}.out`. An object is written whole or not at all.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
 */
import { gunzipSync } from 'node:zlib'
import type { Call } from '../../kernel/types'
import { type Container, wholeBody } from '../../models/containers/container'
import { evaluateRole } from '../iam/evaluate'
import { ensureLogGroup, writeLogEvents } from '../logs/write'
import { s3State } from '../s3/state'
import { putObject, splitUri } from '../s3/store'
import { containerOf } from './settle'
import { type Model, stateOf, type TransformJob, type TransformRequest } from './state'
import { applyFilter, joined } from './transform-filter'

const logGroup = '/aws/sagemaker/TransformJobs'

/** @returns why it failed, in AWS's words; undefined where every object was written */
export async function runTransform(job: TransformJob, model: Model, call: Call): Promise<string | undefined> {
  const { S3Uri } = job.request.TransformInput.DataSource.S3DataSource
  const source = splitUri(S3Uri)
  const target = splitUri(job.request.TransformOutput.S3OutputPath)
  const may = (action: string, bucket: string, key?: string) =>
    evaluateRole(
      call.world,
      call.accountId,
      model.executionRoleArn?.split('/').at(-1) ?? '',
      action,
      `arn:${call.partition}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`,
    )
  const bucket = bucketNear(source.bucket, call)
  const keys = [...(bucket?.objects.keys() ?? [])].filter((key) => key.startsWith(source.key) && !key.endsWith('/'))
  if (!bucket || !may('s3:ListBucket', source.bucket) || keys.length === 0)
    return `ClientError: No S3 objects found under S3 URL "${S3Uri}" given in input data source. Please ensure that the bucket exists in the selected region (${call.region}), that objects exist under that S3 prefix, and that the role "${model.executionRoleArn}" has "s3:ListBucket" permissions on bucket "${source.bucket}".`
  const container = containerOf(stateOf(call), model.name)
  if (!container) return 'AlgorithmError: See job logs for more information'
  const outputs = bucketNear(target.bucket, call)
  const folder = source.key.slice(0, source.key.lastIndexOf('/') + 1)
  let failed: string | undefined
  for (const key of keys) {
    const out = [target.key.replace(/\/$/, ''), `${key.slice(folder.length)}.out`].filter(Boolean).join('/')
    if (!may('s3:GetObject', source.bucket, key))
      return `ClientError: Data download failed: AccessDenied (403): The role "${model.executionRoleArn}" has no "s3:GetObject" permission on "s3://${source.bucket}/${key}".`
    if (!outputs || !may('s3:PutObject', target.bucket, out))
      return `ClientError: Failed to upload "s3://${target.bucket}/${out}". Please ensure that the bucket exists in the selected region (${call.region}), and that the role "${model.executionRoleArn}" has "s3:PutObject" permissions on it.`
    const body = bucket.objects.get(key)?.body ?? Buffer.alloc(0)
    const response = await transformObject(job, body, container)
    if (job.status !== 'InProgress') return undefined
    if ('refusal' in response) {
      log(job, `${source.bucket}/${key}: ${response.refusal}`, call)
      failed = response.reason
    } else putObject(outputs, out, response.body, job.request.TransformOutput.Accept)
  }
  return failed
}

/** A bucket of another region is none for SageMaker. */
function bucketNear(name: string, call: Call) {
  const bucket = s3State(call.world, call.accountId).get(name)
  return bucket?.region === call.region ? bucket : undefined
}

function log(job: TransformJob, text: string, call: Call): void {
  ensureLogGroup(call.world, call, logGroup)
  const instance = `${job.name}/i-${Buffer.from(job.name).toString('hex').slice(-17)}`
  const stamp = new Date().toISOString().replace('Z', '')
  const messages = text
    .split('\n')
    .map((line) => ({ timestamp: Date.now(), message: `${stamp}:[sagemaker logs]: ${line}` }))
  writeLogEvents(call.world, call, logGroup, `${instance}/data-log`, messages)
}

type Outcome = { body: Buffer } | { refusal: string; reason: string }

const seeLogs = 'ClientError: Too many objects failed. See job logs for more information'

async function transformObject(job: TransformJob, stored: Buffer, container: Container): Promise<Outcome> {
  const { TransformInput: input, TransformOutput: output, DataProcessing: processing } = job.request
  const body = input.CompressionType === 'Gzip' ? gunzipSync(stored) : stored
  const records = recordsOf(body, input.SplitType)
  const sent = processing?.InputFilter
    ? records.map((line) => filterLine(line, processing.InputFilter ?? '$'))
    : records
  const responses: Buffer[] = []
  for (const payload of payloadsOf(sent, job.request)) {
    const response = await container({
      body: payload,
      contentType: input.ContentType?.split(';')[0]?.toLowerCase() ?? '',
      accept: output.Accept ?? '',
    })
    const text = await wholeBody(response.body)
    if (response.status >= 400)
      return {
        refusal: `${response.status < 500 ? 'ClientError' : 'ServerError'}: ${response.status}\n\nMessage:\n${text}`,
        reason: response.status < 500 ? seeLogs : 'AlgorithmError: See job logs for more information',
      }
    const isLine = output.AssembleWith === 'Line' && text.at(-1) !== 10
    responses.push(text, Buffer.from(isLine ? '\n' : ''))
    // Others want to be served meanwhile.
    await new Promise((resolve) => setImmediate(resolve))
    if (job.status !== 'InProgress') break
  }
  const whole = Buffer.concat(responses)
  return processing?.JoinSource === 'Input'
    ? joinLines(records, whole, processing.OutputFilter ?? '$')
    : { body: whole }
}

/** Lines without their ends; the object itself where nothing splits it. */
function recordsOf(body: Buffer, splitType: string | undefined): (string | Buffer)[] {
  if (splitType !== 'Line') return [body]
  const lines = body.toString('utf8').split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function* payloadsOf(
  records: (string | Buffer)[],
  { BatchStrategy, MaxPayloadInMB, TransformInput }: TransformRequest,
) {
  if (TransformInput.SplitType !== 'Line') {
    yield Buffer.from(records[0] ?? '')
    return
  }
  const mostBytes = (MaxPayloadInMB ?? 6) * 1024 * 1024
  let lines: (string | Buffer)[] = []
  let bytes = 0
  for (const record of records) {
    const size = Buffer.byteLength(record) + 1
    if (lines.length > 0 && (BatchStrategy === 'SingleRecord' || bytes + size > mostBytes)) {
      yield Buffer.from(lines.join('\n'))
      lines = []
      bytes = 0
    }
    lines.push(record)
    bytes += size
  }
  if (lines.length > 0) yield Buffer.from(lines.join('\n'))
}

const parse = (line: string) => (/^\s*[[{]/.test(line) ? JSON.parse(line) : line.split(','))
const write = (value: unknown, like: string) =>
  Array.isArray(value) && !/^\s*[[{]/.test(like) ? value.join(',') : JSON.stringify(value)

function filterLine(line: string | Buffer, filter: string): string {
  const text = line.toString()
  return filter === '$' ? text : write(applyFilter(parse(text), filter), text)
}

function joinLines(records: (string | Buffer)[], responses: Buffer, filter: string): Outcome {
  const lines = responses.toString('utf8').split('\n').filter(Boolean)
  if (lines.length !== records.length)
    return {
      refusal: `Fail to join data: mismatched line count between the input and the output: ${records.length} and ${lines.length}`,
      reason: seeLogs,
    }
  const rows = records.map((record, at) => {
    const text = record.toString()
    return write(applyFilter(joined(parse(text), parse(lines[at] ?? '')), filter), text)
  })
  return { body: Buffer.from(`${rows.join('\n')}\n`) }
}
