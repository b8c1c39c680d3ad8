import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestAccount, type TestAccount } from '../../../sandbox/testing/account'
import { type AwsClients, createClients } from '../../aws/client/create-clients'
import { contractOfProfile } from '../../model/profile/profile'
import { describeEndpoint } from '../describe'
import { detectModel } from '../probe/detect-model'
import { readModelFiles } from './read-model-files'

let account: TestAccount
let clients: AwsClients
let bucket = ''
beforeAll(async () => {
  account = await createTestAccount()
  clients = clientsOf(account)
  bucket = `sagemaker-${account.region}-${account.accountId}`
})
afterAll(() => account.close())

const clientsOf = ({ region, url, credentials }: TestAccount) =>
  createClients({ region, endpointUrl: url, credentials })
const put = (Key: string, Body: string | Uint8Array) =>
  account.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }))

function entry(name: string, content: string | Uint8Array): Buffer {
  const body = Buffer.from(content)
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write(`${body.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)])
}
const archive = (...entries: Buffer[]) => gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]))

const config = 'name: "digits" max_batch_size: 2 input { name: "pixels" data_type: TYPE_FP32 dims: [ 3 ] }'
const weights = randomBytes(3 * 1024 * 1024)

it.each<[string, string, () => Promise<unknown>, string[]]>([
  [
    'of an archive that is larger than what is read',
    'packed/model.tar.gz',
    () =>
      put(
        'packed/model.tar.gz',
        archive(entry('./digits/config.pbtxt', config), entry('digits/1/model.onnx', weights)),
      ),
    ['digits/config.pbtxt'],
  ],
  [
    'of an archive that unpacks to more than anybody keeps',
    'zeros/model.tar.gz',
    () => put('zeros/model.tar.gz', archive(entry('MLmodel', 'flavors:'), entry('z', Buffer.alloc(40 * 1024 * 1024)))),
    ['MLmodel'],
  ],
  [
    'behind what is read',
    'late/model.tar.gz',
    () => put('late/model.tar.gz', archive(entry('w', weights), entry('MLmodel', 'x'))),
    [],
  ],
  [
    'before a size that leads back to what was read',
    'back/model.tar.gz',
    () => {
      const back = entry('w', 'x')
      back.write('-0000001000\0', 124)
      return put('back/model.tar.gz', archive(entry('MLmodel', 'x'), back))
    },
    ['MLmodel'],
  ],
  ['of no archive', 'none/model.tar.gz', () => put('none/model.tar.gz', 'not packed'), []],
  [
    'of a folder',
    'folder',
    async () => {
      await put('folder/digits/config.pbtxt', config)
      await put('folder/digits/1/model.onnx', 'x')
      // Triton completes what an empty one lacks.
      await put('folder/empty/config.pbtxt', '')
    },
    ['digits/config.pbtxt', 'empty/config.pbtxt'],
  ],
  ['that are gone', 'nothing/model.tar.gz', async () => {}, []],
])('reads the files %s', async (_, key, prepare, paths) => {
  await prepare()
  const files = await readModelFiles(clients.s3, `s3://${bucket}/${key}`)
  expect(files.map(({ path }) => path)).toEqual(paths)
})

it('a Triton model starts with its own tensors, and what AWS refuses to show of its files is named', async () => {
  await put('triton/model.tar.gz', archive(entry('digits/config.pbtxt', config)))
  const image = '785573368785.dkr.ecr.us-east-1.amazonaws.com/sagemaker-tritonserver:24.09-py3'
  const modelData = `s3://${bucket}/triton/model.tar.gz`
  const detectedBy = async (by: AwsClients, place: string) => {
    const endpoint = await describeEndpoint(by, 'iris-xgboost')
    const variants = endpoint.variants.map((one) => ({ ...one, image, modelData: place }))
    return detectModel(by, { ...endpoint, variants }, undefined, 'never')
  }
  const { line, profile, refused } = await detectedBy(clients, modelData)
  expect([line, refused]).toEqual(['Tensors · detected from digits/config.pbtxt of the model’s files', []])
  const { input } = contractOfProfile(profile)
  expect(input?.kind === 'json' && JSON.parse(input.example ?? '')).toEqual({
    inputs: [{ name: 'pixels', shape: [1, 3], datatype: 'FP32', data: [1, 1, 1] }],
  })
  const denied = await createTestAccount({ deny: ['s3:GetObject'] })
  const other = await detectedBy(clientsOf(denied), modelData)
  denied.close()
  expect([other.line, other.refused.map(({ code }) => code)]).toEqual([
    'Tensors · detected from the Triton 24.09 container',
    ['access-denied'],
  ])
})

it('a model of many is described by its own archive below the endpoint’s prefix', async () => {
  const half = 'name: "half" input { name: "x" data_type: TYPE_FP16 dims: [ 2 ] }'
  await put('many/digits.tar.gz', archive(entry('digits/config.pbtxt', config)))
  await put('many/half/v1.tar.gz', archive(entry('half/config.pbtxt', half)))
  const image = '785573368785.dkr.ecr.us-east-1.amazonaws.com/sagemaker-tritonserver:24.09-py3'
  const modelsPrefix = `s3://${bucket}/many/`
  const endpoint = await describeEndpoint(clients, 'iris-xgboost')
  const variants = endpoint.variants.map((one) => ({ ...one, image, modelData: modelsPrefix, modelsPrefix }))
  const lineOf = async (...models: string[]) =>
    (await detectModel(clients, { ...endpoint, variants }, { kind: 'model', models }, 'never')).line
  expect(await lineOf('digits.tar.gz', 'half/v1.tar.gz')).toBe(
    'Tensors · detected from digits/config.pbtxt of the model’s files',
  )
  expect(await lineOf('half/v1.tar.gz')).toBe(
    'Tensors · detected from half/config.pbtxt of the model’s files, where x is FP16, which Triton takes in its binary form and not in JSON',
  )
})
