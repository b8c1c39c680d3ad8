/** Kept beside the input, so that a result can be read in another browser. */
export interface JobManifest {
  fileName: string
  /** Of the file. */
  rows: number
  /** Of the job: the others were refused before. */
  sent: number
  /** The column with the true label. */
  truth?: number
}
