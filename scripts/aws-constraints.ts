/**
 * Writes `sandbox/constraints/*.json`: what AWS's own models say of the input of each operation that the sandbox has, and
 * which errors write their message as `Message`. The npm
 * package `aws-sdk` ships its models without patterns, lengths, ranges and enumerations, so the models come from the
 * Python package `botocore`, which has the same models whole (Apache License 2.0).
 *
 *   node --import tsx scripts/aws-constraints.ts [--check] [FOLDER]
 *
 * FOLDER is botocore's `data`; without one, that of the botocore which `python3` imports. `--check` writes nothing and
 * fails if a file is not what the models say.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Constraints, InputShape, Members } from '../sandbox/kernel/constraints/table'
import { services } from '../sandbox/service-list'

/** botocore's folder of each signing name. */
const folders: Record<string, string[]> = {
  apigateway: ['apigateway'],
  cloudtrail: ['cloudtrail'],
  'cognito-idp': ['cognito-idp'],
  iam: ['iam'],
  lambda: ['lambda'],
  logs: ['logs'],
  monitoring: ['cloudwatch'],
  pricing: ['pricing'],
  s3: ['s3'],
  sagemaker: ['sagemaker', 'sagemaker-runtime'],
  sts: ['sts'],
  wafv2: ['wafv2'],
  tagging: ['resourcegroupstaggingapi'],
}

interface ModelShape extends InputShape {
  document?: boolean
  exception?: boolean
}

interface Model {
  operations: Record<string, { input?: { shape: string } }>
  shapes: Record<string, ModelShape>
}

const isCheck = process.argv.includes('--check')
const data = process.argv.slice(2).find((one) => !one.startsWith('--')) ?? installed()

function installed(): string {
  const code = 'import botocore, os; print(os.path.join(os.path.dirname(botocore.__file__), "data"))'
  return execFileSync('python3', ['-c', code], { encoding: 'utf8' }).trim()
}

function modelIn(folder: string): Model {
  const versions = readdirSync(join(data, folder)).filter((name) => /^\d{4}-/.test(name))
  const path = join(data, folder, versions.sort().at(-1) ?? '', 'service-2.json')
  const text = existsSync(path) ? readFileSync(path, 'utf8') : gunzipSync(readFileSync(`${path}.gz`)).toString('utf8')
  return JSON.parse(text) as Model
}

/** Documentation and what only answers have is left out. */
function inputShape({ type, required, members, member, key, value, min, max, pattern, ...shape }: ModelShape) {
  const kept: InputShape = {
    type: shape.document ? 'document' : type,
    required,
    members: members && Object.fromEntries(Object.entries(members).map(([name, one]) => [name, reference(one)])),
    member: member && reference(member),
    key: key && reference(key),
    value: value && reference(value),
    min,
    max,
    pattern,
    enum: shape.enum,
    sensitive: shape.sensitive,
    payload: shape.payload,
  }
  return kept
}

const reference = ({ shape, location, locationName }: Members[string]): Members[string] => ({
  shape,
  location,
  locationName,
})

function constraintsOf(folder: string, names: string[]): Constraints {
  const model = modelIn(folder)
  const operations: Constraints['operations'] = {}
  const shapes: Constraints['shapes'] = {}
  const visit = (name: string) => {
    const shape = model.shapes[name]
    if (shapes[name] || !shape) return
    shapes[name] = inputShape(shape)
    const { members = {}, member, key, value } = shapes[name]
    for (const one of [...Object.values(members), member, key, value]) if (one) visit(one.shape)
  }
  for (const name of names) {
    const operation = model.operations[name]
    if (!operation) throw new Error(`${folder} has no operation ${name}`)
    if (operation.input) visit(operation.input.shape)
    operations[name] = operation.input?.shape ?? null
  }
  const capitalMessage = Object.entries(model.shapes)
    .filter(([, { exception, members }]) => exception && members?.Message)
    .map(([name]) => name)
    .sort()
  return { operations, shapes, capitalMessage }
}

/** A line for each operation and shape, so that a newer model is a short difference. */
function write({ operations, shapes, capitalMessage }: Constraints): string {
  const lines = (all: object) =>
    Object.entries(all)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => `    ${JSON.stringify(name)}: ${JSON.stringify(one)}`)
      .join(',\n')
  return `{\n  "operations": {\n${lines(operations)}\n  },\n  "shapes": {\n${lines(shapes)}\n  },\n  "capitalMessage": ${JSON.stringify(capitalMessage)}\n}\n`
}

const target = 'sandbox/constraints'
if (!isCheck) mkdirSync(target, { recursive: true })
const differing: string[] = []
for (const [signingName, all] of Object.entries(folders)) {
  const spoken = services.filter((service) => service.signingName === signingName)
  all.forEach((folder, index) => {
    const path = join(target, `${folder}.json`)
    const text = write(constraintsOf(folder, Object.keys(spoken[index]?.operations ?? {})))
    if (!isCheck) writeFileSync(path, text)
    else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) differing.push(path)
  })
}
if (differing.length > 0) {
  console.error(`${differing.join(', ')}: not what the models say. Run: node --import tsx scripts/aws-constraints.ts`)
  process.exit(1)
}
