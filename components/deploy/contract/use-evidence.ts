'use client'

import { useState } from 'react'
import { useFormContext } from 'react-hook-form'
import type { Example } from '@/lib/model/contract/contract'
import { type Evidence, readEvidence } from '@/lib/model/profile/evidence'
import { readEvidenceFile } from '@/lib/model/profile/files/evidence-file'
import { layOver } from '@/lib/model/profile/lay-over'
import type { Proposal } from '@/lib/model/profile/proposals'
import type { Encoding } from '@/lib/model/tables/encoding'
import type { Result } from '@/lib/result'
import { type ContractValues, contractOf, contractValuesOf } from '../values/contract-values'
import type { DeployValues } from '../values/form-values'

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
    const { sampleRow } = values
    const laid = layOver({ contract: contractOf(values, { features: [] }), sampleRow }, evidence)
    if (!laid.ok) return refuse(laid)
    write(contractValuesOf(laid.value.contract, laid.value.sampleRow))
    setRows(evidence.bare ? [] : evidence.examples)
    setProposals(evidence.proposals ?? [])
    const notes = evidence.notes.length > 0 ? `: ${evidence.notes.join(', ')}` : ''
    setSaid(from ? { text: `Read ${from} as ${evidence.source}${notes}.`, wrong: false } : undefined)
  }
  const refuse = (result: Result<unknown>) => {
    if (!result.ok) setSaid({ text: `${result.error.message} ${result.error.remedy ?? ''}`.trim(), wrong: true })
  }
  const take = (found: Result<Evidence>, from: string) => {
    if (found.ok) apply(found.value, from)
    else refuse(found)
  }
  const read = (text: string) => {
    setFile(undefined)
    take(readEvidence(text), 'the text')
  }
  const readFile = async (one: File, chosen?: Encoding) => {
    const read = await readEvidenceFile(one, chosen)
    if (!read.ok) return refuse(read)
    take(read.value.evidence, read.value.from)
    setFile({ file: one, encoding: read.value.encoding })
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
