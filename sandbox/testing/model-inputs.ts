/** Makes inputs from AWS's models: the least that an operation takes, and values just inside and just outside each constraint. */
import { scriptPattern } from '../kernel/constraints/pattern'
import type { Constraints, InputShape, Members } from '../kernel/constraints/table'

export interface Row {
  operation: string
  /** Member names and list positions. */
  at: string[]
  shape: InputShape
  member: Members[string]
  rule: 'required' | 'length' | 'value' | 'pattern' | 'enum' | 'type'
  side: 'inside' | 'outside'
  /** What stands in a list or map is refused together with it. */
  within?: 'elements' | 'keys' | 'values'
  value: unknown
  input: Record<string, unknown>
}

type Input = Record<string, unknown>

/** Texts that AWS's patterns take, one of which is lengthened where a length is wanted. */
const samples = [
  'a',
  'abc',
  '1',
  '200',
  'a1b2c3d4e5',
  'lambda:InvokeFunction',
  '/',
  '/a/',
  's3://bucket/key',
  'https://example.com/a',
  'ml.m5.large',
  'us-east-1',
  'text/csv',
  'application/json',
  'arn:aws:iam::123456789012:role/role',
  'arn:aws:iam::123456789012:policy/policy',
  'arn:aws:lambda:us-east-1:123456789012:function:name',
  'arn:aws:lambda:us-east-1:123456789012:layer:name:1',
  'arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0123456789abcdefg',
  'arn:aws:lambda:us-east-1:123456789012:capacity-provider:name',
  'arn:aws:s3:::bucket',
  'arn:aws:kms:us-east-1:123456789012:key/a',
  'arn:aws:sns:us-east-1:123456789012:topic',
  'arn:aws:sagemaker:us-east-1:123456789012:endpoint/name',
  'arn:aws:sagemaker:us-east-1:123456789012:model-package/name/1',
  'arn:aws:sagemaker:us-east-1:aws:hub/name',
  'arn:aws:sagemaker:us-east-1:123456789012:cluster/abcdefghijkl',
  'arn:aws:sagemaker:us-east-1:123456789012:inference-component/name',
  'arn:aws:sagemaker:us-east-1:123456789012:flow-definition/name',
  'arn:aws:sagemaker:us-east-1:123456789012:ml-reservation/name',
  'arn:aws:sagemaker:us-east-1:123456789012:training-plan/name',
  'arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0',
  'arn:aws:logs:us-east-1:123456789012:log-group:name',
  'arn:aws:logs:us-east-1:123456789012:delivery-source:name',
  '123456789012.dkr.ecr.us-east-1.amazonaws.com/image:1',
  'us-east-1_abc',
  'sg-0123456789abcdef0',
  'subnet-0123456789abcdef0',
  'v1',
  '/mnt/data',
  'o-a1b2c3d4e5',
  '{####}',
  '{##a##}',
  'a@b',
  '123456',
  '123456789012',
  'P',
  '-P1D',
  '0.5',
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
]
const fillers = ['a', '1', ' ', '/']
const strange = ['!', '*', ' ', '{', 'é', '€', '\u0001', ':', '/', '@', '-', 'a b', 'a\nb']

const takes = ({ pattern }: InputShape, text: string) => pattern === undefined || scriptPatternOf(pattern).test(text)

const patterns = new Map<string, RegExp>()
function scriptPatternOf(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? scriptPattern(pattern.replace('(?s).*', '[\\s\\S]*'))
  patterns.set(pattern, known)
  return known
}

/** A text of that length that the pattern takes; undefined where none was found. */
function textOf(shape: InputShape, length?: number): string | undefined {
  const { min = 0, max = Number.POSITIVE_INFINITY } = shape
  const fits = (text: string) =>
    (length === undefined ? text.length >= min && text.length <= max : text.length === length) && takes(shape, text)
  const wanted = length ?? min
  for (const sample of [...samples, '']) {
    if (fits(sample)) return sample
    for (const filler of fillers) {
      const more = filler.repeat(Math.max(0, wanted - sample.length))
      for (const at of [sample.length, sample.length - 1, 1])
        for (const text of [sample.slice(0, at) + more + sample.slice(at), sample.slice(0, wanted)])
          if (fits(text)) return text
    }
  }
  return undefined
}

