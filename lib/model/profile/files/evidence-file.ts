/** A file becomes text for the reader of evidence: its encoding is found or chosen, and what is no text is refused. */
import { fail, ok, type Result } from '../../../result'
import { type Encoding, labelOfEncoding, noText, startOf, textOf } from '../../tables/encoding'
import { type Evidence, readEvidence } from '../evidence'

/** Limits what is read of a file: 20,000 rows of a wide table fit in it. */
const mostBytes = 16 * 1024 * 1024

export interface EvidenceFile {
  encoding: Encoding
  /** The file in a sentence; its encoding is named unless it is UTF-8. */
  from: string
  evidence: Result<Evidence>
}

/** @param chosen read in this encoding instead of the one that its bytes show */
export async function readEvidenceFile(file: File, chosen?: Encoding): Promise<Result<EvidenceFile>> {
  const binary = noText(await startOf(file))
  if (binary) return fail({ code: 'no-text', message: `${file.name} is ${binary.what}.`, remedy: binary.remedy })
  const { text, encoding } = await textOf(file, mostBytes, chosen)
  const from = encoding === 'utf-8' ? file.name : `${file.name} (${labelOfEncoding(encoding)})`
  return ok({ encoding, from, evidence: readEvidence(text, file.size > mostBytes) })
}
