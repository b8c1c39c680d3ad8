/**
 * The one reader of tables, for evidence of a contract, batches and pasted rows: what it is written in is found from its
 * start, and then records come piece by piece. Who reads decides what the first record and each column are.
 */
import { csvRecords, type RecordReader } from './csv-records'
import { type Dialect, dialectOf, sampleLength } from './dialect'
import { jsonRecords } from './json-records'
import { isLibsvm } from './libsvm'

export interface TableReader extends RecordReader {
  format: 'csv' | 'json'
}

type Push = (cells: string[], problem?: string) => void

/**
 * @param sample the first `sampleLength` characters or all, lines ended by line feeds
 * @param dialect known, for a table of our own
 * @returns undefined for libsvm
 */
export function tableReader(sample: string, push: Push, dialect?: Dialect): TableReader | undefined {
  if (dialect) return { format: 'csv', ...csvRecords(dialect, push) }
  if (/^\s*[[{]/.test(sample)) return { format: 'json', ...jsonRecords(push) }
  if (isLibsvm(sample)) return undefined
  return { format: 'csv', ...csvRecords(dialectOf(sample.slice(0, sampleLength)), push) }
}

export const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n')