/** The least that the shape takes. */
function leastOf(table: Constraints, shapeName: string): unknown {
  const shape = table.shapes[shapeName]
  if (!shape) return {}
  switch (shape.type) {
    case 'structure':
      return Object.fromEntries(
        (shape.required ?? []).map((name) => [name, leastOf(table, shape.members?.[name]?.shape ?? '')]),
      )
    case 'list':
      return Array.from({ length: Math.max(1, shape.min ?? 0) }, () => leastOf(table, shape.member?.shape ?? ''))
    case 'map':
      return Object.fromEntries(
        Array.from({ length: shape.min ?? 0 }, (_, index) => [
          `${leastOf(table, shape.key?.shape ?? '')}${index || ''}`,
          leastOf(table, shape.value?.shape ?? ''),
        ]),
      )
    case 'boolean':
      return true
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return shape.min ?? 1
    case 'timestamp':
      return 1_700_000_000
    case 'blob':
      return 'YQ=='
    case 'document':
      return {}
    default:
      return shape.enum?.[0] ?? textOf(shape) ?? 'a'
  }
}

interface Place {
  operation: string
  at: string[]
  member: Members[string]
  within?: Row['within']
  /** Puts a value at the place into the operation's least input. */
  put: (value: unknown) => Input
}

/** A constraint for which no value was found. */
export interface NotBuilt {
  name: string
  shape: InputShape
  location?: string
}

