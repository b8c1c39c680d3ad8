/** Sets of cases as files that hold all they need: JSON, or JSON Lines with a case a line; bytes as base64. */

import { z } from 'zod'
import { spreadsheetLine } from '../batch/csv-line'
import { formatNumber, wordsLocale } from '../locale'
import { maxBinaryBytes } from '../model/requests/build-body'
import { parseJson } from '../model/requests/json-text'
import { fail, ok, type Result } from '../result'
import { type CaseSet, caseOf, mostCases, setHeadSchema, type TestCase } from './cases'
import { inputLine, type RunInput } from './input'
import { inputOfFiles } from './input-schema'

/** A browser that reads more at once stands still. */
export const mostFileBytes = 200_000_000

const tooLong = `at most ${maxBinaryBytes / 1e6} MB, which is what Lambda takes`

const packedFile = {
  mediaType: z.string().regex(/^(image|audio)\//, 'a media type of a picture or a recording, such as image/png'),
  base64: z
    .base64('bytes as base64')
    .min(1, 'bytes as base64')
    .max(Math.ceil(maxBinaryBytes / 3) * 4, tooLong),
}
const packedCase = caseOf(inputOfFiles(packedFile))
const packedSet = setHeadSchema.extend({
  tolerance: setHeadSchema.shape.tolerance.default(0.001),
  cases: z.array(packedCase).min(1, 'A set needs a case').max(mostCases),
})

type PackedInput = z.infer<typeof packedCase>['input']
export type ReadSet = Pick<CaseSet, 'name' | 'tolerance' | 'cases'>

export async function exportJson({ name, tolerance, cases }: ReadSet): Promise<string> {
  return `${JSON.stringify({ name, tolerance, cases: await Promise.all(cases.map(pack)) }, null, 2)}\n`
}

/** The name and the tolerance stand in the first line. */
export async function exportJsonLines({ name, tolerance, cases }: ReadSet): Promise<string> {
  const lines = [{ name, tolerance }, ...(await Promise.all(cases.map(pack)))]
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

/** Input and what is expected, a line for each fact: for a spreadsheet, not for reading back, so formulas are defused. */
export const casesCsv = ({ cases }: ReadSet): string =>
  ['input,expected', ...cases.flatMap(csvLines)].join('\n').concat('\n')

function csvLines({ input, expected }: TestCase): string[] {
  const inputs = input.kind === 'rows' ? input.rows : undefined
  const inputAt = (index: number) => (inputs ? (inputs[index] ?? '') : inputLine(input, wordsLocale))
  return expected.map(({ value }, index) => spreadsheetLine([inputAt(index), value]))
}

/** @param fileName names a set whose file has no name in it */
export function importSet(text: string, fileName: string): Result<ReadSet> {
  const whole = parseJson(text)
  const read = whole === undefined ? readLines(text, fileName) : readSet(whole)
  if (!read.ok) return read
  return ok({ ...read.value, cases: read.value.cases.map(unpack) })
}

function readSet(value: unknown): Result<z.infer<typeof packedSet>> {
  const read = packedSet.safeParse(value)
  return read.success ? ok(read.data) : refused('The file is JSON, and no set of cases', read.error)
}

function readLines(text: string, fileName: string): Result<z.infer<typeof packedSet>> {
  const lines = text.split(/\r?\n/).flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]))
  if (lines.length > mostCases + 1)
    return refused(`The file has more than the ${formatNumber(mostCases)} cases that a set holds`)
  const values = lines.map(({ line, number }) => ({ value: parseJson(line), number }))
  const bad = values.find(({ value }) => value === undefined)
  if (bad || values.length === 0)
    return refused(bad && bad.number > 1 ? `Line ${bad.number} is no JSON` : 'The file is neither JSON nor JSON Lines')
  const head = setHeadSchema.safeParse(values[0]?.value)
  const cases: z.infer<typeof packedCase>[] = []
  for (const { value, number } of head.success ? values.slice(1) : values) {
    const read = packedCase.safeParse(value)
    if (!read.success) return refused(`Line ${number} is no case`, read.error)
    cases.push(read.data)
  }
  const { name, tolerance } = head.success ? head.data : { name: nameOf(fileName), tolerance: 0.001 }
  return readSet({ name, tolerance, cases })
}

const nameOf = (fileName: string) => fileName.replace(/(-cases)?\.\w+$/, '').slice(0, 64) || 'Imported'

function refused(what: string, error?: z.ZodError): Result<never> {
  const [issue] = error?.issues ?? []
  return fail({
    code: 'invalid-cases',
    message: issue ? `${what}: ${placeOf(issue.path)}${issue.message}.` : `${what}.`,
    remedy: 'Choose a file that was exported from a set of cases.',
  })
}

/** `case 2, input.base64: `. */
function placeOf(path: PropertyKey[]): string {
  const isCase = path[0] === 'cases' && typeof path[1] === 'number'
  const field = (isCase ? path.slice(2) : path).join('.')
  const place = [isCase ? `case ${Number(path[1]) + 1}` : '', field].filter(Boolean).join(', ')
  return place === '' ? '' : `${place}: `
}

async function pack({ input, expected }: TestCase) {
  if (!('file' in input)) return { input, expected }
  const { kind, name, file } = input
  const packed = { kind, name, mediaType: file.type, base64: base64Of(new Uint8Array(await file.arrayBuffer())) }
  return { input: packed, expected }
}

const unpack = ({ input, expected }: z.infer<typeof packedCase>): TestCase => ({ input: unpackInput(input), expected })

function unpackInput(input: PackedInput): RunInput {
  if (!('base64' in input)) return input
  const { kind, name, mediaType, base64 } = input
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  return { kind, name, file: new Blob([bytes], { type: mediaType }) }
}

/** More arguments than this at once are too many for a call. */
const chunkBytes = 0x8000

function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let begin = 0; begin < bytes.length; begin += chunkBytes)
    binary += String.fromCharCode(...bytes.subarray(begin, begin + chunkBytes))
  return btoa(binary)
}
