'use client'

import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import type { Example } from '@/lib/model/contract/contract'
import { type Evidence, readEvidence, withEvidence } from '@/lib/model/profile/evidence'
import type { Proposal } from '@/lib/model/profile/proposals'
import { encodeRow, problemOf, startingValues } from '@/lib/model/requests/encode'
import { type Encoding, labelOfEncoding, noText, startOf, textOf } from '@/lib/model/tables/encoding'
import type { Result } from '@/lib/result'
import { type ContractValues, contractOf, contractValuesOf } from '../values/contract-values'
import type { DeployValues } from '../values/form-values'

/** Limits what is read of a file: 20,000 rows of a wide table fit in it. */
const mostBytes = 16 * 1024 * 1024

/** Lays evidence over the form's contract; says what came of it. */
export function useEvidence() {
  const { getValues, setValue } = useFormContext<DeployValues>()
  const [said, setSaid] = useState<{ text: string; wrong: boolean }>()
  /** Rows of the evidence: in this form alone, until a person makes them public. */
  const [rows, setRows] = useState<Example[]>([])
  const [proposals, setProposals] = useState<Proposal[]>([])
  /** The file that was read last, so that it can be read again in another encoding. */
  const [file, setFile] = useState<{ file: File; encoding: Encoding }>()

  const write = (next: Partial<ContractValues>) => {
    for (const [name, value] of Object.entries(next))
      setValue(name as keyof ContractValues, value as ContractValues[keyof ContractValues], { shouldDirty: true })
  }
  /** @param from a name of the source; without it nothing is said here, as its place says it */
  const apply = (evidence: Evidence, from?: string) => {
    const values = getValues()
    const merged = withEvidence(contractOf(values, { features: [] }), evidence)
    if (!merged.ok) return refuse(merged)
    const { features } = merged.value
    // A sample row of another form would stop the deploy, and one with every column's usual value proves the most.
    const start = startingValues(features)
    const whole = features.length > 0 && features.every((one) => !problemOf(one, start[one.name] ?? ''))
    const usual = whole ? encodeRow(features, start) : (merged.value.examples?.[0]?.value ?? values.sampleRow)
    write(contractValuesOf(merged.value, evidence.bare ? values.sampleRow : usual))
    setRows(evidence.bare ? [] : evidence.examples)
    setProposals(evidence.proposals ?? [])
    const notes = evidence.notes.length > 0 ? `: ${evidence.notes.join(', ')}` : ''
    setSaid(from ? { text: `Read ${from} as ${evidence.source}${notes}.`, wrong: false } : undefined)
  }
  const refuse = (result: Result<unknown>) => {
    if (!result.ok) setSaid({ text: `${result.error.message} ${result.error.remedy ?? ''}`.trim(), wrong: true })
  }
  const read = (text: string, from = 'the text', isCut = false) => {
    setFile(undefined)
    const found = readEvidence(text, isCut)
    if (found.ok) apply(found.value, from)
    else refuse(found)
  }
  const readFile = async (one: File, chosen?: Encoding) => {
    const binary = noText(await startOf(one))
    if (binary) return setSaid({ text: `${one.name} is ${binary.what}. ${binary.remedy}`, wrong: true })
    const { text, encoding } = await textOf(one, mostBytes, chosen)
    read(text, encoding === 'utf-8' ? one.name : `${one.name} (${labelOfEncoding(encoding)})`, one.size > mostBytes)
    setFile({ file: one, encoding })
  }
  const publishRows = () => {
    const [first] = rows
    write({ examples: rows, ...(first ? { sampleRow: first.value } : {}) })
    setRows([])
  }
  const readFiles = async (files: Iterable<File>) => {
    for (const one of files) await readFile(one)
  }
  const readAgain = (encoding: Encoding) => file && readFile(file.file, encoding)
  const clear = () => {
    write({ features: [] })
    setRows([])
    setSaid(undefined)
    setProposals([])
    setFile(undefined)
  }
  return {
    said,
    rows,
    keepRows: setRows,
    publishRows,
    proposals,
    encoding: file?.encoding,
    apply,
    read,
    readFiles,
    readAgain,
    clear,
    write,
  }
}