export function rowsOf(table: Constraints, operation: string): { rows: Row[]; notBuilt: NotBuilt[] } {
  const rows: Row[] = []
  const notBuilt: NotBuilt[] = []
  const top = table.operations[operation]
  const shape = top ? table.shapes[top] : undefined
  if (!top || !shape) return { rows, notBuilt }
  const least = () => leastOf(table, top) as Input
  inStructure(shape, { operation, at: [], member: { shape: top }, put: (value) => value as Input }, least, [top])
  return { rows, notBuilt }

  function inStructure(of: InputShape, place: Place, make: () => Input, seen: string[]): void {
    for (const [name, member] of Object.entries(of.members ?? {})) {
      if (name === of.payload) continue
      const inside: Place = {
        ...place,
        at: [...place.at, name],
        member: { ...member, location: member.location ?? place.member.location },
        put: (value) => place.put({ ...make(), [name]: value }),
      }
      if (of.required?.includes(name) && member.location !== 'uri') {
        const { [name]: _, ...rest } = make()
        rows.push(
          rowOf(inside, table.shapes[member.shape] ?? { type: 'string' }, 'required', 'outside', null, place.put(rest)),
        )
      }
      inShape(inside, seen)
    }
  }

  function lacks({ at, member }: Place, shape: InputShape, what: string): void {
    notBuilt.push({ name: `${operation} ${at.join('.')} ${what}`, shape, location: member.location })
  }

  function rowOf(
    place: Place,
    of: InputShape,
    rule: Row['rule'],
    side: Row['side'],
    value: unknown,
    input: Input,
  ): Row {
    const { operation, at, member, within } = place
    return { operation, at, member, within, shape: of, rule, side, value, input }
  }

  function inShape(place: Place, seen: string[]): void {
    const { shape: name } = place.member
    const of = table.shapes[name]
    if (!of || of.type === 'document' || seen.includes(name)) return
    const add = (rule: Row['rule'], side: Row['side'], value: unknown) =>
      value === undefined
        ? lacks(place, of, `${rule} ${side}`)
        : rows.push(rowOf(place, of, rule, side, value, place.put(value)))
    if (!place.within && !place.member.location) for (const value of wrongTypes(of)) add('type', 'outside', value)
    if (of.type === 'structure') {
      const make = () => leastOf(table, name) as Input
      inStructure(of, { ...place, put: place.put }, make, [...seen, name])
      return
    }
    if (of.type === 'list' && of.member) {
      const element = of.member.shape
      const many = (length: number) => Array.from({ length }, () => leastOf(table, element))
      if (of.max !== undefined && of.max <= 200) {
        add('length', 'inside', many(of.max))
        add('length', 'outside', many(of.max + 1))
      }
      if (of.min) add('length', 'outside', many(of.min - 1))
      const rest = Math.max(0, (of.min ?? 0) - 1)
      const isSimple = !/^(structure|list|map)$/.test(table.shapes[element]?.type ?? '')
      inShape(
        {
          ...place,
          at: isSimple ? place.at : [...place.at, '1'],
          member: { ...of.member, location: place.member.location, locationName: place.member.locationName },
          within: isSimple ? 'elements' : place.within,
          put: (value) => place.put([value, ...many(rest)]),
        },
        [...seen, name],
      )
      return
    }
    if (of.type === 'map' && of.key && of.value) {
      const { key, value } = of
      const sampleKey = String(leastOf(table, key.shape))
      const sampleValue = leastOf(table, value.shape)
      const others = Array.from({ length: Math.max(0, (of.min ?? 0) - 1) }, (_, index) => [
        `${sampleKey}${index + 1}`,
        sampleValue,
      ])
      const together = (key: unknown, one: unknown) => place.put(Object.fromEntries([...others, [String(key), one]]))
      inShape({ ...place, member: key, within: 'keys', put: (one) => together(one, sampleValue) }, [...seen, name])
      if (!/^(structure|list|map)$/.test(table.shapes[value.shape]?.type ?? ''))
        inShape({ ...place, member: value, within: 'values', put: (one) => together(sampleKey, one) }, [...seen, name])
      return
    }
    if (of.enum) {
      for (const value of of.enum) add('enum', 'inside', value)
      add('enum', 'outside', `${of.enum[0]}X`)
    } else if (of.type === 'string') {
      texts(of, place, add)
    } else if (/^(integer|long|float|double)$/.test(of.type)) {
      if (of.min !== undefined) add('value', 'inside', of.min)
      if (of.min !== undefined) add('value', 'outside', of.min - 1)
      if (of.max !== undefined) add('value', 'inside', of.max)
      if (of.max !== undefined) add('value', 'outside', of.max + 1)
    }
  }

  function texts(
    of: InputShape,
    place: Place,
    add: (rule: Row['rule'], side: Row['side'], value: unknown) => void,
  ): void {
    const { min = 0, max, pattern } = of
    const isUri = place.member.location === 'uri'
    if (min > 0) {
      add('length', 'inside', textOf(of, min) ?? textOf(of))
      if (min > 1 || !isUri) add('length', 'outside', textOf(of, min - 1) ?? 'a'.repeat(min - 1))
    }
    // Longer ones show the same, and cost more.
    if (max !== undefined && max <= 20_000) {
      add('length', 'inside', textOf(of, max) ?? textOf(of))
      add('length', 'outside', textOf({ ...of, max: undefined }, max + 1) ?? 'a'.repeat(max + 1))
    }
    if (pattern === undefined) return
    add('pattern', 'inside', textOf(of))
    const isHeader = place.member.location === 'header'
    const broken = strange
      .map((one) => one.repeat(Math.max(1, Math.ceil(min / one.length))).slice(0, max))
      // A header has bytes, of which none is a line break.
      .filter((one) => !isHeader || (/^[!-~\u00a1-\u00ff]+$/.test(one) && one.trim() === one))
      .find((one) => !takes(of, one))
    if (broken !== undefined) add('pattern', 'outside', broken)
    // Some patterns take whatever can be sent.
    else lacks(place, of, 'pattern outside')
  }
}

function wrongTypes({ type }: InputShape): unknown[] {
  if (type === 'string') return [1, true, {}]
  if (type === 'list' || type === 'structure' || type === 'map') return ['x']
  if (type === 'integer' || type === 'long' || type === 'double' || type === 'float' || type === 'boolean') return ['x']
  return []
}
